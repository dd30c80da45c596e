//! A list to choose from by typing: the field keeps the focus, arrows go through what fits, Enter
//! takes it.

use std::sync::Arc;

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
    pub(crate) icon: String,
    /// The shortcut that does the same.
    pub(crate) keys: String,
}

/// What fits to these words.
type Found = dyn Fn(&[&str]) -> Vec<Choice> + Send + Sync;

/// What is chosen from, in which words.
#[derive(Clone)]
pub(crate) struct Picker {
    /// What is looked for, as a question to the field: `Find a command`.
    pub(crate) label: &'static str,
    pub(crate) placeholder: &'static str,
    /// The list's name.
    pub(crate) list: &'static str,
    /// What is said when nothing fits.
    pub(crate) none: &'static str,
    /// What fits to what was typed, all words of it in small letters.
    pub(crate) found: Arc<Found>,
    pub(crate) choose: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Picker {
    pub(crate) fn view(self) -> AnyView {
        let (search, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
        let field = NodeRef::<html::Input>::new();
        Effect::new(move |_| {
            if let Some(field) = field.get() {
                // A page without focus is only less handy.
                let _ = field.focus();
            }
        });
        let (label, placeholder, list) = (self.label, self.placeholder, self.list);
        let picker = self.clone();
        let pressed = move |event: KeyboardEvent| {
            let fitting = picker.fitting(&search.get_untracked());
            let count = fitting.len().max(1);
            match event.key().as_str() {
                "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
                "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
                "Enter" => {
                    if let Some(choice) = fitting.get(at.get_untracked()) {
                        picker.take(choice);
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
                        let fitting = self.fitting(&search.get());
                        if fitting.is_empty() {
                            return view! { <p class="quiet commands__none">{self.none}</p> }.into_any();
                        }
                        let rows = fitting.into_iter().enumerate();
                        rows.map(|(place, choice)| self.row(place, choice, at)).collect_view().into_any()
                    })}
                </div>
            </div>
        }
        .into_any()
    }

    fn fitting(&self, search: &str) -> Vec<Choice> {
        let search = search.to_ascii_lowercase();
        let words: Vec<&str> = search.split_ascii_whitespace().collect();
        (self.found)(&words)
    }

    /// What is refused stays in the list, which says why.
    fn take(&self, choice: &Choice) {
        if !choice.refused {
            (self.choose)(&choice.key);
        }
    }

    fn row(&self, place: usize, choice: Choice, at: RwSignal<usize>) -> AnyView {
        let element = NodeRef::<html::Div>::new();
        let chosen = move || at.get() == place;
        Effect::new(move |_| {
            if let Some(element) = element.get().filter(|_| chosen()) {
                browser::show_in_list(&element);
            }
        });
        let (picker, taken) = (self.clone(), choice.clone());
        let shown = |text: &String| !text.is_empty();
        view! {
            <div class="command" id=format!("choice-{place}") role="option" node_ref=element aria-selected=flag(chosen)
                aria-disabled=if choice.refused { "true" } else { "false" }
                on:pointermove=move |_| at.set(place) on:click=move |_| picker.take(&taken)>
                {Some(choice.icon).filter(shown).map(|name| view! { <Icon name/> })}
                <span class="command__title">{choice.title}</span>
                {Some(choice.note).filter(shown).map(|note| view! { <span class="quiet command__note">{note}</span> })}
                {Some(choice.keys).filter(shown).map(|keys| view! { <kbd>{keys}</kbd> })}
            </div>
        }
        .into_any()
    }
}
