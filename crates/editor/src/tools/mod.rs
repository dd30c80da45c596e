//! What a pointer is doing, as a state that the next input moves on.

mod connect;
mod drag;
mod home;
mod idle;
mod marquee;
mod pan;
mod pinch;
mod place;
mod wire;

pub(crate) use connect::begin as begin_connecting;
pub(crate) use home::onto_host;
pub use place::Ghost;
pub use wire::{LinkChoice, LinkOption, Wire, can_link};
pub(crate) use wire::{choices, connect, link};

use topology::{Catalogue, LinkId, NodeId};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Modifiers, Spot};
use crate::kernels::viewport::Viewport;
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
    /// Two fingers hold the drawing, which lay like this when they came down.
    Pinching {
        began: Viewport,
    },
    Wiring(wire::Wiring),
    Connecting(connect::Connecting),
    /// The other button went down: a menu, or a drag that pans.
    PointingSecondary {
        at: Spot,
    },
    Placing(place::Placing),
}

/// A press becomes a drag after this many pixels; a finger trembles more, and rolls while it stays down.
const THRESHOLD: f64 = 4.0;
const FINGER_THRESHOLD: f64 = 8.0;
const HELD_THRESHOLD: f64 = 16.0;

impl State {
    /// Moves the gesture on. Every tool state is a file of its own.
    pub(crate) fn handle(editor: &mut Editor, input: &Input, catalogue: &Catalogue) -> Vec<Effect> {
        if let Input::Pinch { from, to } = input {
            return pinch::begin(editor, *from, *to, catalogue);
        }
        match std::mem::take(&mut editor.state) {
            Self::Idle => idle::handle(editor, input, catalogue),
            pointing @ (Self::PointingNode { .. }
            | Self::PointingLink { .. }
            | Self::PointingCanvas { .. }) => idle::pointing(editor, pointing, input, catalogue),
            Self::Dragging(drag) => drag.handle(editor, input, catalogue),
            Self::Marquee(marquee) => marquee.handle(editor, input),
            Self::Connecting(connecting) => connecting.handle(editor, input, catalogue),
            Self::PointingSecondary { at } => idle::secondary(editor, at, input),
            Self::Panning { last } => pan::handle(editor, last, input),
            Self::Pinching { began } => pinch::handle(editor, began, input),
            Self::Wiring(wiring) => wiring.handle(editor, input, catalogue),
            Self::Placing(placing) => placing.handle(editor, input, catalogue),
        }
    }

    /// The state that dragging these nodes starts with.
    pub(crate) fn dragging(editor: &Editor, at: Spot, modifiers: Modifiers) -> Self {
        Self::Dragging(drag::Drag::new(editor, at, modifiers))
    }

    pub(crate) fn marquee(editor: &Editor, at: Spot, base: Selection) -> Self {
        Self::Marquee(marquee::Marquee::new(editor, at, base))
    }
}
