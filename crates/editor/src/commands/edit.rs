//! Taking back, deleting, copying, selecting.

use std::collections::BTreeMap;

use topology::{Change, Limits, Link, Node, NodeId, Point};

use super::{Command, Key, never, without_nodes, without_selection};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::selection::Selection;

pub(super) const UNDO: Command = Command {
    id: "undo",
    title: "Undo",
    keys: &[Key::command("z")],
    refuses: |editor| (!editor.can_undo()).then_some("There is nothing to undo."),
    run: |editor, _| editor.undo(),
};

pub(super) const REDO: Command = Command {
    id: "redo",
    title: "Redo",
    keys: &[Key::command_shift("z"), Key::command("y")],
    refuses: |editor| (!editor.can_redo()).then_some("There is nothing to redo."),
    run: |editor, _| editor.redo(),
};

pub(super) const DELETE: Command = Command {
    id: "delete",
    title: "Delete",
    keys: &[Key::plain("delete"), Key::plain("backspace")],
    refuses: without_selection,
    run: |editor, _| {
        let Selection { nodes, links } = editor.selection().clone();
        let (count, what) = (
            nodes.len() + links.len(),
            if nodes.len() + links.len() == 1 { "object" } else { "objects" },
        );
        let mut effects = editor.apply(Change::remove(editor.design(), &nodes, &links));
        effects.push(Effect::Announce(format!("{count} {what} deleted")));
        effects
    },
};

pub(super) const SELECT_ALL: Command = Command {
    id: "select-all",
    title: "Select all",
    keys: &[Key::command("a")],
    refuses: never,
    run: |editor, _| {
        let nodes = editor.design().nodes().map(|node| node.id.clone()).collect();
        let links = editor.design().links().map(|link| link.id.clone()).collect();
        editor.select(Selection { nodes, links })
    },
};

pub(super) const SELECT_NONE: Command = Command {
    id: "select-none",
    title: "Select nothing",
    keys: &[Key::plain("escape")],
    refuses: never,
    run: |editor, catalogue| {
        // The first Escape ends what is in progress, the next one the selection.
        if editor.is_idle() {
            editor.select(Selection::default())
        } else {
            editor.handle(&crate::input::Input::Cancel, catalogue)
        }
    },
};

pub(super) const DUPLICATE: Command = Command {
    id: "duplicate",
    title: "Duplicate",
    keys: &[Key::command("d")],
    refuses: without_nodes,
    run: |editor, catalogue| duplicate(editor, catalogue),
};

/// How far a copy lies from what it copies.
const ASIDE: i32 = 24;

/// Copies the selected nodes with the links among them.
fn duplicate(editor: &mut Editor, catalogue: &topology::Catalogue) -> Vec<Effect> {
    let originals = editor.selection().nodes.clone();
    if editor.design().nodes().len() + originals.len() > Limits::DOCUMENT.nodes {
        return vec![Effect::Refused(format!(
            "A design has at most {} nodes.",
            Limits::DOCUMENT.nodes
        ))];
    }
    // Ids and names are free in the design as it grows, so the copies are made on one.
    let mut grown = editor.design().clone();
    let mut whole = Change::new();
    let mut copies: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for id in &originals {
        let Some(node) = editor.design().node(id) else { continue };
        let role = catalogue.role(&node.role);
        let copy = grown.free_node_id(role.map_or("n", |role| role.stem.as_str()));
        let own_name = !node.hostname.is_empty();
        let node = Node {
            name: grown.free_node_name(role.map_or("Node", |role| role.name.as_str())),
            hostname: if own_name { format!("{copy}.example.com") } else { String::new() },
            id: copy.clone(),
            ..node.clone()
        };
        let at = editor.position(id);
        let at = Point { x: at.x.saturating_add(ASIDE), y: at.y.saturating_add(ASIDE) };
        add(&mut grown, &mut whole, Change::add_node(node, at));
        copies.insert(id.clone(), copy);
    }
    for link in editor.design().links() {
        if let (Some(from), Some(to)) = (copies.get(&link.from), copies.get(&link.to)) {
            let id = grown.free_link_id("l");
            let link = Link { id, from: from.clone(), to: to.clone(), kind: link.kind.clone() };
            add(&mut grown, &mut whole, Change::add_link(link));
        }
    }
    let mut effects = editor.apply(whole);
    let nodes = copies.into_values().collect();
    effects.extend(editor.select(Selection { nodes, ..Selection::default() }));
    effects
}

fn add(grown: &mut topology::Design, whole: &mut Change, change: Change) {
    if change.apply(grown).is_ok() {
        *whole = std::mem::take(whole).then(change);
    }
}
