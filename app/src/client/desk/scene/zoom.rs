//! What follows the viewport at once, and what waits until it has come to rest.

use editor::Editor;
use editor::kernels::culling::{self, Window};
use leptos::prelude::*;
use topology::Catalogue;

use super::Scene;

/// While it changes, the zoom is told after so many milliseconds each.
const TELLING: f64 = 150.0;

impl Scene {
    pub(crate) fn viewport_changed(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let viewport = editor.viewport();
        self.viewport.set(*viewport);
        // The pointer is on something else now.
        self.hover_link(None, editor, catalogue);
        if !self.moving.get_untracked() {
            self.moving.set(true);
        }
        let now = js_sys::Date::now();
        if now - self.told_at > TELLING {
            self.told_at = now;
            self.tell_zoom();
        }
        if !self.window.is_some_and(|window| window.serves(viewport)) {
            self.window = Some(Window::around(viewport));
            self.ready &= self.is_far();
            self.look_closely();
            self.cull(editor, catalogue);
            self.repaint();
            // It is shown no longer, or lies elsewhere, in lines of another width.
            self.holds.update(|count| *count += 1);
        }
    }

    fn tell_zoom(&self) {
        let zoom = self.viewport.with_untracked(|viewport| viewport.zoom);
        if (self.told_zoom.get_untracked() - zoom).abs() > f64::EPSILON {
            self.told_zoom.set(zoom);
        }
    }

    /// Each card shows as much as can be read at this zoom. True when that is more or less than before.
    fn look_closely(&self) -> bool {
        let detail = culling::detail(self.viewport.with_untracked(|viewport| viewport.zoom));
        if self.detail.get_untracked() != detail {
            self.detail.set(detail);
            let plain = detail == culling::PLAIN;
            if self.plain.get_untracked() != plain {
                self.plain.set(plain);
            }
            return true;
        }
        false
    }

    /// The viewport has come to rest: what is painted gets the pixels that it takes up.
    pub(crate) fn sharpen(&mut self, editor: &Editor, catalogue: &Catalogue) {
        self.moving.set(false);
        self.tell_zoom();
        if self.look_closely() {
            self.cull(editor, catalogue);
        }
        let viewport = self.viewport.get_untracked();
        if self.is_far() && !self.window.is_some_and(|window| window.is_sharp(&viewport)) {
            self.window = Some(Window::around(&viewport));
            self.repaint();
            self.hold();
        }
    }
}
