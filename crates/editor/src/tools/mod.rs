//! What a pointer is doing, as a state that the next input moves on.

mod drag;
mod idle;
mod marquee;
mod pan;
mod place;
mod wire;

pub use place::Ghost;
pub use wire::{LinkChoice, LinkOption, Wire, can_link};
pub(crate) use wire::{connect, link};

use topology::{Catalogue, LinkId, NodeId};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::selection::Selection;

/// What a press on the canvas means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    #[default]
    Select,
    Hand,
}

/// Where a gesture is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum State {
    #[default]
    Idle,
    /// Pressed on a node, not yet moved.
    PointingNode {
        node: NodeId,
        at: Spot,
        additive: bool,
    },
    /// Pressed on a link.
    PointingLink {
        link: LinkId,
        at: Spot,
        additive: bool,
    },
    /// Pressed on the empty drawing.
    PointingCanvas {
        at: Spot,
        additive: bool,
    },
    Dragging(drag::Drag),
    Marquee(marquee::Marquee),
    Panning {
        last: Spot,
    },
    Wiring(wire::Wiring),
    Placing(place::Placing),
}

/// A press becomes a drag after this many pixels.
const THRESHOLD: f64 = 4.0;

impl State {
    /// Moves the gesture on. Every tool state is a file of its own.
    pub(crate) fn handle(editor: &mut Editor, input: &Input, catalogue: &Catalogue) -> Vec<Effect> {
        match std::mem::take(&mut editor.state) {
            Self::Idle => idle::handle(editor, input),
            pointing @ (Self::PointingNode { .. }
            | Self::PointingLink { .. }
            | Self::PointingCanvas { .. }) => idle::pointing(editor, pointing, input),
            Self::Dragging(drag) => drag.handle(editor, input),
            Self::Marquee(marquee) => marquee.handle(editor, input),
            Self::Panning { last } => pan::handle(editor, last, input),
            Self::Wiring(wiring) => wiring.handle(editor, input, catalogue),
            Self::Placing(placing) => placing.handle(editor, input, catalogue),
        }
    }

    /// The state that dragging these nodes starts with.
    pub(crate) fn dragging(editor: &Editor, at: Spot) -> Self {
        Self::Dragging(drag::Drag::new(editor, at))
    }

    pub(crate) fn marquee(at: Spot, base: Selection) -> Self {
        Self::Marquee(marquee::Marquee { from: at, to: at, base })
    }
}
