//! What was taken away or put elsewhere comes back at a click, also for who does not know the keys.

use leptos::prelude::*;
use topology::{Change, Design};

use super::session::Desk;

impl Desk {
    /// Says what was done, with a way back: undo while it was the last step, else one that takes only
    /// this back.
    pub(super) fn offer_back(self, said: String, change: Change) {
        let done = self.changes.get_untracked();
        // Who listens hears the message itself.
        self.announcement.set(String::new());
        self.inner().toaster.offer(said, messages::said("Take it back"), move || {
            if !self.is_there() {
                return;
            }
            if self.changes.get_untracked() == done {
                self.command("undo");
            } else {
                self.apply(change.inverted());
            }
        });
    }

    /// Makes a change that takes something away, and says so.
    pub(crate) fn remove(self, said: String, make: impl FnOnce(&Design) -> Change) {
        let change = make(self.inner().editor.borrow().design());
        self.apply(change.clone());
        self.offer_back(said, change);
    }

    /// The same for a command that has just run, with what it said.
    pub(super) fn offer_command_back(self) {
        if let Some(change) = self.last_change.get_untracked() {
            self.offer_back(self.announcement.get_untracked(), change);
        }
    }
}
