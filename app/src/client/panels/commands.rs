//! Every command by its name, with its keys: to be found, learned, and run.

use editor::commands::{Command, all, command};
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::picker::{Choice, Picker};

#[component]
pub(crate) fn CommandPalette() -> impl IntoView {
    let desk = desk();
    let found = Callback::new(move |search: String| {
        found(&search)
            .map(|command| {
                let refused = desk.with_editor_untracked(|editor| (command.refuses)(editor));
                Choice {
                    key: command.id.to_owned(),
                    title: command.title.to_owned(),
                    note: refused.unwrap_or_default().to_owned(),
                    refused: refused.is_some(),
                    icon: None,
                    keys: command.keys.first().map(|key| key.label(is_mac())),
                }
            })
            .collect()
    });
    // What cannot be done now stays in the list, which says why.
    let choose = Callback::new(move |id: String| {
        desk.commanding.set(false);
        if let Some(command) = command(&id) {
            desk.run(command);
        }
    });
    view! {
        <Dialog title="Commands" open=desk.commanding>
            <Picker label="Find a command" placeholder="Type a command" list="Commands" none="No command is called that." found choose/>
        </Dialog>
    }
}

/// The commands whose name holds each word that was typed.
fn found(search: &str) -> impl Iterator<Item = &'static Command> {
    let search = search.to_ascii_lowercase();
    let fits = move |command: &&Command| {
        let title = command.title.to_ascii_lowercase();
        command.id != "commands" && search.split_whitespace().all(|word| title.contains(word))
    };
    all().filter(fits)
}
