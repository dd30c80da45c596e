//! New nodes: named, with a host name of their own, where there is room.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, node_rect};
use topology::catalogue::RoleClass;
use topology::{Catalogue, Change, Limits, Node, Point, RoleId, Settings};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::snap;
use crate::selection::Selection;

/// Adds a node of a role at a place and selects it.
pub(crate) fn node(
    editor: &mut Editor,
    role: &RoleId,
    at: Point,
    catalogue: &Catalogue,
) -> Vec<Effect> {
    let Some(role) = catalogue.role(role) else {
        return vec![Effect::Refused("This product version has no such role.".into())];
    };
    if editor.design().nodes().len() >= Limits::DOCUMENT.nodes {
        let most = Limits::DOCUMENT.nodes;
        return vec![Effect::Refused(format!("A design has at most {most} nodes."))];
    }
    let id = editor.design().free_node_id(&role.stem);
    let outside = role.class == RoleClass::Outside;
    let node = Node {
        name: editor.design().free_node_name(&role.name),
        role: role.id.clone(),
        host: None,
        // A name that nobody owns, so that the files are right from the first moment.
        hostname: if outside { String::new() } else { format!("{id}.example.com") },
        offset: 0,
        replicas: 1,
        settings: Settings::new(),
        id: id.clone(),
    };
    let said = format!("{} added", node.name);
    let mut effects = editor.apply(Change::add_node(node, at));
    effects.extend(editor.select(Selection::node(id)));
    effects.push(Effect::Announce(said));
    effects
}

/// A free place near the middle of the pane, for nodes that are added without a pointer.
pub(crate) fn free_place(editor: &Editor) -> Point {
    let (cx, cy) = editor.viewport.visible().center();
    let (mut x, mut y) = (cx - NODE_WIDTH / 2.0, cy - NODE_HEIGHT / 2.0);
    let taken = |at: Point| {
        let card = node_rect(at).grown(16.0);
        editor.design().nodes().any(|node| node_rect(editor.position(&node.id)).intersects(&card))
    };
    for step in 0..200 {
        let at = snap::to_grid(Spot::new(x, y));
        if !taken(at) {
            return at;
        }
        // Down a column, then the next one to the right.
        y += NODE_HEIGHT + 32.0;
        if step % 6 == 5 {
            (x, y) = (x + NODE_WIDTH + 48.0, cy - NODE_HEIGHT / 2.0);
        }
    }
    snap::to_grid(Spot::new(x, y))
}
