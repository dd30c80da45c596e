//! Sizes and places, in canvas units: one unit is one CSS pixel at 100 %.

use topology::{Design, Point};

use crate::frames::{Frame, Frames};

/// Width of a node's card.
pub const NODE_WIDTH: f64 = 184.0;
/// Height of a node's card.
pub const NODE_HEIGHT: f64 = 64.0;
/// Space between a host's frame and the cards in it.
pub const FRAME_PADDING: f64 = 20.0;
/// Height of the line in a frame that names the host.
pub const FRAME_HEADER: f64 = 28.0;

/// The nearest number from `low` to `high`; `low` where there is none between, and no number stays
/// none. The standard library's `clamp` panics where they are in the wrong order, and the words of it
/// are ten kilobytes of the client.
#[must_use]
pub fn between(value: f64, low: f64, high: f64) -> f64 {
    let most = if value > high { high } else { value };
    if most < low { low } else { most }
}

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

/// The frames of hosts: around the cards of a host's nodes, with room for its name. A frame that
/// would also enclose a card of another host says something false and is left out.
#[must_use]
pub fn host_frames(design: &Design) -> Vec<Frame> {
    Frames::of(design, |id| design.position(id)).whole().cloned().collect()
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
    use topology::notation;

    #[test]
    fn bounds_hold_frames_too() {
        let design = notation::design("host h1 vm1\na: gateway @h1");
        assert_eq!(bounds(&design), Some(host_frames(&design)[0].rect));
        assert_eq!(bounds(&notation::design("")), None);
    }
}
