//! Keys of the whole page: commands, and the space bar for the hand.

use editor::{Input, commands};
use leptos::ev::{KeyboardEvent, keydown, keyup};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::session::Desk;

/// Listens until the page is left.
pub(crate) fn listen(desk: Desk) {
    let down = window_event_listener(keydown, move |event| pressed(desk, &event));
    let up = window_event_listener(keyup, move |event| {
        if event.code() == "Space" {
            desk.input(&Input::Space { held: false });
        }
    });
    on_cleanup(move || {
        down.remove();
        up.remove();
    });
}

/// The key as commands name it. With Alt a Mac writes other signs than letters, so that a letter goes
/// by its place then; where it is written, by what it says, for not every keyboard has it there.
fn key_of(event: &KeyboardEvent) -> String {
    let (key, code) = (event.key().to_ascii_lowercase(), event.code());
    let place = code.strip_prefix("Key").filter(|_| event.alt_key() && !key.is_ascii());
    place.map_or(key, str::to_ascii_lowercase)
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |selector: &str| {
        element.as_ref().and_then(|element| element.closest(selector).ok()).flatten().is_some()
    };
    let modified = event.ctrl_key() || event.meta_key();
    // A key in a field or a dialog belongs to it; a box to tick takes no text, a list only single keys.
    let typing = "input:not([type=checkbox], [type=radio]), textarea, dialog, [contenteditable]";
    let key = key_of(event);
    // Except what writes nothing anywhere and is wanted everywhere.
    let wanted = key == "f8" || (modified && key == "k");
    let theirs = within(typing) || (within("select") && !modified);
    if within("dialog") || (theirs && !wanted) {
        return;
    }
    let on_canvas = within(".canvas");
    if event.code() == "Space" && on_canvas {
        event.prevent_default();
        desk.input(&Input::Space { held: true });
        return;
    }
    let Some(command) = commands::for_key(&key, modified, event.shift_key(), event.alt_key())
    else {
        return;
    };
    // Single keys act on the canvas only: elsewhere they move through lists and press buttons.
    let everywhere = modified || matches!(key.as_str(), "escape" | "f8");
    if !everywhere
        && !on_canvas
        && !within("body:not(:has(:focus))")
        && element.as_ref().is_some_and(|e| e.tag_name() != "BODY")
    {
        return;
    }
    event.prevent_default();
    if key == "escape" {
        desk.choice.set(None);
        desk.hint.set(None);
    }
    desk.run(command);
}
