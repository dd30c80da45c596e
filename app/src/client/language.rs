//! The language of the console: what a person chose, or else the first of the browser's that is here.

use leptos::prelude::*;
use messages::{LANGUAGES, Language, Speech, said, speak};

use crate::client::ui::browser::{client_file, storage, text_at};
use crate::client::ui::icon::Icon;

const KEY: &str = "topology-designer.language";

/// How long the page waits for its language, in milliseconds: nothing is drawn before.
const PATIENCE: u32 = 5_000;

/// Learns the language before anything is said. One that does not arrive leaves the console in English.
pub(crate) async fn learn() {
    let language = chosen();
    if language.code != "en" {
        let Some(address) = client_file(&[language.code, ".txt"].concat()) else { return };
        let Some(speech) = text_at(&address, PATIENCE).await else { return };
        speak(Speech::read(&speech));
    }
    if let Some(root) = document().document_element() {
        // Without it a reader pronounces the page as English, which is no harm to the page.
        let _ = root.set_attribute("lang", language.code);
    }
}

fn chosen() -> &'static Language {
    let called = |code: &str| LANGUAGES.iter().find(|language| language.code == code);
    let kept = storage::read(KEY).and_then(|code| called(&code));
    let browsers = || {
        let wanted = window().navigator().languages();
        // `de-AT` is read by who reads `de`.
        let known = |tag: wasm_bindgen::JsValue| called(tag.as_string()?.split('-').next()?);
        wanted.iter().find_map(known)
    };
    kept.or_else(browsers).unwrap_or(&LANGUAGES[0])
}

/// Chooses the language. The page begins anew in it: all that is not saved is in drafts.
#[component]
pub(crate) fn LanguageButton() -> impl IntoView {
    let chosen = chosen();
    let choose = move |event| {
        storage::write(KEY, &event_target_value(&event));
        // Where the page may not be loaded again, the choice holds from the next time on.
        let _ = window().location().reload();
    };
    view! {
        <span class="btn btn--quiet btn--icon language" title=said("Language")>
            <Icon name="languages"/>
            <select aria-label=said("Language") on:change=choose>
                {LANGUAGES.iter().map(|language| view! {
                    <option value=language.code lang=language.code selected=language == chosen>{language.name}</option>
                }).collect_view()}
            </select>
        </span>
    }
}
