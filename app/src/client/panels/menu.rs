//! What can be done with what lies under the pointer: the commands of a list, with their keys.

use editor::Menu;
use editor::commands::command;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use messages::said;
use wasm_bindgen::JsCast as _;

use super::floating::{close, placed};
use crate::client::desk::Desk;
use crate::client::ui::browser::{self, is_mac};
use crate::client::ui::markup::{Text, told};
use crate::client::ui::picker::shortcut;

/// About how wide it is, and how high an entry, with text of the usual size.
const WIDTH: f64 = 330.0;
const ENTRY: f64 = 29.0;
const ENTRIES: &str = ".menu [role=menuitem]";
/// The id of an entry's command.
const COMMAND: &str = "data-command";

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
            desk.float(None);
        }
    };
    // The finger that asked for the menu is lifted over it, which is a click without a press.
    let pressed_here = StoredValue::new(false);
    let press = move |_| pressed_here.set_value(true);
    let clicked = move |event: MouseEvent| {
        // Keys click without a press, too, and say so by their count.
        if event.detail() > 0 && !pressed_here.get_value() {
            return;
        }
        let command = told(&event, COMMAND).and_then(|id| command(&id));
        let can = |command: &&_| refused(desk, command).is_none();
        if let Some(command) = command.filter(can) {
            close(desk);
            desk.run(command);
        }
    };
    view! {
        <div class="floating menu" style=style role="menu" aria-label=title inner_html=rows(desk, entries)
            on:keydown=move |event| pressed(desk, &event) on:pointerdown=press on:click=clicked on:focusout=leave
            on:mousedown=|event| event.prevent_default()></div>
    }
    .into_any()
}

fn refused(desk: Desk, command: &editor::Command) -> Option<&'static str> {
    desk.with_editor_untracked(|editor| (command.refuses)(editor))
}

/// The commands, with a line where there is none.
fn rows(desk: Desk, entries: &[&str]) -> String {
    let mut rows = String::new();
    for id in entries {
        let Some(command) = command(id) else {
            rows += "<hr role=\"separator\">";
            continue;
        };
        let refused = refused(desk, command);
        let keys = command.keys.first().map(|key| key.label(is_mac())).unwrap_or_default();
        rows += &format!(
            "<button class=\"command\" role=\"menuitem\" tabindex=\"-1\" {COMMAND}=\"{id}\" aria-disabled=\"{}\" title=\"{}\">\
             <span class=\"command__title\">{}</span>{}</button>",
            refused.is_some(),
            Text(refused.map_or("", said)),
            Text(said(command.title)),
            shortcut(&keys),
        );
    }
    rows
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let entries = document().query_selector_all(ENTRIES);
    let Ok(entries) = entries else { return };
    let (count, active) = (entries.length(), document().active_element());
    let entry =
        |index| entries.get(index).and_then(|entry| entry.dyn_into::<web_sys::HtmlElement>().ok());
    let is_at = |index: &u32| entry(*index).as_deref() == active.as_ref();
    let at = (0..count).find(is_at).unwrap_or_default();
    // Nothing means the canvas now. Enter and the space bar press the button.
    event.stop_propagation();
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1) % count.max(1),
        "ArrowUp" => (at + count).saturating_sub(1) % count.max(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        "Escape" | "Tab" => {
            event.prevent_default();
            return close(desk);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(entry) = entry(to) {
        // A page without focus is only less handy.
        let _ = entry.focus();
    }
}
