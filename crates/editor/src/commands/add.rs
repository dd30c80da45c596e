//! Adding nodes and links without drawing them.

use messages::message;
use topology::NodeId;

use super::collapse::several;
use super::{Command, Key, never, without_node};
use crate::create;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::kernels::toward::Direction;
use crate::list::List;
use crate::quick_add::Join;
use crate::tools::begin_connecting;

pub(super) const QUICK_ADD: Command = Command {
    id: "quick-add",
    title: message!("Add a node…"),
    keys: &[Key::plain("a")],
    refuses: never,
    run: |editor, catalogue| match editor.pointer {
        Some(at) => editor.ask_here(editor.viewport.to_drawing(at), catalogue),
        None => editor.ask_role(create::free_place(editor), Join::Nothing, catalogue),
    },
};

macro_rules! beside {
    ($name:ident, $id:literal, $title:expr, $key:literal, $way:ident) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: &[Key::command($key)],
            refuses: without_node,
            run: |editor, catalogue| match first(editor) {
                Some(node) => editor.ask_beside(&node, Direction::$way, catalogue),
                None => Vec::new(),
            },
        };
    };
}

beside!(LEFT, "add-left", message!("Add a linked node at the left…"), "arrowleft", Left);
beside!(RIGHT, "add-right", message!("Add a linked node at the right…"), "arrowright", Right);
beside!(UP, "add-above", message!("Add a linked node above…"), "arrowup", Up);
beside!(DOWN, "add-below", message!("Add a linked node below…"), "arrowdown", Down);

pub(super) const INSERT: Command = Command {
    id: "insert",
    title: message!("Insert a node into the link…"),
    keys: &[],
    refuses: |editor| {
        let none =
            editor.selection().only_link().is_none().then_some(message!("Select a link first."));
        none.or_else(|| several(editor))
    },
    run: |editor, catalogue| {
        let Some(id) = editor.selection().only_link().cloned() else { return Vec::new() };
        let Some(link) = editor.design().link(&id) else { return Vec::new() };
        let (from, to) = (editor.middle(&link.from), editor.middle(&link.to));
        let middle =
            crate::input::Spot::new(f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
        editor.ask_role(editor.around(middle), Join::Between(id), catalogue)
    },
};

pub(super) const CONNECT: Command = Command {
    id: "connect",
    title: message!("Link with…"),
    keys: &[Key::plain("c")],
    refuses: without_node,
    run: |editor, catalogue| match first(editor) {
        Some(node) => begin_connecting(editor, node, catalogue),
        None => Vec::new(),
    },
};

pub(super) const CONNECT_LIST: Command = Command {
    id: "connect-list",
    title: message!("Link with one of a list…"),
    keys: &[Key::shift("c")],
    refuses: without_node,
    run: |editor, _| match first(editor) {
        Some(node) => vec![Effect::Pick(List::Partners(node))],
        None => Vec::new(),
    },
};

fn first(editor: &Editor) -> Option<NodeId> {
    editor.selection().only_node().cloned()
}
