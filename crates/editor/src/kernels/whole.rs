//! The area that all of a drawing takes up: cards, and the frames of hosts and zones.

use drawing::geometry::{Rect, node_rect};
use drawing::zones::staying;
use topology::Design;

/// Whether one rectangle lies within another.
#[must_use]
pub fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// `None` for a design without nodes.
#[must_use]
pub fn whole(design: &Design) -> Option<Rect> {
    let (frames, zones) = staying(design, |id| design.position(id), |_| false);
    let cards = design.nodes().map(|node| node_rect(design.position(&node.id)));
    let hosts = frames.whole().map(|frame| frame.rect);
    let zones = zones.iter().filter(|zone| !zone.torn).map(|zone| zone.rect);
    cards.chain(hosts).chain(zones).reduce(|a, b| a.union(&b))
}
