//! A list to choose from by typing: the field keeps the focus, arrows go through what fits, Enter
//! takes it.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use messages::said;

use super::browser;
use super::dynamic::value;
use super::markup::{Text, icon, told};

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
    /// The list's name.
    pub(crate) list: &'static str,
    /// What is said when nothing fits.
    pub(crate) none: &'static str,
    /// What fits to what was typed, all words of it in small letters.
    pub(crate) found: Arc<Found>,
    pub(crate) choose: Arc<dyn Fn(&str) + Send + Sync>,
}

/// Which row each row of the list is.
const ROW: &str = "data-row";

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
        let (label, list) = (said(self.label), said(self.list));
        let (picker, by_click) = (self.clone(), self.clone());
        let pressed = move |event: KeyboardEvent| {
            let count = picker.fitting(search).len().max(1);
            let now = at.get_untracked();
            match event.key().as_str() {
                "ArrowDown" => at.set((now + 1) % count),
                "ArrowUp" => at.set((now + count - 1) % count),
                "Enter" => picker.take(search, now),
                _ => return,
            }
            event.prevent_default();
            request_animation_frame(|| {
                let row = document().query_selector("#choices [aria-selected=true]");
                if let Ok(Some(row)) = row {
                    browser::show_in_list(&row);
                }
            });
        };
        let typed = move |event| {
            search.set(event_target_value(&event));
            at.set(0);
        };
        let row = |event: &web_sys::Event| told(event, ROW).and_then(|row| row.parse().ok());
        let hovered = move |event: leptos::ev::PointerEvent| {
            if let Some(row) = row(&event).filter(|row| *row != at.get_untracked()) {
                at.set(row);
            }
        };
        let clicked = move |event: leptos::ev::MouseEvent| {
            if let Some(row) = row(&event) {
                by_click.take(search, row);
            }
        };
        view! {
            <div class="commands">
                <input class="field__control" type="search" node_ref=field role="combobox" placeholder=label aria-label=label
                    autocomplete="off" aria-expanded="true" aria-controls="choices" aria-activedescendant=value(move || format!("choice-{}", at.get()))
                    on:input=typed on:keydown=pressed/>
                <div class="commands__list" id="choices" role="listbox" aria-label=list inner_html=value(move || self.rows(search, at.get()))
                    on:pointermove=hovered on:click=clicked></div>
            </div>
        }
        .into_any()
    }

    fn fitting(&self, search: RwSignal<String>) -> Vec<Choice> {
        let search = search.get().to_ascii_lowercase();
        let words: Vec<&str> = search.split_ascii_whitespace().collect();
        (self.found)(&words)
    }

    /// What is refused stays in the list, which says why.
    fn take(&self, search: RwSignal<String>, row: usize) {
        if let Some(choice) = self.fitting(search).get(row).filter(|choice| !choice.refused) {
            (self.choose)(&choice.key);
        }
    }

    fn rows(&self, search: RwSignal<String>, at: usize) -> String {
        let fitting = self.fitting(search);
        if fitting.is_empty() {
            return format!("<p class=\"quiet commands__none\">{}</p>", Text(said(self.none)));
        }
        let mut rows = String::new();
        for (row, choice) in fitting.iter().enumerate() {
            let picture = if choice.icon.is_empty() { String::new() } else { icon(&choice.icon) };
            rows += &format!(
                "<div class=\"command\" id=\"choice-{row}\" role=\"option\" {ROW}=\"{row}\" aria-selected=\"{}\" aria-disabled=\"{}\">\
                 {picture}<span class=\"command__title\">{}</span><span class=\"quiet command__note\">{}</span>{}</div>",
                row == at,
                choice.refused,
                Text(&choice.title),
                Text(&choice.note),
                shortcut(&choice.keys),
            );
        }
        rows
    }
}

/// A shortcut as a key looks; nothing where there is none.
pub(crate) fn shortcut(keys: &str) -> String {
    if keys.is_empty() { String::new() } else { format!("<kbd>{}</kbd>", Text(keys)) }
}
