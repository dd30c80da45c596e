//! What lies under the pointer.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, Rect, between, node_rect};
use drawing::route::{Corner, route};
use topology::{Design, LinkId, NodeId, Point};

use crate::input::Spot;

/// Below this zoom handles are not drawn and cannot be hit: they would cover their nodes.
pub const HANDLES_FROM: f64 = 0.25;

/// How near to a link, and to a handle's middle, counts; in pixels, so it is divided by the zoom.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    pub link: f64,
    pub handle: f64,
}

impl Reach {
    const POINTER: Self = Self { link: 7.0, handle: 12.0 };
    /// A finger is wider than what it points at.
    const FINGER: Self = Self { link: 16.0, handle: 22.0 };
    /// How much of a card, on the drawing, a handle covers at most: the rest is for dragging it.
    const COVERS: f64 = Self::POINTER.handle / HANDLES_FROM;

    #[must_use]
    pub fn of(finger: bool) -> Self {
        if finger { Self::FINGER } else { Self::POINTER }
    }

    fn on_drawing(self, zoom: f64) -> Self {
        Self { link: self.link / zoom, handle: (self.handle / zoom).min(Self::COVERS) }
    }
}

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
/// over all, of which the nearest counts.
#[must_use]
pub fn hit(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    at: Spot,
    (zoom, reach): (f64, Reach),
    handles: bool,
) -> Hit {
    let (mut found, mut handle) = (None, None);
    let mut nearest = reach.on_drawing(zoom).handle;
    for node in design.nodes() {
        let place = position(&node.id);
        let away = handle_of(place).distance(at);
        if handles && away <= nearest {
            (nearest, handle) = (away, Some(node));
        }
        if contains(node_rect(place), at) {
            found = Some(node);
        }
    }
    if let Some(node) = handle {
        return Hit::Handle(node.id.clone());
    }
    if let Some(node) = found {
        return Hit::Node(node.id.clone());
    }
    link_at(design, position, at, (zoom, reach)).map_or(Hit::Canvas, Hit::Link)
}

/// The link at a place of the drawing.
#[must_use]
pub fn link_at(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    at: Spot,
    (zoom, reach): (f64, Reach),
) -> Option<LinkId> {
    let far = reach.on_drawing(zoom).link;
    let near = |from: &NodeId, to: &NodeId| {
        let corners = route(node_rect(position(from)), node_rect(position(to)));
        corners.windows(2).any(|pair| beside(pair[0], pair[1], at) <= far)
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
