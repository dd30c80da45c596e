//! Fingers on the pane, by their ids: one is a pointer, two pinch, and who is left over is ignored until
//! all are lifted.

use crate::input::{Button, Input, Modifiers, Spot};

/// The fingers that are down, in the order in which they came.
#[derive(Debug, Default)]
pub struct Fingers {
    down: Vec<(i32, Spot)>,
    /// Where two came down that pinch now.
    pinch: Option<(Spot, Spot)>,
    /// Their gesture is over, or was never one.
    spent: bool,
}

impl Fingers {
    /// A finger comes down: what that means. While something else is held, by a mouse or out of the
    /// palette, it means nothing.
    pub fn put(&mut self, id: i32, at: Spot, modifiers: Modifiers, busy: bool) -> Option<Input> {
        self.down.push((id, at));
        match self.down[..] {
            [_] if !busy => Some(Input::Down { at, button: Button::Finger, modifiers }),
            [(_, a), (_, b)] if !self.spent => {
                self.pinch = Some((a, b));
                Some(Input::Pinch { from: (a, b), to: (a, b) })
            }
            _ => {
                self.spent |= self.pinch.is_none();
                None
            }
        }
    }

    /// A finger or another pointer moves.
    pub fn shift(&mut self, id: i32, at: Spot, modifiers: Modifiers) -> Option<Input> {
        if let Some(finger) = self.down.iter_mut().find(|(known, _)| *known == id) {
            finger.1 = at;
        }
        if !self.counts(id) {
            return None;
        }
        match (self.pinch, &self.down[..]) {
            (Some(from), [(_, a), (_, b), ..]) => Some(Input::Pinch { from, to: (*a, *b) }),
            _ => Some(Input::Move { at, modifiers }),
        }
    }

    /// A finger or another pointer is lifted, or taken away, which is the input `with`.
    pub fn lift(&mut self, id: i32, with: Input) -> Option<Input> {
        let means = self.counts(id).then_some(with);
        let before = self.down.len();
        self.down.retain(|(known, _)| *known != id);
        if self.down.len() < before && means.is_some() {
            self.pinch = None;
            self.spent = true;
        }
        if self.down.is_empty() {
            self.spent = false;
        }
        means
    }

    /// The first of several comes down. Whoever was still known was lifted unseen: true if so.
    pub fn forget(&mut self) -> bool {
        !std::mem::take(self).down.is_empty()
    }

    /// Whether this pointer moves the gesture on: others do nothing while fingers have one.
    fn counts(&self, id: i32) -> bool {
        let leads = if self.pinch.is_some() { 2 } else { 1 };
        match self.down.iter().position(|(known, _)| *known == id) {
            Some(at) => !self.spent && at < leads,
            None => self.spent || self.down.is_empty(),
        }
    }
}
