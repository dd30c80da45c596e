//! What a printer gets: the whole drawing on white, whatever part of it the canvas shows.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

use crate::client::desk::desk;
use crate::client::routes;

#[component]
pub(crate) fn PrintSheet() -> impl IntoView {
    let desk = desk();
    let sheet = NodeRef::<html::Div>::new();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        // What the server does not have cannot come from it: then the canvas is printed as it is seen.
        if let Some(sheet) = sheet.get_untracked().filter(|_| desk.autosave().is_saved()) {
            sheet.set_inner_html(&picture(&desk.id()).unwrap_or_default());
        }
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.set_inner_html("");
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <div class="print-sheet" node_ref=sheet></div> }
}

/// The picture of a design. The page stands still until it is there: once the browser has told that it
/// prints, it does not wait for anything else.
fn picture(id: &str) -> Result<String, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", &routes::plain_picture(id), false)?;
    request.send()?;
    let text = request.response_text()?.filter(|_| request.status() == Ok(200));
    Ok(text.unwrap_or_default())
}
