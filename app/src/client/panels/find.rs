//! Finding nodes on the canvas: what is typed is looked for in all that is written about them.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use messages::{said, say};
use topology::NodeId;

use super::floating::close;
use crate::client::desk::Desk;
use crate::client::ui::browser;
use crate::client::ui::dynamic::value;
use crate::client::ui::markup::{icon, told};

/// What a button does.
const GO: &str = "data-go";

pub(super) fn view(desk: Desk) -> AnyView {
    request_animation_frame(|| {
        browser::focus(".find input");
    });
    let (found, at) = (RwSignal::new(Vec::<NodeId>::new()), RwSignal::new(None::<usize>));
    let go = move |forward: bool| {
        let next = found.with_untracked(|found| {
            let count = found.len().max(1);
            let next = match (at.get_untracked(), forward) {
                (None, true) => 0,
                (Some(at), true) => (at + 1) % count,
                (at, false) => (at.unwrap_or_default() + count - 1) % count,
            };
            found.get(next).map(|node| (next, node.clone()))
        });
        at.set(next.as_ref().map(|(at, _)| *at));
        if let Some((_, node)) = next {
            desk.walk_to(&node);
        }
    };
    let searched = RwSignal::new(false);
    let typed = move |event| {
        let text = event_target_value(&event);
        searched.set(!text.is_empty());
        found.set(desk.find(&text));
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
    let clicked = move |event: MouseEvent| match told(&event, GO).as_deref() {
        Some("close") => close(desk),
        Some(way) => go(way == "next"),
        None => {}
    };
    let count = move || match (at.get(), found.with(Vec::len)) {
        (Some(at), count) => say!("{at} of {count}", at = at + 1, count),
        (None, _) if searched.get() => said("None").to_owned(),
        (None, _) => String::new(),
    };
    let button = |way: &str, label: &str, picture: &str| {
        format!(
            "<button class=\"btn btn--quiet btn--icon btn--small\" {GO}=\"{way}\" aria-label=\"{label}\" title=\"{label}\">{}</button>",
            icon(picture)
        )
    };
    let buttons = button("back", said("The one before (Shift Enter)"), "chevron-up")
        + &button("next", said("The next one (Enter)"), "chevron-down")
        + &button("close", said("Close"), "x");
    view! {
        <div class="floating find" role="search" aria-label=said("Find on the canvas") on:click=clicked>
            <input class="field__control" type="search" placeholder=said("Name, id, host or role") aria-label=said("Find a node") autocomplete="off"
                on:input=typed on:keydown=pressed/>
            <span class="quiet find__count" role="status" inner_html=value(count)></span>
            <span class="row" inner_html=buttons></span>
        </div>
    }
    .into_any()
}
