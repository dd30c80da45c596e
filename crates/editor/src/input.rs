//! What the shell tells the editor.

use topology::RoleId;

/// A place in the pane: CSS pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

impl Spot {
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The place in the middle between two.
    pub(crate) fn middle(self, other: Self) -> Self {
        Self::new(f64::midpoint(self.x, other.x), f64::midpoint(self.y, other.y))
    }
}

/// Keys held while a pointer acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub shift: bool,
    pub alt: bool,
    /// Control, or Command on a Mac.
    pub command: bool,
}

/// A pointer's button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    Primary,
    Middle,
    Secondary,
    /// No button: a finger, which hides what it points at.
    Finger,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    Down {
        at: Spot,
        button: Button,
        modifiers: Modifiers,
    },
    Move {
        at: Spot,
        modifiers: Modifiers,
    },
    Up {
        at: Spot,
        modifiers: Modifiers,
    },
    /// The gesture was taken away; whatever it did is undone.
    Cancel,
    /// Scrolling: distances in pixels; with the zoom key held, or a pinch, `zoom` is true.
    Wheel {
        at: Spot,
        dx: f64,
        dy: f64,
        zoom: bool,
    },
    /// The pane's size in pixels.
    Resize {
        width: f64,
        height: f64,
    },
    /// The space bar: held, it turns every tool into the hand.
    Space {
        held: bool,
    },
    /// The pointer rests or moves without a button; `None` when it has left the pane.
    Hover {
        at: Option<Spot>,
    },
    /// A double click.
    Double {
        at: Spot,
    },
    /// Two fingers, where they came down and where they are. It ends as other gestures do.
    Pinch {
        from: (Spot, Spot),
        to: (Spot, Spot),
    },
    /// A finger that was put down stayed where it was.
    Hold,
    /// A key, as `KeyboardEvent.key` in lower case, for a state that takes keys.
    Key {
        key: String,
    },
    /// Time went by during a gesture: so many milliseconds.
    Tick {
        ms: f64,
    },
    /// A role is dragged in from the palette; it lands with [`Input::Up`].
    Place {
        role: RoleId,
    },
}
