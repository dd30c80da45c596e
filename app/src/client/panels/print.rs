//! What a printer gets: the whole drawing on white, whatever part of it the canvas shows.
//!
//! A page that is printed cannot wait for the server, so the picture is drawn here.

use leptos::html;
use leptos::prelude::*;

use crate::client::desk::desk;

#[component]
pub(crate) fn PrintSheet() -> impl IntoView {
    let desk = desk();
    let sheet = NodeRef::<html::Div>::new();
    let drawn = move |picture: &str| {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.set_inner_html(picture);
        }
    };
    let before = window_event_listener_untyped("beforeprint", move |_| {
        let picture = desk.with_editor_untracked(|editor| {
            desk.with_catalogue(|catalogue| drawing::svg(editor.design(), catalogue))
        });
        drawn(&picture);
    });
    let after = window_event_listener_untyped("afterprint", move |_| drawn(""));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <div class="print-sheet" node_ref=sheet></div> }
}
