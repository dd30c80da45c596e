//! Hosts and zones as one card, and as frames again.

use super::{Command, Key, without_nodes};
use crate::editor::Editor;
use crate::effect::Effect;

pub(super) const HOST: Command = Command {
    id: "collapse",
    title: "Collapse the host, or expand",
    keys: &[Key::shift("h")],
    refuses: without_nodes,
    run: |editor, _| collapse(editor, false),
};

pub(super) const ZONE: Command = Command {
    id: "collapse-zone",
    title: "Collapse the zone, or expand",
    keys: &[Key::shift("z")],
    refuses: without_nodes,
    run: |editor, _| collapse(editor, true),
};

fn collapse(editor: &mut Editor, zone: bool) -> Vec<Effect> {
    if let Some(container) = editor.meant(zone) {
        return editor.collapse(&container);
    }
    let name = editor.selection.nodes.first().map_or("", |id| editor.name(id));
    let place = if zone { "in no zone" } else { "on no host" };
    vec![Effect::Refused(format!("{name} stands {place}."))]
}

/// For what is done to a link: a line that stands for several is none.
pub(super) fn several(editor: &Editor) -> Option<&'static str> {
    let several = editor.selection.links.iter().any(|id| editor.links_on(id) > 1);
    several.then_some("The line stands for several links. Expand what it leads to first.")
}

/// For what would tear a box apart.
pub(super) fn boxed(editor: &Editor) -> Option<&'static str> {
    let boxed = editor.selection.nodes.iter().any(|id| editor.boxed(id).is_some());
    boxed.then_some("Something selected is collapsed. Expand it first.")
}
