//! What can be asked of the page around the canvas.

use messages::message;

use super::{Command, Key, never, without_nodes, without_selection};
use crate::effect::{Ask, Effect};

macro_rules! ask {
    ($name:ident, $id:literal, $title:expr, $keys:expr, $ask:expr) => {
        ask!($name, $id, $title, $keys, $ask, never);
    };
    ($name:ident, $id:literal, $title:expr, $keys:expr, $ask:expr, $refuses:expr) => {
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

ask!(COMMANDS, "commands", message!("Find a command"), PALETTE, Ask::ShowCommands);
ask!(LAY_OUT, "lay-out", message!("Lay out"), &[], Ask::LayOut);
ask!(
    NEXT,
    "next-finding",
    message!("Go to the next finding"),
    &[Key::plain("f8")],
    Ask::NextFinding
);
ask!(
    BACK,
    "previous-finding",
    message!("Go to the finding before"),
    &[Key::shift("f8")],
    Ask::PreviousFinding
);
ask!(FINDINGS, "findings", message!("Show findings"), &[], Ask::ShowFindings);
ask!(FILES, "files", message!("Show files"), &[], Ask::ShowFiles);
ask!(WHAT_IF, "what-if", message!("Show what stops when something is away"), &[], Ask::ShowWhatIf);
ask!(VIEWS, "views", message!("Show the views to present"), &[], Ask::ShowViews);
ask!(VERSION, "make-version", message!("Make a version"), &[Key::command("s")], Ask::MakeVersion);
ask!(PRESENT, "present", message!("Present"), &[Key::command_alt("p")], Ask::Present);
ask!(FIX, "preview-fix", message!("Preview a fix"), &[Key::command(".")], Ask::PreviewFix);
ask!(EXPORT, "export", message!("Export"), &[Key::command_shift("e")], Ask::Export);
ask!(FIND, "find", message!("Find a node"), &[Key::command("f")], Ask::Find);
ask!(
    KEYS,
    "keys",
    message!("Show all shortcuts"),
    &[Key::shift("?"), Key::plain("?")],
    Ask::ShowKeys
);
ask!(
    OUTLINE,
    "outline",
    message!("Show the outline"),
    &[Key::command_shift("o")],
    Ask::ShowOutline
);
ask!(
    PART,
    "next-part",
    message!("Go to the next part of the page"),
    &[Key::plain("f6")],
    Ask::NextPart
);
ask!(
    PART_BACK,
    "previous-part",
    message!("Go to the part of the page before"),
    &[Key::shift("f6")],
    Ask::PreviousPart
);
ask!(COPY, "copy", message!("Copy"), &[Key::command("c")], Ask::Copy, without_nodes);
ask!(CUT, "cut", message!("Cut"), &[Key::command("x")], Ask::Cut, without_nodes);
ask!(PASTE, "paste", message!("Paste"), &[Key::command("v")], Ask::Paste);
ask!(RENAME, "rename", message!("Rename"), &[Key::plain("f2")], Ask::Rename, without_selection);
ask!(
    PROPERTIES,
    "properties",
    message!("Edit properties"),
    &[Key::plain("enter")],
    Ask::Properties,
    without_selection
);
ask!(PICTURE, "picture", message!("Save a picture"), &[], Ask::Picture);
