//! Locked nodes stay where they are and are not deleted.

use messages::{message, say};
use topology::{Change, NodeId};

use super::{Command, Key, without_nodes};
use crate::editor::Editor;
use crate::effect::Effect;

pub(super) const LOCK: Command = Command {
    id: "lock",
    title: message!("Lock or unlock"),
    keys: &[Key::command_shift("l")],
    refuses: without_nodes,
    run: |editor, _| {
        let nodes = editor.selection().nodes.clone();
        let lock = !nodes.iter().all(|id| editor.design().is_locked(id));
        let mut effects = editor.apply(Change::lock_nodes(editor.design(), &nodes, lock));
        let nodes = crate::clipboard::nodes_said(nodes.len());
        effects.push(Effect::Announce(if lock {
            say!("{nodes} locked", nodes)
        } else {
            say!("{nodes} unlocked", nodes)
        }));
        effects
    },
};

/// The selected nodes that may be moved.
pub(crate) fn movable(editor: &Editor) -> Vec<NodeId> {
    let mut nodes = editor.with_boxes(editor.selection().nodes.iter());
    nodes.retain(|id| !editor.stays(id));
    nodes
}

/// For what moves nodes: something else than locked ones has to be selected.
pub(super) fn all_locked(editor: &Editor) -> Option<&'static str> {
    without_nodes(editor).or_else(|| {
        movable(editor)
            .is_empty()
            .then_some(message!("What is selected is locked. Unlock it first."))
    })
}

/// Why a locked node does nothing.
pub(crate) fn locked_said(editor: &Editor) -> String {
    let mut locked = editor.selection().nodes.iter().filter(|id| editor.design().is_locked(id));
    let name = locked.next().map_or("", |id| editor.name(id));
    match locked.count() {
        0 => say!("{name} is locked. Unlock it first.", name),
        more => say!("{name} and {more} more are locked. Unlock them first.", name, more),
    }
}

/// Why some of what is dragged does not move.
pub(crate) fn stays_said(editor: &Editor) -> String {
    let mut locked = editor.selection().nodes.iter().filter(|id| editor.design().is_locked(id));
    let name = locked.next().map_or("", |id| editor.name(id));
    match locked.count() {
        0 => say!("{name} is locked and stays where it is.", name),
        more => say!("{name} and {more} more are locked and stay where they are.", name, more),
    }
}
