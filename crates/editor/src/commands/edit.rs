//! Taking back, deleting, copying, selecting.

use messages::{message, said, say};
use topology::{Change, Point, ordered};

use super::collapse::several;
use super::lock::{locked_said, movable};
use super::{Command, Key, never, without_nodes, without_selection};
use crate::bypass::bypass;
use crate::clipboard::{ASIDE, nodes_said};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::selection::Selection;

pub(super) const UNDO: Command = Command {
    id: "undo",
    title: message!("Undo"),
    keys: &[Key::command("z")],
    refuses: |editor| (!editor.can_undo()).then_some(message!("There is nothing to undo.")),
    run: |editor, _| editor.undo(),
};

pub(super) const REDO: Command = Command {
    id: "redo",
    title: message!("Redo"),
    keys: &[Key::command_shift("z"), Key::command("y")],
    refuses: |editor| (!editor.can_redo()).then_some(message!("There is nothing to redo.")),
    run: |editor, _| editor.redo(),
};

pub(super) const DELETE: Command = Command {
    id: "delete",
    title: message!("Delete"),
    keys: &[Key::plain("delete"), Key::plain("backspace")],
    refuses: without_selection,
    run: |editor, _| {
        if let Some(place) = editor.selection().place.clone() {
            return crate::housing::remove(editor, &place);
        }
        if let Some(why) = several(editor) {
            return vec![Effect::Refused(said(why).to_owned())];
        }
        let Selection { nodes, links, .. } = unlocked(editor);
        if nodes.is_empty() && links.is_empty() {
            return vec![Effect::Refused(locked_said(editor))];
        }
        let kept = editor.selection().len() - nodes.len() - links.len();
        let count = nodes.len() + links.len();
        let mut effects = editor.apply(Change::remove(editor.design(), &nodes, &links));
        let deleted = match count {
            1 => say!("1 object deleted"),
            count => say!("{count} objects deleted", count),
        };
        effects.push(Effect::Announce(match kept {
            0 => deleted,
            kept => say!("{deleted}, {kept} locked and kept", deleted, kept),
        }));
        effects
    },
};

pub(super) const DELETE_AND_LINK: Command = Command {
    id: "delete-and-link",
    title: message!("Delete and keep the path"),
    keys: &[Key::command("delete"), Key::command("backspace")],
    refuses: without_nodes,
    run: |editor, catalogue| {
        let nodes = unlocked(editor).nodes;
        if nodes.is_empty() {
            return vec![Effect::Refused(locked_said(editor))];
        }
        let (change, links) = bypass(editor, &nodes, catalogue);
        let mut effects = editor.apply(change);
        let one = nodes.len() == 1;
        let nodes = nodes_said(nodes.len());
        effects.push(Effect::Announce(match links {
            0 if one => say!("{nodes} deleted, no link takes its place", nodes),
            1 if one => say!("{nodes} deleted, 1 link takes its place", nodes),
            more if one => say!("{nodes} deleted, {more} links take its place", nodes, more),
            0 => say!("{nodes} deleted, no link takes their place", nodes),
            1 => say!("{nodes} deleted, 1 link takes their place", nodes),
            more => say!("{nodes} deleted, {more} links take their place", nodes, more),
        }));
        effects
    },
};

/// What may be deleted of what is selected.
fn unlocked(editor: &Editor) -> Selection {
    let links = editor.selection().links.clone();
    Selection { nodes: ordered::set(movable(editor)), links, place: None }
}

pub(super) const SELECT_ALL: Command = Command {
    id: "select-all",
    title: message!("Select all"),
    keys: &[Key::command("a")],
    refuses: never,
    run: |editor, _| {
        let nodes = ordered::set(editor.design().nodes().map(|node| node.id.clone()));
        let links = ordered::set(editor.design().links().map(|link| link.id.clone()));
        editor.select(Selection { nodes, links, place: None })
    },
};

pub(super) const SELECT_NONE: Command = Command {
    id: "select-none",
    title: message!("Select nothing"),
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
    title: message!("Duplicate"),
    keys: &[Key::command("d")],
    refuses: without_nodes,
    run: |editor, catalogue| duplicate(editor, catalogue),
};

/// Copies the selected nodes with the links among them, a bit aside.
fn duplicate(editor: &mut Editor, catalogue: &topology::Catalogue) -> Vec<Effect> {
    let places = editor.selection().nodes.iter().map(|id| {
        let at = editor.position(id);
        (id.clone(), Point { x: at.x.saturating_add(ASIDE), y: at.y.saturating_add(ASIDE) })
    });
    let places = ordered::map(places);
    editor.duplicate(&places, catalogue)
}
