//! Nodes that do the same work: one role, one group.

use std::collections::BTreeMap;

use topology::{Graph, Node, NodeId, Role};

/// Nodes of one role and one group, in the order of their ids.
pub(super) type Groups<'a> = BTreeMap<(String, String), Vec<(&'a Node, &'a Role)>>;

pub(super) fn groups<'a>(graph: &Graph<'a>) -> Groups<'a> {
    let mut groups: Groups<'a> = BTreeMap::new();
    for (node, role) in graph.components() {
        groups.entry(key(graph, node, role)).or_default().push((node, role));
    }
    groups
}

/// Which of its group a node is, from 0: its partners before it start before it.
pub(super) fn places(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> BTreeMap<NodeId, usize> {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (node, role) in nodes {
        let next = seen.entry(key(graph, node, role)).or_default();
        places.insert(node.id.clone(), *next);
        *next += 1;
    }
    places
}

fn key(graph: &Graph<'_>, node: &Node, role: &Role) -> (String, String) {
    let group = role.group_by.as_ref().and_then(|id| graph.setting(node, id.as_str()));
    (role.id.to_string(), group.map(|value| value.to_string()).unwrap_or_default())
}
