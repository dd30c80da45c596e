//! Finding nodes on the canvas: what is typed is looked for in all that is written about them.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use topology::NodeId;

use super::floating::close;
use crate::client::desk::Desk;
use crate::client::ui::browser;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;

pub(super) fn view(desk: Desk) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A page without focus is only less handy.
            let _ = field.focus();
        }
    });
    let (found, at) = (RwSignal::new(Vec::<NodeId>::new()), RwSignal::new(None::<usize>));
    let go = move |forward: bool| {
        let count = found.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let next = match (at.get_untracked(), forward) {
            (None, true) => 0,
            (Some(at), true) => (at + 1) % count,
            (at, false) => (at.unwrap_or_default() + count - 1) % count,
        };
        at.set(Some(next));
        if let Some(node) = found.with_untracked(|found| found.get(next).cloned()) {
            desk.walk_to(&node);
        }
    };
    let typed = move |event| {
        found.set(desk.find(&event_target_value(&event)));
        at.set(None);
        go(true);
    };
    let pressed = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => go(!event.shift_key()),
            "Escape" => {
                event.stop_propagation();
                close(desk);
            }
            // Once more means another text.
            "f" if event.ctrl_key() || event.meta_key() => browser::select_text(),
            _ => return,
        }
        event.prevent_default();
    };
    let count = move || match (at.get(), found.with(Vec::len)) {
        (Some(at), count) => format!("{} of {count}", at + 1),
        (None, _) => "None".to_owned(),
    };
    view! {
        <div class="floating find" role="search" aria-label="Find on the canvas">
            <input class="field__control" type="search" node_ref=field placeholder="Name, id, host or role" aria-label="Find a node" autocomplete="off"
                on:input=typed on:keydown=pressed/>
            <span class="quiet find__count" role="status">{dynamic(count)}</span>
            <button class="btn btn--quiet btn--icon btn--small" aria-label="The one before" title="The one before (Shift Enter)" on:click=move |_| go(false)><Icon name="chevron-up"/></button>
            <button class="btn btn--quiet btn--icon btn--small" aria-label="The next one" title="The next one (Enter)" on:click=move |_| go(true)><Icon name="chevron-down"/></button>
            <button class="btn btn--quiet btn--icon btn--small" aria-label="Close" on:click=move |_| close(desk)><Icon name="x"/></button>
        </div>
    }
    .into_any()
}
