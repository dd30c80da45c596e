//! What there is to say of a node to those who do not see the drawing: whom it is linked with, and
//! what it lies beside.

use std::cmp::Ordering;

use drawing::geometry::node_rect;
use messages::{said, say};
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
    let mut whole = node.name.clone();
    let mut add = |part: &str| {
        if !part.is_empty() {
            whole.push_str(", ");
            whole.push_str(part);
        }
    };
    add(graph.role(id).map_or(node.role.as_str(), |role| said(&role.name)));
    if let Some(host) = graph.host(node) {
        add(&say!("host {host}", host = &host.hostname));
    } else if !node.hostname.is_empty() {
        add(&node.hostname);
    }
    if node.replicas > 1 {
        add(&say!("{count} replicas", count = node.replicas));
    }
    add(wrong);
    if graph.design.is_locked(id) {
        add(said("locked"));
    }
    let mut around = graph.design.containers_of(node).into_iter().rev();
    if let Some(container) = around.find(|around| graph.design.is_collapsed(around)) {
        let name = graph.design.container_name(&container);
        add(&say!("in {name}, which is collapsed", name));
    }
    let name = |id: &NodeId| graph.design.node(id).map_or("", |node| node.name.as_str());
    let callers = named(graph.incoming(id).iter().map(|link| name(&link.from)));
    let called = named(graph.outgoing(id).iter().map(|link| name(&link.to)));
    match (callers, called) {
        (None, None) => add(said("linked with nothing")),
        (callers, called) => {
            add(&callers.map_or_else(String::new, |names| say!("called by {names}", names)));
            add(&called.map_or_else(String::new, |names| say!("calls {names}", names)));
        }
    }
    whole
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
        _ => Some(say!("{names} and {more} more", names = once.join(", "), more)),
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
    let (name, other) = (node.name.as_str(), other.name.as_str());
    let way = direction_of(way.0, way.1);
    if let Some(more) = chosen.len().checked_sub(1).filter(|more| *more > 0) {
        return Some(match way {
            Direction::Left => {
                say!("{name} and {more} more are left of {other}", name, more, other)
            }
            Direction::Right => {
                say!("{name} and {more} more are right of {other}", name, more, other)
            }
            Direction::Up => say!("{name} and {more} more are above {other}", name, more, other),
            Direction::Down => say!("{name} and {more} more are below {other}", name, more, other),
        });
    }
    Some(match way {
        Direction::Left => say!("{name} is left of {other}", name, other),
        Direction::Right => say!("{name} is right of {other}", name, other),
        Direction::Up => say!("{name} is above {other}", name, other),
        Direction::Down => say!("{name} is below {other}", name, other),
    })
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
    let change = |before: usize, after: usize, counted: fn(usize) -> String| {
        let problems = counted(after.abs_diff(before));
        match after.cmp(&before) {
            Ordering::Equal => None,
            Ordering::Greater => Some(say!("{problems} more", problems)),
            Ordering::Less => Some(say!("{problems} fewer", problems)),
        }
    };
    let changes =
        [change(before.0, after.0, errors_said), change(before.1, after.1, warnings_said)];
    let mut changed = String::new();
    for change in changes.into_iter().flatten() {
        if !changed.is_empty() {
            changed.push_str(", ");
        }
        changed.push_str(&change);
    }
    if changed.is_empty() {
        return None;
    }
    let (errors, warnings) = (errors_said(after.0), warnings_said(after.1));
    let now = match after {
        (0, 0) => say!("no errors and no warnings left"),
        (0, _) => say!("no errors, {warnings} now", warnings),
        (_, 0) => say!("{errors} now", errors),
        _ => say!("{errors} and {warnings} now", errors, warnings),
    };
    Some([&changed, ": ", &now, "."].concat())
}

/// `1 error`, or `3 errors`.
pub(crate) fn errors_said(count: usize) -> String {
    if count == 1 { say!("1 error") } else { say!("{count} errors", count) }
}

/// `1 warning`, or `3 warnings`.
pub(crate) fn warnings_said(count: usize) -> String {
    if count == 1 { say!("1 warning") } else { say!("{count} warnings", count) }
}
