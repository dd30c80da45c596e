//! Every command by its name, with its keys: to be found, learned, and run.

use std::sync::Arc;

use editor::commands::{Command, all};
use leptos::prelude::*;

use crate::client::desk::{Desk, desk};
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::picker::{Choice, Picker};

#[component]
pub(crate) fn CommandPalette() -> impl IntoView {
    let desk = desk();
    let picker = Picker {
        label: "Find a command",
        list: "Commands",
        none: "No command is called that.",
        found: Arc::new(move |words| {
            let fits = |command: &&Command| {
                let title = command.title.to_ascii_lowercase();
                command.id != "commands" && words.iter().all(|word| title.contains(word))
            };
            all().filter(fits).map(|command| choice(desk, command)).collect()
        }),
        choose: Arc::new(move |id| {
            desk.commanding.set(false);
            desk.command(id);
        }),
    };
    view! {
        <Dialog title="Commands" open=desk.commanding>
            {picker.clone().view()}
        </Dialog>
    }
}

/// A command, or why it can not be done now.
fn choice(desk: Desk, command: &Command) -> Choice {
    let refused = desk.with_editor_untracked(|editor| (command.refuses)(editor));
    let keys = command.keys.first().map(|key| key.label(is_mac()));
    Choice {
        key: command.id.to_owned(),
        title: command.title.to_owned(),
        note: refused.unwrap_or_default().to_owned(),
        refused: refused.is_some(),
        keys: keys.unwrap_or_default(),
        ..Choice::default()
    }
}
