//! A list to choose from by typing: the field keeps the focus, arrows go through what fits, Enter
//! takes it.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::dynamic::{dynamic, flag, value};
use super::icon::Icon;

/// One thing to choose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// What is told when it is chosen.
    pub(crate) key: String,
    pub(crate) title: String,
    /// More about it, or why it cannot be chosen.
    pub(crate) note: String,
    pub(crate) refused: bool,
    pub(crate) icon: Option<String>,
    /// The shortcut that does the same.
    pub(crate) keys: Option<String>,
}

#[component]
pub(crate) fn Picker(
    /// What is looked for, as a question to the field: `Find a command`.
    label: &'static str,
    placeholder: &'static str,
    /// The list's name.
    list: &'static str,
    /// What is said when nothing fits.
    none: &'static str,
    /// What fits to what was typed.
    found: Callback<String, Vec<Choice>>,
    choose: Callback<String>,
    /// Runs on Escape, where it is not the dialog around that closes.
    #[prop(optional)]
    close: Option<Callback<()>>,
) -> impl IntoView {
    let (search, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let fitting = Memo::new_with_compare(move |_| found.run(search.get()), |_, _| true);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A page without focus is only less handy.
            let _ = field.focus();
        }
    });
    let take = move |place: usize| {
        let choice = fitting.with_untracked(|fitting| fitting.get(place).cloned());
        if let Some(choice) = choice.filter(|choice| !choice.refused) {
            choose.run(choice.key);
        }
    };
    let pressed = move |event: KeyboardEvent| {
        let count = fitting.with_untracked(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => take(at.get_untracked()),
            "Escape" if close.is_some() => {
                event.stop_propagation();
                if let Some(close) = close {
                    close.run(());
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |event| {
        search.set(event_target_value(&event));
        at.set(0);
    };
    view! {
        <div class="commands">
            <input class="field__control" type="search" node_ref=field role="combobox" placeholder=placeholder aria-label=label
                autocomplete="off" aria-expanded="true" aria-controls="choices" aria-activedescendant=value(move || format!("choice-{}", at.get()))
                on:input=typed on:keydown=pressed/>
            <div class="commands__list" id="choices" role="listbox" aria-label=list>
                {dynamic(move || {
                    let fitting = fitting.get();
                    if fitting.is_empty() {
                        return view! { <p class="quiet commands__none">{none}</p> }.into_any();
                    }
                    let rows = fitting.into_iter().enumerate();
                    rows.map(|(place, choice)| row(place, choice, at, Callback::new(take))).collect_view().into_any()
                })}
            </div>
        </div>
    }
}

fn row(place: usize, choice: Choice, at: RwSignal<usize>, take: Callback<usize>) -> AnyView {
    let element = NodeRef::<html::Div>::new();
    let chosen = move || at.get() == place;
    Effect::new(move |_| {
        if let Some(element) = element.get().filter(|_| chosen()) {
            browser::show_in_list(&element);
        }
    });
    view! {
        <div class="command" id=format!("choice-{place}") role="option" node_ref=element aria-selected=flag(chosen)
            aria-disabled=if choice.refused { "true" } else { "false" }
            on:pointermove=move |_| at.set(place) on:click=move |_| take.run(place)>
            {choice.icon.map(|name| view! { <Icon name/> })}
            <span class="command__title">{choice.title}</span>
            {(!choice.note.is_empty()).then(|| view! { <span class="quiet command__note">{choice.note}</span> })}
            {choice.keys.map(|keys| view! { <kbd>{keys}</kbd> })}
        </div>
    }
    .into_any()
}
