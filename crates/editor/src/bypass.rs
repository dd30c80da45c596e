//! Taking nodes out of a path that goes on without them.

use std::collections::BTreeSet;

use topology::catalogue::LinkPurpose;
use topology::{Catalogue, Change, Graph, Link, LinkKindId, NodeId};

use crate::editor::Editor;

/// Removes nodes and links who called them with whom they called, where the catalogue allows it. Says how many links that took.
pub(crate) fn bypass(
    editor: &Editor,
    nodes: &BTreeSet<NodeId>,
    catalogue: &Catalogue,
) -> (Change, usize) {
    let design = editor.design();
    let graph = Graph::new(design, catalogue);
    let mut change = Change::remove(design, nodes, &BTreeSet::new());
    let mut grown = design.clone();
    if change.apply(&mut grown).is_err() {
        return (change, 0);
    }
    let mut made: Vec<(&NodeId, &NodeId, &LinkKindId)> = Vec::new();
    let entering = nodes.iter().flat_map(|id| graph.incoming(id));
    for first in entering.filter(|link| !nodes.contains(&link.from)) {
        for last in leaving(&graph, nodes, &first.to) {
            // What passes requests on leaves them to those behind it. What others asked of a server
            // that is gone, they do not ask of those whom it asked.
            let passed = graph.kind(&last.id).map(|kind| kind.purpose);
            if passed != Some(LinkPurpose::Balances) && first.kind != last.kind {
                continue;
            }
            let kind = &first.kind;
            let ends = design.node(&first.from).zip(design.node(&last.to));
            let allowed = graph
                .kind(&first.id)
                .zip(ends)
                .is_some_and(|(kind, (from, to))| from.id != to.id && graph.allows(kind, from, to));
            let there = |link: &&Link| link.to == last.to && link.kind == *kind;
            if allowed && !graph.outgoing(&first.from).iter().any(there) {
                let ends = (&first.from, &last.to, kind);
                if !made.contains(&ends) {
                    made.push(ends);
                }
            }
        }
    }
    let count = made.len();
    for (from, to, kind) in made {
        let id = grown.free_link_id("l");
        let link =
            Change::add_link(Link { id, from: from.clone(), to: to.clone(), kind: kind.clone() });
        if link.apply(&mut grown).is_ok() {
            change = change.then(link);
        }
    }
    (change, count)
}

/// The links by which one leaves what is removed, from one of its nodes on.
fn leaving<'g>(graph: &Graph<'g>, nodes: &BTreeSet<NodeId>, from: &'g NodeId) -> Vec<&'g Link> {
    let (mut seen, mut next, mut found) = (Vec::new(), vec![from], Vec::new());
    while let Some(id) = next.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        for link in graph.outgoing(id).iter().copied() {
            if nodes.contains(&link.to) {
                next.push(&link.to);
            } else {
                found.push(link);
            }
        }
    }
    found
}
