//! Keys of the whole page: commands, and the space bar for the hand.

use std::cell::Cell;
use std::rc::Rc;

use editor::commands::Press;
use editor::{Editor, Input, commands};
use leptos::ev::{KeyboardEvent, keydown, keyup};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::hand::{CANVAS, TREE};
use super::session::Desk;
use crate::client::ui::browser;

/// Listens until the page is left.
pub(crate) fn listen(desk: Desk) {
    // Moves are told when the key goes up: a key that is held moves many times.
    let moved: Rc<Cell<bool>> = Rc::default();
    let told = Rc::clone(&moved);
    let down = window_event_listener(keydown, move |event| pressed(desk, &event, &moved));
    let up = window_event_listener(keyup, move |event| {
        if event.code() == "Space" {
            desk.input(&Input::Space { held: false });
        }
        if desk.is_presenting() {
            super::show::released(desk, &event);
        }
        if event.key().starts_with("Arrow") && told.take() {
            desk.say_place();
        }
    });
    on_cleanup(move || {
        down.remove();
        up.remove();
    });
}

fn pressed(desk: Desk, event: &KeyboardEvent, moved: &Cell<bool>) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |selector: &str| {
        element.as_ref().and_then(|element| element.closest(selector).ok()).flatten().is_some()
    };
    let modified = event.ctrl_key() || event.meta_key();
    // A key in a field or a dialog belongs to it; a box to tick takes no text, a list only single keys.
    let typing = "input:not([type=checkbox], [type=radio]), textarea, dialog, [contenteditable]";
    let (sign, code) = (event.key(), event.code());
    let press = Press {
        key: &sign,
        code: &code,
        command: modified,
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let key = press.name();
    if desk.is_presenting() {
        return super::show::pressed(desk, event, &key, within("button"));
    }
    // Except what writes nothing anywhere and is wanted everywhere. In files the browser finds.
    let wanted = matches!(key.as_str(), "f8" | "f6")
        || (modified && (matches!(key.as_str(), "k" | "s") || (key == "f" && !within(".drawer"))));
    let theirs = within(typing) || (within("select") && !modified);
    // Also where the focus was on something that is gone: what lies behind a dialog hears nothing.
    if within("body:has(dialog[open])") || (theirs && !wanted) {
        return;
    }
    let on_canvas = within(".canvas");
    if !modified && on_canvas && desk.with_editor_untracked(Editor::takes_keys) {
        event.prevent_default();
        return desk.input(&Input::Key { key });
    }
    if event.code() == "Space" && on_canvas {
        event.prevent_default();
        desk.input(&Input::Space { held: true });
        return;
    }
    let Some(command) = commands::for_press(&press) else { return };
    // The browser makes an event of its own of these, which brings the clipboard along.
    if matches!(command.id, "copy" | "cut" | "paste")
        || (modified && key == "f" && within(".drawer"))
    {
        return;
    }
    // Behind the last node Tab leaves the canvas, which is one stop of the page.
    if key == "tab" && !(on_canvas && desk.has_next()) {
        return;
    }
    // Single keys act on the canvas only: elsewhere they move through lists and press buttons. And so do
    // those that add and delete.
    let edits = key.starts_with("arrow") || matches!(key.as_str(), "delete" | "backspace");
    let everywhere = (modified && !edits) || matches!(key.as_str(), "escape" | "f6" | "f8");
    if !everywhere
        && !on_canvas
        && !within(TREE)
        && !within("body:not(:has(:focus))")
        && element.as_ref().is_some_and(|e| e.tag_name() != "BODY")
    {
        return;
    }
    event.prevent_default();
    if key == "escape" {
        if within(".chooser") {
            desk.focus_back();
        }
        desk.escape_comparison();
        desk.choice.set(None);
        desk.hint.set(None);
    }
    let moves = key.starts_with("arrow") && !modified && (!event.alt_key() || event.shift_key());
    if moves {
        moved.set(true);
    }
    desk.run(command);
}

/// The parts of the page that F6 goes through, in the order in which they are read.
const PARTS: [&str; 6] =
    [".canvas", ".compare-bar", ".outline", ".inspector", ".drawer", ".palette"];

/// The focus goes to the next part of the page that is there, or to the one before.
pub(super) fn next_part(forward: bool) {
    let active = document().active_element();
    let is_in = |part: &&str| {
        active.as_ref().is_some_and(|element| element.closest(part).ok().flatten().is_some())
    };
    let at = PARTS.iter().position(is_in);
    let count = PARTS.len();
    let from = match (at, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at + count - 1,
        (None, true) => 0,
        (None, false) => count - 1,
    };
    for step in 0..count {
        let part = PARTS[(if forward { from + step } else { from + count - step }) % count];
        let inside = ":is(input, select, textarea, button, a[href], summary):not(:disabled)";
        let stop = [part, " ", inside].concat();
        let own = match part {
            CANVAS => CANVAS,
            ".outline" => TREE,
            _ => "",
        };
        if (!own.is_empty() && browser::focus(own)) || browser::focus(&stop) {
            return;
        }
    }
}
