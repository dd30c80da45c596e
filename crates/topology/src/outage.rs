//! What is away, and what that means, as it travels from who works it out to who shows it.

use std::collections::BTreeSet;

use borsh::{BorshDeserialize, BorshSerialize};
use messages::Text;

use crate::{Design, HostId, NodeId, ZoneId};

/// How a capability fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum State {
    /// No node of the design does it.
    Absent,
    Works,
    Degraded,
    Stops,
}

/// One capability while some nodes are away.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Outcome {
    pub name: String,
    pub state: State,
    /// Sentences that say why; none when it works.
    pub whys: Vec<Text>,
}

/// Something that can be away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Part {
    Node(NodeId),
    Host(HostId),
    Zone(ZoneId),
}

/// A part that stops something when it alone is away.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SinglePoint {
    pub part: Part,
    /// Names of the capabilities that stop.
    pub stops: Vec<String>,
}

/// The nodes that are away with a part: those on a host, and in a zone with all zones inside it.
#[must_use]
pub fn nodes_in(part: &Part, design: &Design) -> BTreeSet<NodeId> {
    let in_zone = |host: &HostId, wanted: &ZoneId| {
        let mut zone = design.host(host).and_then(|host| host.zone.as_ref());
        // Zones nest without a circle; the bound holds all the same.
        for _ in 0..=design.zones().len() {
            match zone {
                Some(id) if id == wanted => return true,
                Some(id) => zone = design.zone(id).and_then(|zone| zone.parent.as_ref()),
                None => return false,
            }
        }
        false
    };
    let is_in = |id: &NodeId, host: Option<&HostId>| match part {
        Part::Node(node) => node == id,
        Part::Host(wanted) => host == Some(wanted),
        Part::Zone(zone) => host.is_some_and(|host| in_zone(host, zone)),
    };
    let nodes = design.nodes().filter(|node| is_in(&node.id, node.host.as_ref()));
    crate::ordered::set(nodes.map(|node| node.id.clone()))
}
