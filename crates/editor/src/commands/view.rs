//! How the drawing is seen, and what the pointer does.

use super::{Command, Key, never, without_selection};
use crate::effect::Effect;
use crate::tools::Mode;

pub(super) const FIT: Command = Command {
    id: "fit",
    title: "Show all",
    keys: &[Key::shift("1"), Key::shift("!")],
    refuses: never,
    run: |editor, _| editor.fit(),
};

pub(super) const FIT_SELECTION: Command = Command {
    id: "fit-selection",
    title: "Show selection",
    keys: &[Key::shift("2"), Key::shift("@")],
    refuses: without_selection,
    run: |editor, _| match editor.area_of(editor.selection()) {
        Some(area) => editor.view(editor.viewport().fitted(area)),
        None => Vec::new(),
    },
};

pub(super) const ZOOM_IN: Command = Command {
    id: "zoom-in",
    title: "Zoom in",
    keys: &[Key::command("="), Key::command("+")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().stepped(1)),
};

pub(super) const ZOOM_OUT: Command = Command {
    id: "zoom-out",
    title: "Zoom out",
    keys: &[Key::command("-")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().stepped(-1)),
};

pub(super) const FULL_SIZE: Command = Command {
    id: "full-size",
    title: "Zoom to 100 %",
    keys: &[Key::command("0"), Key::shift("0"), Key::shift(")")],
    refuses: never,
    run: |editor, _| editor.view(editor.viewport().at_full_size()),
};

pub(super) const SNAPPING: Command = Command {
    id: "snapping",
    title: "Snap to grid and lines, or not",
    keys: &[Key::command("'")],
    refuses: never,
    run: |editor, _| {
        editor.snapping = !editor.snapping;
        let said = if editor.snapping { "Snapping is on" } else { "Snapping is off" };
        vec![Effect::Overlay, Effect::Announce(said.to_owned())]
    },
};

pub(super) const SELECT_TOOL: Command = Command {
    id: "select-tool",
    title: "Select",
    keys: &[Key::plain("v")],
    refuses: never,
    run: |editor, _| {
        editor.mode = Mode::Select;
        vec![Effect::Mode]
    },
};

pub(super) const HAND_TOOL: Command = Command {
    id: "hand-tool",
    title: "Move the drawing",
    keys: &[Key::plain("h")],
    refuses: never,
    run: |editor, _| {
        editor.mode = Mode::Hand;
        vec![Effect::Mode]
    },
};
