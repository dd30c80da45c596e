//! Nodes that are let go on a host's frame move to that host, and whole hosts that are let go on a
//! zone's frame stand in that zone.

use std::collections::BTreeMap;

use drawing::geometry::Rect;
use drawing::zones::staying;
use messages::say;
use topology::catalogue::RoleClass;
use topology::{Catalogue, Change, Design, Graph, Host, Node, NodeId, Point, ZoneId};

use crate::editor::Editor;
use crate::input::Spot;
use crate::kernels::offsets;
use crate::selection::Place;

/// More nodes than this are arranged, not put somewhere.
const MOST: usize = 50;

/// A frame that something can be put into.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Home {
    pub(crate) rect: Rect,
    place: Place,
}

/// The frames around everyone but these nodes.
pub(crate) fn homes(editor: &Editor, taken: &BTreeMap<NodeId, Point>) -> Vec<Home> {
    if taken.len() > MOST {
        return Vec::new();
    }
    let cards = |id: &NodeId| editor.shown_position(id);
    let (hosts, zones) = staying(editor.shown(), cards, |id| taken.contains_key(id));
    let hosts = hosts.whole().map(|frame| (frame.rect, Place::Host(frame.host.clone())));
    let zones = zones.into_iter().filter(|zone| !zone.torn);
    let zones = zones.map(|zone| (zone.rect, Place::Zone(zone.zone)));
    hosts.chain(zones).map(|(rect, place)| Home { rect, place }).collect()
}

/// The innermost frame at a place of the drawing.
pub(crate) fn at(homes: &[Home], place: Spot) -> Option<&Home> {
    let holds = |home: &&Home| {
        let Rect { x, y, .. } = home.rect;
        (x..=home.rect.right()).contains(&place.x) && (y..=home.rect.bottom()).contains(&place.y)
    };
    let size = |home: &Home| home.rect.w * home.rect.h;
    let inside = homes.iter().filter(holds);
    inside.reduce(|best, home| if size(home) < size(best) { home } else { best })
}

/// What moving these nodes there changes beside their places, and what is said of it. Nothing where
/// they are at home already.
pub(crate) fn move_in(
    design: &Design,
    nodes: &[NodeId],
    home: &Home,
    catalogue: &Catalogue,
) -> Option<(Change, String)> {
    match &home.place {
        Place::Host(host) => {
            // What the others there listen on is all that is asked: a large design is not looked through for it.
            let there = design.nodes().filter(|node| node.host.as_ref() == Some(host));
            let known = there.map(|node| &node.id).chain(nodes);
            onto_host(&Graph::of_nodes(design, catalogue, known), nodes, design.host(host)?)
        }
        Place::Zone(zone) => into_zone(design, nodes, zone),
    }
}

/// Nodes move to a host, each with a port offset that is free there.
pub(crate) fn onto_host(
    graph: &Graph<'_>,
    nodes: &[NodeId],
    host: &Host,
) -> Option<(Change, String)> {
    let design = graph.design;
    let coming: Vec<&Node> = nodes
        .iter()
        .filter_map(|id| design.node(id))
        .filter(|node| node.host.as_ref() != Some(&host.id))
        .filter(|node| graph.role(&node.id).is_some_and(|role| !role.is(RoleClass::Outside)))
        .collect();
    let first = coming.first()?;
    let mut taken =
        offsets::taken(graph, &host.id, |node| coming.iter().any(|one| one.id == node.id));
    let mut change = Change::new();
    let mut offset = None;
    for node in &coming {
        let free = offsets::free(graph, node, &mut taken);
        offset = free.filter(|free| *free != node.offset);
        let moved = Node {
            host: Some(host.id.clone()),
            offset: free.unwrap_or(node.offset),
            ..(*node).clone()
        };
        change = change.then(Change::set_node(design, moved));
    }
    let (name, host) = (&first.name, &host.hostname);
    let said = match (coming.len(), offset) {
        (1, None) => say!("{name} is on {host} now.", name, host),
        (1, Some(offset)) => say!(
            "{name} is on {host} now, with port offset {offset}: its ports were taken there.",
            name,
            host,
            offset
        ),
        (count, _) => say!("{count} nodes are on {host} now.", count, host),
    };
    Some((change, said))
}

/// Hosts of which every node is among these.
fn into_zone(design: &Design, nodes: &[NodeId], zone: &ZoneId) -> Option<(Change, String)> {
    let name = &design.zone(zone)?.name;
    let mut change = Change::new();
    let mut hosts = String::new();
    for host in design.hosts().filter(|host| host.zone.as_ref() != Some(zone)) {
        let mut own = design.nodes().filter(|node| node.host.as_ref() == Some(&host.id)).peekable();
        if own.peek().is_some() && own.all(|node| nodes.contains(&node.id)) {
            let moved = Host { zone: Some(zone.clone()), ..host.clone() };
            change = change.then(Change::set_host(design, moved));
            if !hosts.is_empty() {
                hosts.push_str(", ");
            }
            hosts.push_str(&host.hostname);
        }
    }
    (!change.is_empty()).then(|| (change, say!("In {name} now: {hosts}.", name, hosts)))
}
