//! What there is to say of a node to those who do not see the drawing: whom it is linked with, and
//! what it lies beside.

use drawing::geometry::node_rect;
use topology::catalogue::{Protocol, RoleClass};
use topology::{Graph, Link, NodeId};

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
    let mut around = graph.design.containers_of(node).into_iter().rev();
    if let Some(container) = around.find(|around| graph.design.is_collapsed(around)) {
        say(&format!("in {}, which is collapsed", graph.design.container_name(&container)));
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
pub(crate) fn named<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
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

/// What goes over a link: `HTTPS 9444`, with the port that its end listens on or a load balancer
/// publishes; empty where the catalogue does not say.
#[must_use]
pub fn carries(graph: &Graph<'_>, link: &Link) -> String {
    let Some(to) = graph.design.node(&link.to) else { return String::new() };
    let wanted = graph.kind(&link.id).map_or(&[][..], |kind| &kind.endpoints);
    let behind = graph.upstream(&link.to);
    for id in wanted {
        if let Some(own) = graph.role(&to.id).and_then(|role| role.endpoint(id)) {
            return format!("{} {}", own.protocol, own.port_at(to.offset));
        }
        for node in &behind {
            let endpoint = graph.role(&node.id).and_then(|role| role.endpoint(id));
            let port = endpoint.and_then(|endpoint| graph.front_port(to, endpoint));
            if let (Some(endpoint), Some(port)) = (endpoint, port) {
                return format!("{} {port}", endpoint.protocol);
            }
        }
    }
    let is_database = graph.is(&to.id, RoleClass::Database);
    match graph.database_port(to).filter(|_| is_database) {
        Some(port) => format!("{} {port}", Protocol::Jdbc),
        None => String::new(),
    }
}

/// What changed in the number of open errors and warnings, and how many there are now:
/// `1 error fewer, 2 warnings more: 3 errors and 4 warnings now`; `None` when nothing did.
#[must_use]
pub fn problems_changed(before: (usize, usize), after: (usize, usize)) -> Option<String> {
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let change = |before: usize, after: usize, one: &str| match after.abs_diff(before) {
        0 => None,
        by => {
            Some(format!("{} {}", counted(by, one), if after > before { "more" } else { "fewer" }))
        }
    };
    let changes = [change(before.0, after.0, "error"), change(before.1, after.1, "warning")];
    let mut said = String::new();
    for change in changes.into_iter().flatten() {
        if !said.is_empty() {
            said.push_str(", ");
        }
        said.push_str(&change);
    }
    let now = match after {
        (0, 0) => "no errors and no warnings left".to_owned(),
        (0, warnings) => format!("no errors, {} now", counted(warnings, "warning")),
        (errors, 0) => format!("{} now", counted(errors, "error")),
        (errors, warnings) => {
            format!("{} and {} now", counted(errors, "error"), counted(warnings, "warning"))
        }
    };
    (!said.is_empty()).then(|| format!("{said}: {now}."))
}
