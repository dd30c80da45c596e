//! What lies under the pointer.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, Rect, between, node_rect};
use drawing::route::{Corner, route};
use topology::{Design, LinkId, NodeId, Point};

use crate::input::Spot;

/// How near to a link, and to a handle's middle, counts; in pixels, so it is divided by the zoom.
const NEAR_LINK: f64 = 7.0;
const NEAR_HANDLE: f64 = 12.0;

/// Below this zoom handles are not drawn and cannot be hit: they would cover their nodes.
pub const HANDLES_FROM: f64 = 0.25;

/// A thing under the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// The dot at a node's edge that a link is drawn from.
    Handle(NodeId),
    Node(NodeId),
    Link(LinkId),
    Canvas,
}

/// The middle of a node's handle, on the drawing.
#[must_use]
pub fn handle_of(at: Point) -> Spot {
    Spot::new(f64::from(at.x) + NODE_WIDTH, f64::from(at.y) + NODE_HEIGHT / 2.0)
}

/// What lies at a place of the drawing. Nodes lie over links, later ones over earlier ones; handles
/// over all.
#[must_use]
pub fn hit(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    at: Spot,
    zoom: f64,
    handles: bool,
) -> Hit {
    let mut found = None;
    for node in design.nodes() {
        let place = position(&node.id);
        if handles && handle_of(place).distance(at) <= NEAR_HANDLE / zoom {
            return Hit::Handle(node.id.clone());
        }
        if contains(node_rect(place), at) {
            found = Some(node);
        }
    }
    if let Some(node) = found {
        return Hit::Node(node.id.clone());
    }
    link_at(design, position, at, zoom).map_or(Hit::Canvas, Hit::Link)
}

/// The link at a place of the drawing.
#[must_use]
pub fn link_at(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    at: Spot,
    zoom: f64,
) -> Option<LinkId> {
    let near = |from: &NodeId, to: &NodeId| {
        let corners = route(node_rect(position(from)), node_rect(position(to)));
        corners.windows(2).any(|pair| beside(pair[0], pair[1], at) <= NEAR_LINK / zoom)
    };
    let link = design.links().filter(|link| near(&link.from, &link.to)).last();
    link.map(|link| link.id.clone())
}

/// The node at a place of the drawing.
#[must_use]
pub fn node_at(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    at: Spot,
    margin: f64,
) -> Option<NodeId> {
    let inside = |id: &NodeId| contains(node_rect(position(id)).grown(margin), at);
    design.nodes().map(|node| &node.id).filter(|id| inside(id)).last().cloned()
}

fn contains(rect: Rect, at: Spot) -> bool {
    (rect.x..=rect.right()).contains(&at.x) && (rect.y..=rect.bottom()).contains(&at.y)
}

/// The distance of a place from a stretch, which is level or upright.
fn beside(a: Corner, b: Corner, at: Spot) -> f64 {
    let x = between(at.x, a.0.min(b.0), a.0.max(b.0));
    let y = between(at.y, a.1.min(b.1), a.1.max(b.1));
    at.distance(Spot::new(x, y))
}
