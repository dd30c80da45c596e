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

/// The key as commands name it. With Alt a Mac writes other signs, so letters go by their place then.
fn key_of(event: &KeyboardEvent) -> String {
    let code = event.code();
    let letter = code.strip_prefix("Key").filter(|_| event.alt_key());
    letter.map_or_else(|| event.key().to_ascii_lowercase(), str::to_ascii_lowercase)
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |selector: &str| {
        element.as_ref().and_then(|element| element.closest(selector).ok()).flatten().is_some()
    };
    let modified = event.ctrl_key() || event.meta_key();
    // A key in a field or a dialog belongs to it; a box to tick takes no text, a list only single keys.
    let typing = "input:not([type=checkbox], [type=radio]), textarea, dialog, [contenteditable]";
    if within(typing) || (within("select") && !modified) {
        return;
    }
    let on_canvas = within(".canvas");
    if event.code() == "Space" && on_canvas {
        event.prevent_default();
        desk.input(&Input::Space { held: true });
        return;
    }
    let key = key_of(event);
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
