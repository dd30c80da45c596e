//! A port offset with which a node fits beside everyone on a host.

use std::collections::BTreeSet;

use topology::catalogue::RoleClass;
use topology::{Graph, HostId, Node, ordered};

/// Offsets beyond this are not proposed: the highest ports would leave the range of ports.
const MOST: u16 = 1_000;

/// The ports that are taken on a host, by everyone but these nodes.
pub(crate) fn taken(
    graph: &Graph<'_>,
    host: &HostId,
    but: impl Fn(&Node) -> bool,
) -> BTreeSet<u32> {
    let there = graph.design.nodes().filter(|node| node.host.as_ref() == Some(host) && !but(node));
    ordered::set(there.flat_map(|node| graph.listening(node).map(|(_, port)| port)))
}

/// The node's own offset where it fits, or else the lowest that does; `None` for a node whose ports no
/// offset moves. The ports that the node opens then are taken too.
pub(crate) fn free(graph: &Graph<'_>, node: &Node, taken: &mut BTreeSet<u32>) -> Option<u16> {
    let role = graph.role(&node.id).filter(|role| role.is(RoleClass::Component))?;
    let ports = |offset: u16| role.endpoints.iter().map(move |endpoint| endpoint.port_at(offset));
    let fits = |offset: &u16| ports(*offset).all(|port| !taken.contains(&port));
    let found = std::iter::once(node.offset).chain(0..=MOST).find(fits)?;
    for port in ports(found) {
        taken.insert(port);
    }
    Some(found)
}
