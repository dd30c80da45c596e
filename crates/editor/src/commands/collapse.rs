//! Hosts and zones as one card, and as frames again.

use messages::{message, say};

use super::{Command, Key, without_nodes};
use crate::editor::Editor;
use crate::effect::Effect;

pub(super) const HOST: Command = Command {
    id: "collapse",
    title: message!("Collapse the host, or expand"),
    keys: &[Key::shift("h")],
    refuses: without_nodes,
    run: |editor, _| collapse(editor, false),
};

pub(super) const ZONE: Command = Command {
    id: "collapse-zone",
    title: message!("Collapse the zone, or expand"),
    keys: &[Key::shift("z")],
    refuses: without_nodes,
    run: |editor, _| collapse(editor, true),
};

fn collapse(editor: &mut Editor, zone: bool) -> Vec<Effect> {
    if let Some(container) = editor.meant(zone) {
        return editor.collapse(&container);
    }
    let name = editor.selection.nodes.first().map_or("", |id| editor.name(id));
    vec![Effect::Refused(if zone {
        say!("{name} stands in no zone.", name)
    } else {
        say!("{name} stands on no host.", name)
    })]
}

/// For what is done to a link: a line that stands for several is none.
pub(super) fn several(editor: &Editor) -> Option<&'static str> {
    let several = editor.selection.links.iter().any(|id| editor.links_on(id) > 1);
    several.then_some(message!("The line stands for several links. Expand what it leads to first."))
}

/// For what would tear a box apart.
pub(super) fn boxed(editor: &Editor) -> Option<&'static str> {
    let boxed = editor.selection.nodes.iter().any(|id| editor.boxed(id).is_some());
    boxed.then_some(message!("Something selected is collapsed. Expand it first."))
}
