//! One line of a form: what it is, what it holds, what is wrong with it.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use messages::{message, said, say};

use super::dynamic::{dynamic, flag, value as value_of};
use super::icon::Icon;

/// A text that is checked while it is typed and given on when it is finished.
#[component]
pub(crate) fn TextField(
    #[prop(into)] label: String,
    /// What it holds, from outside.
    #[prop(into)]
    value: Signal<String>,
    /// The error finishes the sentence "This field …".
    check: Callback<String, Result<(), String>>,
    /// Runs with a text that passed the check and differs.
    commit: Callback<String>,
    #[prop(optional, into)] help: String,
    #[prop(optional)] mono: bool,
    #[prop(optional)] lines: bool,
    /// Several hold different values: none is shown.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Takes a value away that a person gave; shown where there is one.
    #[prop(optional)]
    reset: Option<(Signal<bool>, Callback<()>)>,
) -> impl IntoView {
    let id = unique_id();
    let draft = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| draft.get().unwrap_or_else(|| value.get()));
    let error = Memo::new(move |_| draft.get().and_then(|text| check.run(text).err()));
    let finish = move || {
        let Some(text) = draft.get_untracked() else { return };
        if check.run(text.clone()).is_ok() {
            draft.set(None);
            if text != value.get_untracked() {
                commit.run(text);
            }
        }
    };
    let typed = move |event: Event| draft.set(Some(event_target_value(&event)));
    let pressed = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !lines || event.ctrl_key() || event.meta_key() => finish(),
        "Escape" => {
            draft.set(None);
            event.stop_propagation();
        }
        _ => {}
    };
    let described = format!("{id}-about");
    let placeholder = move || if mixed.get() { said(MIXED) } else { "" };
    let class = if mono { "field__control mono" } else { "field__control" };
    let invalid = move || error.with(Option::is_some);
    view! {
        <div class="field">
            <span class="field__label">
                <label for=id.clone()>{label}</label>
                {reset.map(|(given, reset)| {
                    use_default((given, Callback::new(move |()| { draft.set(None); reset.run(()); })))
                })}
            </span>
            {if lines {
                view! {
                    <textarea id=id class=class prop:value=value_of(move || shown.get()) aria-invalid=flag(invalid)
                        aria-describedby=described.clone() spellcheck="false" placeholder=value_of(placeholder)
                        on:input=typed on:change=move |_| finish() on:keydown=pressed></textarea>
                }.into_any()
            } else {
                view! {
                    <input id=id class=class type="text" prop:value=value_of(move || shown.get()) aria-invalid=flag(invalid)
                        aria-describedby=described.clone() autocomplete="off" spellcheck="false" placeholder=value_of(placeholder)
                        on:input=typed on:change=move |_| finish() on:keydown=pressed/>
                }.into_any()
            }}
            <div id=described>
                {dynamic(move || match error.get() {
                    Some(error) => view! {
                        <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{say!("This field {error}.", error)}</span></p>
                    }.into_any(),
                    None => view! { {mixed.get().then(differ)}<p class="field__help">{help.clone()}</p> }.into_any(),
                })}
            </div>
        </div>
    }
}

/// One of several values.
#[component]
pub(crate) fn SelectField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    /// Values and what people read.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    commit: Callback<String>,
    /// The one option that is there until the list is opened, for lists that would be long.
    #[prop(optional)]
    closed: Option<Signal<Option<(String, String)>>>,
    #[prop(optional, into)] help: String,
    /// Several hold different values: none is chosen.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Takes a value away that a person gave; shown where there is one.
    #[prop(optional)]
    reset: Option<(Signal<bool>, Callback<()>)>,
) -> impl IntoView {
    let id = unique_id();
    let opened = RwSignal::new(false);
    let open = move |_| opened.set(true);
    let shown = move || {
        let mut shown = match closed.filter(|_| !opened.get()) {
            Some(closed) => closed.get().map_or_else(|| options.get(), |option| vec![option]),
            None => options.get(),
        };
        if mixed.get() {
            shown.insert(0, (MIXED_VALUE.to_owned(), said(MIXED).to_owned()));
        }
        shown
    };
    let value = Memo::new(move |_| if mixed.get() { MIXED_VALUE.to_owned() } else { value.get() });
    let changed = move |event: Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        if select.value() != MIXED_VALUE {
            commit.run(select.value());
        }
        // What holds is shown, also when the choice was refused or is no value of its own.
        select.set_value(&value.get_untracked());
    };
    let described = format!("{id}-about");
    view! {
        <div class="field">
            <span class="field__label"><label for=id.clone()>{label}</label>{reset.map(use_default)}</span>
            <select id=id class="field__control" aria-describedby=described.clone() on:change=changed on:focus=open on:pointerdown=move |_| opened.set(true)>
                {dynamic(move || shown().into_iter().map(|(option, name)| {
                    let own = option.clone();
                    view! { <option value=option prop:selected=value_of(move || value.get() == own)>{name}</option> }
                }).collect_view())}
            </select>
            <div id=described>{dynamic(move || mixed.get().then(differ))}<p class="field__help">{help}</p></div>
        </div>
    }
}

/// Yes or no.
#[component]
pub(crate) fn CheckField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<bool>,
    commit: Callback<bool>,
    #[prop(optional, into)] help: String,
    /// Several hold different values: neither is shown.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Takes a value away that a person gave; shown where there is one.
    #[prop(optional)]
    reset: Option<(Signal<bool>, Callback<()>)>,
) -> impl IntoView {
    let id = unique_id();
    let described = format!("{id}-about");
    view! {
        <div class="field field--check">
            <input id=id.clone() type="checkbox" prop:checked=value_of(move || value.get())
                prop:indeterminate=value_of(move || mixed.get()) aria-describedby=described.clone()
                on:change=move |event| {
                    commit.run(event_target_checked(&event));
                    // What was refused is not shown.
                    let input: web_sys::HtmlInputElement = event_target(&event);
                    input.set_checked(value.get_untracked());
                    input.set_indeterminate(mixed.get_untracked());
                }/>
            <div>
                <span class="field__label"><label for=id>{label}</label>{reset.map(use_default)}</span>
                <div id=described>{dynamic(move || mixed.get().then(differ))}<p class="field__help">{help}</p></div>
            </div>
        </div>
    }
}

/// What stands in a field whose values differ.
const MIXED: &str = message!("Mixed");

/// What no person can give as a value.
const MIXED_VALUE: &str = "+mixed";

/// That values differ, in words: a placeholder is not read everywhere.
fn differ() -> AnyView {
    view! { <p class="field__mixed">{said("Mixed: they differ here.")}</p> }.into_any()
}

/// The button that takes a given value away.
fn use_default((given, reset): (Signal<bool>, Callback<()>)) -> AnyView {
    let button = move || {
        let taken = move |_| reset.run(());
        view! { <button class="field__given" on:click=taken>{said("Use default")}</button> }
    };
    dynamic(move || given.get().then(button)).into_any()
}

/// An id that no other field of the page has.
pub(super) fn unique_id() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("field-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
