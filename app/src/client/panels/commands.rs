//! Every command by its name, with its keys: to be found, learned, and run.

use std::sync::Arc;

use editor::commands::{Command, all};
use leptos::prelude::*;
use messages::{message, said};

use crate::client::desk::{Desk, desk};
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::picker::{Choice, Picker};

#[component]
pub(crate) fn CommandPalette() -> impl IntoView {
    let desk = desk();
    let picker = Picker {
        label: message!("Find a command"),
        list: message!("Commands"),
        none: message!("No command is called that."),
        found: Arc::new(move |words| {
            let fits = |command: &&Command| {
                let titles = [command.title, said(command.title)].map(str::to_ascii_lowercase);
                let is_in = |word: &&str| titles.iter().any(|title| title.contains(word));
                command.id != "commands" && words.iter().all(is_in)
            };
            all().filter(fits).map(|command| choice(desk, command)).collect()
        }),
        choose: Arc::new(move |id| {
            desk.commanding.set(false);
            desk.command(id);
        }),
    };
    view! {
        <Dialog title=said("Commands") open=desk.commanding>
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
        title: said(command.title).to_owned(),
        note: refused.map_or("", said).to_owned(),
        refused: refused.is_some(),
        keys: keys.unwrap_or_default(),
        ..Choice::default()
    }
}
