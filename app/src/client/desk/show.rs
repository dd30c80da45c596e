//! Presenting on the desk: the chrome goes, the drawing has the window, keys step through it.

use editor::{Editor, Input, Show, Turn};
use js_sys::Date;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use topology::ViewId;

use super::hand::CANVAS;
use super::session::{Desk, Inner};
use crate::client::ui::browser;

/// A step in milliseconds that is longer than every way.
const AT_ONCE: f64 = 60_000.0;

impl Desk {
    /// Begins or ends.
    pub(crate) fn present(self) {
        self.act(Editor::present);
    }

    pub(crate) fn leave_show(self) {
        self.act(|editor, _| editor.leave_show());
    }

    pub(crate) fn turn(self, turn: Turn) {
        self.act(|editor, _| editor.turn(turn));
    }

    /// Looks at what is presented, if anything is; runs again when that goes on.
    pub(crate) fn with_show<T>(self, look: impl FnOnce(&Show) -> T) -> Option<T> {
        self.showing.track();
        self.inner().editor.borrow().show().map(look)
    }

    pub(crate) fn is_presenting(self) -> bool {
        self.is_there() && self.with_editor_untracked(|editor| editor.show().is_some())
    }

    /// A key of the presentation; false for one that means nothing to it.
    pub(crate) fn show_key(self, key: &str, shift: bool) -> bool {
        let mut heard = false;
        self.act(|editor, _| {
            let effects = editor.show_key(key, shift);
            heard = effects.is_some();
            effects.unwrap_or_default()
        });
        heard
    }

    /// The key of the dot went up, after so many milliseconds.
    pub(crate) fn dot_up(self, held: f64) {
        self.act(|editor, _| editor.dot_up(held));
    }

    pub(crate) fn save_view(self) {
        self.act(|editor, _| editor.save_view());
    }

    pub(crate) fn update_view(self, id: &ViewId) {
        self.act(|editor, _| editor.update_view(id));
    }

    pub(crate) fn look_at_view(self, id: &ViewId) {
        self.act(|editor, _| editor.look_at_view(id));
    }

    /// The presentation began, went on or ended.
    pub(super) fn showed(self, inner: &Inner, editor: &Editor) {
        let on = editor.show().is_some();
        if inner.presenting.replace(on) != on {
            self.choice.set(None);
            self.float(None);
            self.hint.set(None);
            // The canvas fills the window also where the browser does not let it fill the screen.
            browser::fill_screen(on);
            request_animation_frame(|| {
                browser::focus(CANVAS);
            });
        }
        self.showing.update(|count| *count += 1);
        if editor.is_flying() && !inner.flying.replace(true) {
            self.fly(Date::now());
        }
    }

    /// Tells the editor the time with each picture, until the drawing is where the step wants it.
    fn fly(self, before: f64) {
        request_animation_frame(move || {
            if !self.is_there() {
                return;
            }
            let now = Date::now();
            let ms = if browser::wants_no_motion() { AT_ONCE } else { now - before };
            self.input(&Input::Tick { ms });
            if self.with_editor_untracked(Editor::is_flying) {
                self.fly(now);
            } else {
                self.inner().flying.set(false);
            }
        });
    }
}

/// A key while presenting. Those of the browser and of the bar's buttons are left to them.
pub(super) fn pressed(desk: Desk, event: &KeyboardEvent, key: &str, on_button: bool) {
    let modified = event.ctrl_key() || event.meta_key();
    if modified {
        if event.alt_key() && key == "p" {
            event.prevent_default();
            desk.present();
        }
        return;
    }
    if event.alt_key() || (on_button && matches!(key, " " | "enter")) {
        return;
    }
    if key == "l" && !event.repeat() {
        desk.inner().dotted.set(event.time_stamp());
    }
    if desk.show_key(key, event.shift_key()) {
        event.prevent_default();
    }
}

/// A key goes up while presenting.
pub(super) fn released(desk: Desk, event: &KeyboardEvent) {
    if event.key().eq_ignore_ascii_case("l") {
        desk.dot_up(event.time_stamp() - desk.inner().dotted.get());
    }
}
