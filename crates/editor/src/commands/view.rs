//! How the drawing is seen, and what the pointer does.

use messages::{message, said};

use super::{Command, Key, never, without_selection};
use crate::effect::Effect;
use crate::tools::Mode;

pub(super) const FIT: Command = Command {
    id: "fit",
    title: message!("Show all"),
    keys: &[Key::shift("1"), Key::command_shift("h")],
    refuses: never,
    run: |editor, _| editor.fit(),
};

pub(super) const FIT_SELECTION: Command = Command {
    id: "fit-selection",
    title: message!("Show selection"),
    keys: &[Key::shift("2")],
    refuses: without_selection,
    run: |editor, _| match editor.area_of(editor.selection()) {
        Some(area) => editor.view(editor.viewport().fitted(area)),
        None => Vec::new(),
    },
};

pub(super) const ZOOM_IN: Command = Command {
    id: "zoom-in",
    title: message!("Zoom in"),
    keys: &[Key::command("="), Key::command("+")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().stepped(1)),
};

pub(super) const ZOOM_OUT: Command = Command {
    id: "zoom-out",
    title: message!("Zoom out"),
    keys: &[Key::command("-")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().stepped(-1)),
};

pub(super) const FULL_SIZE: Command = Command {
    id: "full-size",
    title: message!("Zoom to 100 %"),
    keys: &[Key::command("0"), Key::shift("0")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().at_full_size()),
};

pub(super) const SNAPPING: Command = Command {
    id: "snapping",
    title: message!("Snap to grid and lines, or not"),
    keys: &[Key::command("'")],
    refuses: never,
    run: |editor, _| {
        editor.snapping = !editor.snapping;
        let now = if editor.snapping { said("Snapping is on") } else { said("Snapping is off") };
        vec![Effect::Overlay, Effect::Announce(now.to_owned())]
    },
};

pub(super) const SELECT_TOOL: Command = Command {
    id: "select-tool",
    title: message!("Select"),
    keys: &[Key::plain("v")],
    refuses: never,
    run: |editor, _| {
        editor.mode = Mode::Select;
        vec![Effect::Mode]
    },
};

pub(super) const HAND_TOOL: Command = Command {
    id: "hand-tool",
    title: message!("Move the drawing"),
    keys: &[Key::plain("h")],
    refuses: never,
    run: |editor, _| {
        editor.mode = Mode::Hand;
        vec![Effect::Mode]
    },
};
