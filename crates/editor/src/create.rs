//! New nodes: named, with a host name of their own, where there is room.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, node_rect};
use messages::say;
use topology::catalogue::RoleClass;
use topology::{
    Catalogue, Change, Design, Host, Node, NodeId, OperatingSystem, Point, RoleId, Settings, ZoneId,
};

use crate::copies::too_many;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::snap;
use crate::kernels::toward::Direction;
use crate::selection::Selection;

/// Adds a node of a role at a place and selects it.
pub(crate) fn node(
    editor: &mut Editor,
    role: &RoleId,
    at: Point,
    catalogue: &Catalogue,
) -> Vec<Effect> {
    let node = match new_node(editor.design(), role, catalogue) {
        Ok(node) => node,
        Err(why) => return vec![Effect::Refused(why)],
    };
    let (id, said) = (node.id.clone(), say!("{name} added", name = &node.name));
    let mut effects = editor.apply(Change::add_node(node, at));
    effects.extend(editor.select(Selection::node(id)));
    effects.push(Effect::Announce(said));
    effects
}

/// A node of a role that is not in the design yet.
pub(crate) fn new_node(
    design: &Design,
    role: &RoleId,
    catalogue: &Catalogue,
) -> Result<Node, String> {
    let Some(role) = catalogue.role(role) else {
        return Err(say!("This product version has no such role."));
    };
    if let Some(why) = too_many(design, 1, 0) {
        return Err(why);
    }
    let id = design.free_node_id(&role.stem);
    let outside = role.class == RoleClass::Outside;
    Ok(Node {
        name: design.free_node_name(&role.name),
        role: role.id.clone(),
        host: None,
        // A name that nobody owns, so that the files are right from the first moment.
        hostname: if outside { String::new() } else { format!("{id}.example.com") },
        offset: 0,
        replicas: 1,
        settings: Settings::new(),
        id,
    })
}

/// A host with a name of its own, not yet in the design.
#[must_use]
pub fn new_host(design: &Design, zone: Option<ZoneId>) -> Host {
    let id = design.free_host_id("h");
    Host {
        hostname: format!("{id}.example.com"),
        id,
        address: String::new(),
        zone,
        os: OperatingSystem::Linux,
        memory: None,
        cores: None,
    }
}

/// A free place near the middle of the pane, for nodes that are added without a pointer.
pub(crate) fn free_place(editor: &Editor) -> Point {
    let (cx, cy) = editor.viewport.visible().center();
    let (mut x, mut y) = (cx - NODE_WIDTH / 2.0, cy - NODE_HEIGHT / 2.0);
    for step in 0..200 {
        let at = snap::to_grid(Spot::new(x, y));
        if !is_taken(editor, at) {
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

/// A free place beside a node: straight in the direction, or as little beside that as there is room.
pub(crate) fn free_beside(editor: &Editor, node: &NodeId, direction: Direction) -> Point {
    let at = editor.position(node);
    let (x, y) = direction.step();
    let (x, y) = (f64::from(x), f64::from(y));
    let (wide, high) = (NODE_WIDTH + 72.0, NODE_HEIGHT + 40.0);
    let ahead = Spot::new(f64::from(at.x) + x * wide, f64::from(at.y) + y * high);
    for step in 0..60 {
        let aside = f64::from((step + 1) / 2) * if step % 2 == 0 { -1.0 } else { 1.0 };
        let (dx, dy) = (y.abs() * aside * wide, x.abs() * aside * high);
        let place = snap::to_grid(Spot::new(ahead.x + dx, ahead.y + dy));
        if !is_taken(editor, place) {
            return place;
        }
    }
    snap::to_grid(ahead)
}

fn is_taken(editor: &Editor, at: Point) -> bool {
    let card = node_rect(at).grown(16.0);
    editor.design().nodes().any(|node| node_rect(editor.position(&node.id)).intersects(&card))
}
