//! Comparing what is on the desk with a version: what lies over the drawing then is a part that is loaded
//! later, and the desk only keeps it.

use editor::{Editor, Mark};
use leptos::prelude::*;

use super::session::Desk;

/// What lies over the drawing while it is compared with the version of this number.
pub(crate) type Layer = fn(Desk, i64) -> AnyView;

impl Desk {
    /// Ends it where nothing else is going on that a key would end first.
    pub(super) fn escape_comparison(self) {
        let busy = !self.with_editor_untracked(Editor::is_idle)
            || self.choice.with_untracked(Option::is_some)
            || untrack(|| self.floating()).is_some();
        if !busy {
            self.stop_comparing();
        }
    }

    pub(crate) fn stop_comparing(self) {
        if self.comparing.with_untracked(Option::is_some) {
            self.comparing.set(None);
        }
    }

    /// Goes to something that is not as it was.
    pub(crate) fn go_to(self, mark: &Mark) {
        self.act(|editor, _| editor.go_to(mark));
    }
}
