//! Sizes and places, in canvas units: one unit is one CSS pixel at 100 %.

use std::collections::BTreeMap;
use topology::{Design, HostId, NodeId, Point};

/// Width of a node's card.
pub const NODE_WIDTH: f64 = 184.0;
/// Height of a node's card.
pub const NODE_HEIGHT: f64 = 64.0;
/// Space between a host's frame and the cards in it.
pub const FRAME_PADDING: f64 = 20.0;
/// Height of the line in a frame that names the host.
pub const FRAME_HEADER: f64 = 28.0;

/// A rectangle; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    #[must_use]
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    #[must_use]
    pub fn center(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            w: self.right().max(other.right()) - x,
            h: self.bottom().max(other.bottom()) - y,
        }
    }

    /// True when the two share more than an edge.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// This rectangle with `by` more on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }
}

/// The card of a node whose top left corner is at this point.
#[must_use]
pub fn node_rect(at: Point) -> Rect {
    Rect::new(f64::from(at.x), f64::from(at.y), NODE_WIDTH, NODE_HEIGHT)
}

/// A host drawn as a frame around its nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct HostFrame {
    pub host: HostId,
    pub rect: Rect,
}

/// The frames of hosts: around the cards of a host's nodes, with room for its name. A frame that
/// would also enclose a card of another host says something false and is left out.
#[must_use]
pub fn host_frames(design: &Design) -> Vec<HostFrame> {
    host_frames_at(design, |id| design.position(id))
}

/// Like [`host_frames`], with cards that lie elsewhere: while they are dragged.
#[must_use]
pub fn host_frames_at(design: &Design, position: impl Fn(&NodeId) -> Point) -> Vec<HostFrame> {
    let mut around: BTreeMap<&HostId, Rect> = BTreeMap::new();
    for node in design.nodes() {
        if let Some(host) = &node.host {
            let card = node_rect(position(&node.id));
            around.entry(host).and_modify(|rect| *rect = rect.union(&card)).or_insert(card);
        }
    }
    let cards: Vec<_> =
        design.nodes().map(|node| (node.host.as_ref(), node_rect(position(&node.id)))).collect();
    around
        .into_iter()
        .map(|(host, inner)| {
            let rect = inner.grown(FRAME_PADDING);
            (host, Rect { y: rect.y - FRAME_HEADER, h: rect.h + FRAME_HEADER, ..rect })
        })
        .filter(|(host, rect)| {
            cards.iter().all(|(owner, card)| *owner == Some(*host) || !rect.intersects(card))
        })
        .map(|(host, rect)| HostFrame { host: host.clone(), rect })
        .collect()
}

/// The smallest rectangle around every card and frame; `None` for an empty design.
#[must_use]
pub fn bounds(design: &Design) -> Option<Rect> {
    let cards = design.nodes().map(|node| node_rect(design.position(&node.id)));
    cards.chain(host_frames(design).into_iter().map(|frame| frame.rect)).reduce(|a, b| a.union(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::{Change, notation};

    fn placed(text: &str, places: &[(&str, i32, i32)]) -> Design {
        let mut design = notation::design(text);
        let to = places.iter().map(|(id, x, y)| (id.parse().unwrap(), Point { x: *x, y: *y }));
        Change::move_nodes(&design, to).apply(&mut design).unwrap();
        design
    }

    #[test]
    fn a_frame_encloses_its_hosts_cards_and_its_name() {
        let design =
            placed("host h1 vm1\na: gateway @h1\nb: gateway @h1", &[("a", 0, 0), ("b", 0, 100)]);
        let frames = host_frames(&design);
        assert_eq!(frames[0].rect, Rect::new(-20.0, -48.0, 224.0, 232.0));
        assert_eq!(bounds(&design), Some(frames[0].rect));
    }

    #[test]
    fn a_frame_that_would_enclose_a_stranger_is_left_out() {
        let design = placed(
            "host h1 vm1\na: gateway @h1\nb: gateway @h1\nc: gateway",
            &[("a", 0, 0), ("b", 0, 300), ("c", 0, 150)],
        );
        assert!(host_frames(&design).is_empty());
        assert_eq!(bounds(&notation::design("")), None);
    }
}
