//! What there is to say of a node to those who do not see the drawing: whom it is linked with, and
//! what it lies beside.

use drawing::geometry::node_rect;
use topology::{Graph, NodeId};

use crate::editor::Editor;
use crate::kernels::toward::{Direction, direction_of};

/// How many names are said before the rest is only counted.
const FEW: usize = 3;

/// `Gateway 1, Gateway, host vm3, 2 errors, locked, called by Gateway LB, calls Key Manager`. What is
/// wrong is the caller's to say; it may be empty.
#[must_use]
pub fn node(graph: &Graph<'_>, id: &NodeId, wrong: &str) -> String {
    let Some(node) = graph.design.node(id) else { return String::new() };
    let mut said = node.name.clone();
    let mut say = |part: &str| {
        if !part.is_empty() {
            said.push_str(", ");
            said.push_str(part);
        }
    };
    say(graph.role(id).map_or(node.role.as_str(), |role| role.name.as_str()));
    if let Some(host) = graph.host(node) {
        say(&format!("host {}", host.hostname));
    } else if !node.hostname.is_empty() {
        say(&node.hostname);
    }
    if node.replicas > 1 {
        say(&format!("{} replicas", node.replicas));
    }
    say(wrong);
    if graph.design.is_locked(id) {
        say("locked");
    }
    let name = |id: &NodeId| graph.design.node(id).map_or("", |node| node.name.as_str());
    let callers = named(graph.incoming(id).iter().map(|link| name(&link.from)));
    let called = named(graph.outgoing(id).iter().map(|link| name(&link.to)));
    match (callers, called) {
        (None, None) => say("linked with nothing"),
        (callers, called) => {
            say(&callers.map_or_else(String::new, |names| format!("called by {names}")));
            say(&called.map_or_else(String::new, |names| format!("calls {names}")));
        }
    }
    said
}

/// `A, B, C and 4 more`, each name once.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let more = once.len().saturating_sub(FEW);
    once.truncate(FEW);
    match (once.as_slice(), more) {
        ([], _) => None,
        (_, 0) => Some(once.join(", ")),
        _ => Some(format!("{} and {more} more", once.join(", "))),
    }
}

/// Where what is selected lies now, as people say it: `Gateway 1 is right of Key Manager`.
#[must_use]
pub fn place(editor: &Editor) -> Option<String> {
    let design = editor.design();
    let chosen = &editor.selection().nodes;
    let node = chosen.first().and_then(|id| design.node(id))?;
    let (x, y) = node_rect(editor.position(&node.id)).center();
    let mut nearest: Option<(f64, &topology::Node, (f64, f64))> = None;
    for other in design.nodes().filter(|other| !chosen.contains(&other.id)) {
        let (ox, oy) = node_rect(editor.position(&other.id)).center();
        let way = (x - ox, y - oy);
        let far = way.0.hypot(way.1);
        if nearest.as_ref().is_none_or(|(best, ..)| far < *best) {
            nearest = Some((far, other, way));
        }
    }
    let (_, other, way) = nearest?;
    let relation = match direction_of(way.0, way.1) {
        Direction::Left => "left of",
        Direction::Right => "right of",
        Direction::Up => "above",
        Direction::Down => "below",
    };
    let subject = match chosen.len() {
        1 => format!("{} is", node.name),
        count => format!("{} and {} more are", node.name, count - 1),
    };
    Some(format!("{subject} {relation} {}", other.name))
}
