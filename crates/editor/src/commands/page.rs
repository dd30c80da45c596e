//! What can be asked of the page around the canvas.

use super::{Command, Key, never};
use crate::effect::{Ask, Effect};

macro_rules! ask {
    ($name:ident, $id:literal, $title:literal, $keys:expr, $ask:expr) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: $keys,
            refuses: never,
            run: |_, _| vec![Effect::Ask($ask)],
        };
    };
}

const PALETTE: &[Key] = &[Key::command("k"), Key::command_shift("p")];

ask!(COMMANDS, "commands", "Find a command", PALETTE, Ask::ShowCommands);
ask!(LAY_OUT, "lay-out", "Lay out", &[], Ask::LayOut);
ask!(NEXT, "next-finding", "Go to the next finding", &[Key::plain("f8")], Ask::NextFinding);
ask!(
    BACK,
    "previous-finding",
    "Go to the finding before",
    &[Key::shift("f8")],
    Ask::PreviousFinding
);
ask!(FINDINGS, "findings", "Show findings", &[], Ask::ShowFindings);
ask!(FILES, "files", "Show files", &[], Ask::ShowFiles);
ask!(EXPORT, "export", "Export", &[Key::command_shift("e")], Ask::Export);
