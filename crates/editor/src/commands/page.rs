//! What can be asked of the page around the canvas.

use super::{Command, Key, never, without_nodes, without_selection};
use crate::effect::{Ask, Effect};

macro_rules! ask {
    ($name:ident, $id:literal, $title:literal, $keys:expr, $ask:expr) => {
        ask!($name, $id, $title, $keys, $ask, never);
    };
    ($name:ident, $id:literal, $title:literal, $keys:expr, $ask:expr, $refuses:expr) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: $keys,
            refuses: $refuses,
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
ask!(WHAT_IF, "what-if", "Show what stops when something is away", &[], Ask::ShowWhatIf);
ask!(VIEWS, "views", "Show the views to present", &[], Ask::ShowViews);
ask!(PRESENT, "present", "Present", &[Key::command_alt("p")], Ask::Present);
ask!(FIX, "preview-fix", "Preview a fix", &[Key::command(".")], Ask::PreviewFix);
ask!(EXPORT, "export", "Export", &[Key::command_shift("e")], Ask::Export);
ask!(FIND, "find", "Find a node", &[Key::command("f")], Ask::Find);
ask!(KEYS, "keys", "Show all shortcuts", &[Key::shift("?"), Key::plain("?")], Ask::ShowKeys);
ask!(OUTLINE, "outline", "Show the outline", &[Key::command_shift("o")], Ask::ShowOutline);
ask!(PART, "next-part", "Go to the next part of the page", &[Key::plain("f6")], Ask::NextPart);
ask!(
    PART_BACK,
    "previous-part",
    "Go to the part of the page before",
    &[Key::shift("f6")],
    Ask::PreviousPart
);
ask!(COPY, "copy", "Copy", &[Key::command("c")], Ask::Copy, without_nodes);
ask!(CUT, "cut", "Cut", &[Key::command("x")], Ask::Cut, without_nodes);
ask!(PASTE, "paste", "Paste", &[Key::command("v")], Ask::Paste);
ask!(RENAME, "rename", "Rename", &[Key::plain("f2")], Ask::Rename, without_selection);
ask!(
    PROPERTIES,
    "properties",
    "Edit properties",
    &[Key::plain("enter")],
    Ask::Properties,
    without_selection
);
ask!(PICTURE, "picture", "Save a picture", &[], Ask::Picture);
