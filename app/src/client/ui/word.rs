//! A word that is shown this once: a token, an invitation, a link.

use leptos::prelude::*;
use messages::said;

#[component]
pub(crate) fn Word(label: String, word: String) -> impl IntoView {
    view! {
        <div class="word" role="status">
            <label class="field__label">{label}
                <input class="field__control mono" type="text" readonly=true value=word on:focus=move |event| {
                    let input: web_sys::HtmlInputElement = event_target(&event);
                    input.select();
                }/>
            </label>
            <p class="field__help">{said("Copy it now: it is not shown again.")}</p>
        </div>
    }
}
