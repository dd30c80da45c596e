//! Every command by its name, with its keys: to be found, learned, and run.

use editor::commands::{COMMANDS, Command, Key};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::client::desk::{Desk, desk};
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::dynamic::{dynamic, flag, value};

#[component]
pub(crate) fn CommandPalette() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title="Commands" open=desk.commanding>
            <Body/>
        </Dialog>
    }
}

#[component]
fn Body() -> impl IntoView {
    let desk = desk();
    let (search, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // A page without focus is only less handy.
            let _ = field.focus();
        }
    });
    let pressed = move |event: KeyboardEvent| {
        let count = found(&search.get_untracked()).len().max(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(command) = found(&search.get_untracked()).get(at.get_untracked()) {
                    run(desk, command);
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
            <input class="field__control" type="search" node_ref=field role="combobox" placeholder="Type a command" aria-label="Find a command"
                autocomplete="off" aria-expanded="true" aria-controls="commands" aria-activedescendant=value(move || format!("command-{}", at.get()))
                on:input=typed on:keydown=pressed/>
            <div class="commands__list" id="commands" role="listbox" aria-label="Commands">
                {dynamic(move || {
                    let found = found(&search.get());
                    if found.is_empty() {
                        return view! { <p class="quiet commands__none">"No command is called that."</p> }.into_any();
                    }
                    found.into_iter().enumerate().map(|(place, command)| view! { <Row command place at/> }).collect_view().into_any()
                })}
            </div>
        </div>
    }
}

/// A command, or why it can not be done now.
#[component]
fn Row(command: &'static Command, place: usize, at: RwSignal<usize>) -> impl IntoView {
    let desk = desk();
    let row = NodeRef::<html::Div>::new();
    let chosen = move || at.get() == place;
    Effect::new(move |_| {
        if let Some(row) = row.get().filter(|_| chosen()) {
            crate::client::ui::browser::show_in_list(&row);
        }
    });
    let refused = desk.with_editor_untracked(|editor| (command.refuses)(editor));
    let keys = command.keys.iter().take(1).map(|key: &Key| key.label(is_mac()));
    view! {
        <div class="command" id=format!("command-{place}") role="option" node_ref=row aria-selected=flag(chosen)
            aria-disabled=if refused.is_some() { "true" } else { "false" }
            on:pointermove=move |_| at.set(place) on:click=move |_| run(desk, command)>
            <span class="command__title">{command.title}</span>
            {refused.map(|why| view! { <span class="quiet">{why}</span> })}
            {keys.map(|keys| view! { <kbd>{keys}</kbd> }).collect_view()}
        </div>
    }
}

/// The commands whose name holds each word that was typed.
fn found(search: &str) -> Vec<&'static Command> {
    let search = search.to_ascii_lowercase();
    let fits = |command: &&Command| {
        let title = command.title.to_ascii_lowercase();
        command.id != "commands" && search.split_whitespace().all(|word| title.contains(word))
    };
    COMMANDS.iter().filter(fits).collect()
}

/// What cannot be done now stays in the list, which says why.
fn run(desk: Desk, command: &'static Command) {
    if desk.with_editor_untracked(|editor| (command.refuses)(editor).is_none()) {
        desk.commanding.set(false);
        desk.run(command);
    }
}
