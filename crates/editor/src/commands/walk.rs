//! Going from node to node.

use messages::message;

use super::{Command, Key, never, without_nodes};
use crate::kernels::toward::Direction;
use crate::walk::Step;

macro_rules! step {
    ($name:ident, $id:literal, $title:expr, $keys:expr, $step:ident) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: $keys,
            refuses: never,
            run: |editor, catalogue| editor.walk(Step::$step, catalogue),
        };
    };
}

/// Tab leaves the canvas behind the last node, and with Shift always.
const NEXT_KEYS: &[Key] = &[Key::plain("tab"), Key::plain("pagedown")];

step!(NEXT, "next-node", message!("Go to the next node"), NEXT_KEYS, Next);
step!(BACK, "previous-node", message!("Go to the node before"), &[Key::plain("pageup")], Back);
step!(FIRST, "first-node", message!("Go to the first node"), &[Key::plain("home")], First);
step!(LAST, "last-node", message!("Go to the last node"), &[Key::plain("end")], Last);

macro_rules! along {
    ($name:ident, $id:literal, $title:expr, $key:literal, $way:ident) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: &[Key::alt($key)],
            refuses: without_nodes,
            run: |editor, _| editor.walk_along(Direction::$way),
        };
    };
}

along!(LEFT, "walk-left", message!("Follow a link to the left"), "arrowleft", Left);
along!(RIGHT, "walk-right", message!("Follow a link to the right"), "arrowright", Right);
along!(UP, "walk-up", message!("Follow a link upwards"), "arrowup", Up);
along!(DOWN, "walk-down", message!("Follow a link downwards"), "arrowdown", Down);

pub(super) const OUT: Command = Command {
    id: "select-host",
    title: message!("Select everything on the same host"),
    keys: &[Key::command_shift("arrowup")],
    refuses: without_nodes,
    run: |editor, _| editor.walk_out(),
};

pub(super) const IN: Command = Command {
    id: "first-on-host",
    title: message!("Select the first of these"),
    keys: &[Key::command_shift("arrowdown")],
    refuses: without_nodes,
    run: |editor, catalogue| editor.walk_in(catalogue),
};
