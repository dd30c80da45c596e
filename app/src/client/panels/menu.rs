//! What can be done with what lies under the pointer: the commands of a list, with their keys.

use drawing::Length;
use editor::commands::{Command, command};
use editor::{Menu, Spot, Viewport};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::client::desk::{CANVAS, Desk, desk};
use crate::client::ui::browser::{self, is_mac};
use crate::client::ui::dynamic::dynamic;

/// About how wide it is, and how high an entry.
const WIDTH: f64 = 280.0;
const ENTRY: f64 = 29.0;

#[component]
pub(crate) fn ContextMenu() -> impl IntoView {
    let desk = desk();
    let element = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if element.get().is_some() {
            browser::focus(".menu [role=menuitem]");
        }
    });
    dynamic(move || {
        let Menu { at, title, entries } = desk.menu.get()?;
        let height = ENTRY * f64::from(u32::try_from(entries.len()).unwrap_or_default() + 1);
        let style =
            desk.with_editor_untracked(|editor| placed(editor.viewport(), at, (WIDTH, height)));
        let leave = move |event: FocusEvent| {
            // The focus goes from entry to entry, or away.
            let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
            if !element.get_untracked().is_some_and(|menu| menu.contains(to.as_ref())) {
                desk.menu.set(None);
            }
        };
        Some(view! {
            <div class="floating menu" style=style role="menu" aria-label=title node_ref=element
                on:keydown=move |event| pressed(desk, &event) on:focusout=leave on:contextmenu=|event| event.prevent_default()>
                {entries.iter().map(|id| entry(desk, command(id))).collect_view()}
            </div>
        })
    })
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

fn close(desk: Desk) {
    desk.menu.set(None);
    browser::focus(CANVAS);
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    let key = event.key();
    let entries = document().query_selector_all(".menu [role=menuitem]");
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

/// The style of what floats at a place of the pane and stays inside of it.
pub(super) fn placed(viewport: &Viewport, at: Spot, size: (f64, f64)) -> String {
    let inside = |at: f64, size: f64, room: f64| at.clamp(8.0, (room - size - 8.0).max(8.0));
    let (x, y) = (inside(at.x, size.0, viewport.width), inside(at.y, size.1, viewport.height));
    let (x, y, most) = (Length(x), Length(y), Length((viewport.height - 16.0).max(120.0)));
    format!("left:{x}px;top:{y}px;width:{}px;max-height:{most}px", Length(size.0))
}
