//! Replica groups: a server that is drawn once and deployed several times.
//!
//! Rules and export look at servers, so a group is unfolded for them into one node for each replica,
//! and what they say of a replica is folded back to what is drawn. A design without groups is not
//! copied.
//!
//! The first replica keeps the id, the name and the host name of what is drawn: a node that becomes a
//! group goes on under its name. The others are numbered from 2: id `gw-2`, host name
//! `gw-2.example.com`, or wherever the host name has `{n}`. Replicas of a node that stands on a host
//! run side by side there, each with the next port offset; without a host each has a machine of its
//! own.

mod fold;

use crate::catalogue::{Catalogue, RoleClass};
use crate::{Design, Link, LinkId, Node, NodeId, is_ip_address};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a host name of a group holds the replica's number.
pub const NUMBER: &str = "{n}";

/// A design as it is deployed, and the way back to what is drawn.
#[derive(Debug)]
pub struct Unfolded<'d> {
    drawn: &'d Design,
    /// Absent when nothing is a group.
    deployed: Option<Design>,
    /// The drawn node of each replica but the first.
    nodes: BTreeMap<NodeId, NodeId>,
    /// The drawn link of each copy but the first.
    links: BTreeMap<LinkId, LinkId>,
}

/// How many nodes and links a design has when every group is unfolded.
#[must_use]
pub fn size(design: &Design) -> (usize, usize) {
    let count = |id: &NodeId| design.node(id).map_or(1, |node| usize::from(node.replicas.max(1)));
    if design.nodes().all(|node| node.replicas <= 1) {
        return (design.nodes().len(), design.links().len());
    }
    let nodes = design.nodes().map(|node| count(&node.id)).sum();
    let links = design.links().map(|link| count(&link.from) * count(&link.to)).sum();
    (nodes, links)
}

impl<'d> Unfolded<'d> {
    /// Unfolds the groups of servers; what else claims to be several stays one, and a rule says so.
    #[must_use]
    pub fn new(drawn: &'d Design, catalogue: &Catalogue) -> Self {
        let mut unfolded =
            Self { drawn, deployed: None, nodes: BTreeMap::new(), links: BTreeMap::new() };
        let is_server = |node: &&Node| {
            catalogue.role(&node.role).is_some_and(|role| role.class == RoleClass::Component)
        };
        let groups: Vec<&Node> =
            drawn.nodes().filter(|node| node.replicas > 1).filter(is_server).collect();
        if groups.is_empty() {
            return unfolded;
        }
        let mut deployed = drawn.clone();
        // By the group's id, as nodes are in order of theirs.
        let mut replicas: Vec<(&NodeId, Vec<NodeId>)> = Vec::new();
        for (place, group) in (0_u32..).zip(groups) {
            let mut ids = Vec::new();
            for number in 1..=group.replicas {
                let mut node = replica(group, number);
                if number > 1 {
                    node.id = free(group.id.as_str(), number, place, |id| {
                        deployed.nodes.contains_key(id)
                    });
                    unfolded.nodes.insert(node.id.clone(), group.id.clone());
                    if let Some(at) = drawn.layout.get(&group.id) {
                        deployed.layout.insert(node.id.clone(), *at);
                    }
                }
                ids.push(node.id.clone());
                deployed.nodes.insert(node.id.clone(), Arc::new(node));
            }
            replicas.push((&group.id, ids));
        }
        for (place, link) in (0_u32..).zip(drawn.links()) {
            let ends = |id: &NodeId| match replicas.binary_search_by(|(group, _)| (*group).cmp(id))
            {
                Ok(at) => replicas[at].1.clone(),
                Err(_) => vec![id.clone()],
            };
            let (froms, tos) = (ends(&link.from), ends(&link.to));
            let pairs = froms.iter().flat_map(|from| tos.iter().map(move |to| (from, to)));
            for (number, (from, to)) in (2_u16..).zip(pairs.skip(1)) {
                let id = free(link.id.as_str(), number, place, |id: &LinkId| {
                    deployed.links.contains_key(id)
                });
                unfolded.links.insert(id.clone(), link.id.clone());
                let kind = link.kind.clone();
                let copy = Link { id: id.clone(), from: from.clone(), to: to.clone(), kind };
                deployed.links.insert(id, Arc::new(copy));
            }
        }
        unfolded.deployed = Some(deployed);
        unfolded
    }

    /// One node for each server.
    #[must_use]
    pub fn design(&self) -> &Design {
        self.deployed.as_ref().unwrap_or(self.drawn)
    }

    /// The design as it is drawn.
    #[must_use]
    pub fn drawn(&self) -> &'d Design {
        self.drawn
    }

    /// True when nothing is a group: both designs are one.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.deployed.is_none()
    }

    /// The drawn node that a node of [`Unfolded::design`] belongs to.
    #[must_use]
    pub fn drawn_node<'s>(&'s self, id: &'s NodeId) -> &'s NodeId {
        self.nodes.get(id).unwrap_or(id)
    }
}

/// A replica of a group, still under the group's id.
fn replica(group: &Node, number: u16) -> Node {
    let mut node = Node { replicas: 1, ..group.clone() };
    if number > 1 {
        node.name = format!("{} #{number}", group.name);
    }
    if group.host.is_some() {
        node.offset = group.offset.saturating_add(number - 1);
    }
    // Side by side on one machine they share its name; their ports differ.
    let shares_name = group.host.is_some() || is_ip_address(&group.hostname);
    if group.hostname.contains(NUMBER) {
        node.hostname = group.hostname.replace(NUMBER, &number.to_string());
    } else if number > 1 && !group.hostname.is_empty() && !shares_name {
        let (label, domain) = group.hostname.split_once('.').unwrap_or((&group.hostname, ""));
        let dot = if domain.is_empty() { "" } else { "." };
        node.hostname = format!("{label}-{number}{dot}{domain}");
    }
    node
}

/// The id of a replica or of its link: numbered, or numbered otherwise where somebody has that id.
fn free<I: std::str::FromStr>(
    stem: &str,
    number: u16,
    place: u32,
    taken: impl Fn(&I) -> bool,
) -> I {
    // Ids are bounded, and a stem that is cut must not end in a mark. Thousands may begin alike, so the
    // search begins at the place of the one that is cut: else each would try what all before it took.
    let (stem, first) = match stem.get(..48) {
        Some(cut) => (cut.trim_end_matches(['-', '_', '.']), 2 + place),
        None => (stem, 2),
    };
    let more = (first..).map(|n| format!("{stem}-{number}-{n}"));
    let ids = std::iter::once(format!("{stem}-{number}")).chain(more);
    let found = ids.map_while(|id| id.parse::<I>().ok()).find(|id| !taken(id));
    match found {
        Some(id) => id,
        None => unreachable!("a numbered id is an id, and fewer are taken than there are numbers"),
    }
}

#[cfg(test)]
mod tests;
