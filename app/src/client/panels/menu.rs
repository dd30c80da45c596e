//! What can be done with what lies under the pointer: the commands of a list, with their keys.

use editor::Menu;
use editor::commands::{Command, command};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::floating::{close, placed};
use crate::client::desk::Desk;
use crate::client::ui::browser::{self, is_mac};

/// About how wide it is, and how high an entry.
const WIDTH: f64 = 280.0;
const ENTRY: f64 = 29.0;
const ENTRIES: &str = ".menu [role=menuitem]";

pub(super) fn view(desk: Desk, menu: Menu) -> AnyView {
    let Menu { at, title, entries } = menu;
    let height = ENTRY * f64::from(u32::try_from(entries.len()).unwrap_or_default() + 1);
    let style = desk.with_editor_untracked(|editor| placed(editor.viewport(), at, (WIDTH, height)));
    request_animation_frame(|| {
        browser::focus(ENTRIES);
    });
    let leave = move |event: FocusEvent| {
        // The focus goes from entry to entry, or away.
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
        if to.is_none_or(|to| to.closest(".menu").ok().flatten().is_none()) {
            desk.floating.set(None);
        }
    };
    view! {
        <div class="floating menu" style=style role="menu" aria-label=title on:keydown=move |event| pressed(desk, &event)
            on:focusout=leave on:contextmenu=|event| event.prevent_default()>
            {entries.iter().map(|id| entry(desk, command(id))).collect_view()}
        </div>
    }
    .into_any()
}

/// A command, or a line where there is none.
fn entry(desk: Desk, command: Option<&'static Command>) -> AnyView {
    let Some(command) = command else {
        return view! { <hr role="separator"/> }.into_any();
    };
    let refused = desk.with_editor_untracked(|editor| (command.refuses)(editor));
    let run = move |_| {
        if refused.is_none() {
            close(desk);
            desk.run(command);
        }
    };
    view! {
        <button class="command" role="menuitem" tabindex="-1" aria-disabled=refused.map(|_| "true") title=refused on:click=run>
            <span class="command__title">{command.title}</span>
            {command.keys.first().map(|key| view! { <kbd>{key.label(is_mac())}</kbd> })}
        </button>
    }
    .into_any()
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let key = event.key();
    let entries = document().query_selector_all(ENTRIES);
    let Ok(entries) = entries else { return };
    let count = entries.length();
    let is_at = |index: &u32| {
        let own = entries.get(*index).and_then(|entry| entry.dyn_into::<web_sys::Element>().ok());
        own == document().active_element()
    };
    let at = (0..count).find(is_at).unwrap_or_default();
    let to = match key.as_str() {
        "ArrowDown" => (at + 1) % count.max(1),
        "ArrowUp" => (at + count).saturating_sub(1) % count.max(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        "Escape" | "Tab" => {
            event.prevent_default();
            event.stop_propagation();
            return close(desk);
        }
        // Enter and the space bar press the button; nothing else means the canvas now.
        _ => return event.stop_propagation(),
    };
    event.prevent_default();
    event.stop_propagation();
    let entry = entries.get(to).and_then(|entry| entry.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(entry) = entry {
        // A page without focus is only less handy.
        let _ = entry.focus();
    }
}
