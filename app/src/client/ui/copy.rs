//! A text to take along: a field that holds it, and a button that copies it.

use leptos::html;
use leptos::prelude::*;
use messages::said;

use super::browser::give_clipboard;
use super::dynamic::dynamic;
use super::field::unique_id;
use super::icon::Icon;
use super::task::spawn;

/// What has become of it is said below the field, and to those who listen: that it is copied is said when it is.
#[component]
pub(crate) fn Copyable(
    #[prop(into)] label: String,
    text: String,
    /// What is said below it before it is copied.
    #[prop(optional)]
    help: &'static str,
) -> impl IntoView {
    let id = unique_id();
    let field = NodeRef::<html::Input>::new();
    let copied = RwSignal::new(None::<bool>);
    let content = StoredValue::new(text.clone());
    let copy = move |_| {
        let text = content.get_value();
        spawn(async move {
            let done = give_clipboard(&text).await;
            if let Some(field) = field.try_get_untracked().flatten().filter(|_| !done) {
                let _ = field.focus();
                field.select();
            }
            copied.try_set(Some(done));
        });
    };
    let state = move || match copied.get() {
        None => help,
        Some(true) => said("Copied."),
        Some(false) => {
            said("The browser does not let this page copy it. It is selected: press Ctrl+C, or ⌘C.")
        }
    };
    view! {
        <div class="field" role="status" aria-atomic="false">
            <label class="field__label" for=id.clone()>{label}</label>
            <div class="row">
                <input id=id class="field__control mono" type="text" readonly=true value=text node_ref=field on:focus=move |event| {
                    let input: web_sys::HtmlInputElement = event_target(&event);
                    input.select();
                }/>
                <button type="button" class="btn" on:click=copy><Icon name="copy"/>{said("Copy")}</button>
            </div>
            <p class="field__help">{dynamic(state)}</p>
        </div>
    }
}
