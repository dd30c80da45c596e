//! Under which conditions a section, a key or a correction stands in a file.

use topology::catalogue::{Chosen, When};
use topology::{Graph, LinkKindId, Node};

use super::write::Writer;

/// Whether a condition holds for the file that is written.
pub(super) fn holds(graph: &Graph<'_>, node: &Node, when: &When, writer: &Writer<'_, '_>) -> bool {
    match when {
        When::BehindBalancer => !graph.balancers_of(&node.id).is_empty(),
        When::WithPartners => graph.partners(node).len() > 1,
        When::Table(table) => writer.has(table),
        When::NoTable(table) => !writer.has(table),
        When::Setting(chosen) => is(graph, node, chosen),
        When::Environment(environment) => graph.design.environment() == *environment,
        When::Any(several) => several.iter().any(|when| holds(graph, node, when, writer)),
        When::Linked(kinds) => is_linked(graph, node, kinds),
        When::Unlinked(kinds) => !is_linked(graph, node, kinds),
        When::SharesWith { pack, schema } => graph.shares_schema_with(node, schema, pack),
        When::Several => {
            graph.components().any(|(other, _)| other.role == node.role && other.id != node.id)
        }
    }
}

/// Whether settings let something stand in a file, as far as that can be told without the file.
pub(crate) fn is_chosen(graph: &Graph<'_>, node: &Node, when: &[When]) -> bool {
    when.iter().all(|when| match when {
        When::Setting(chosen) => is(graph, node, chosen),
        _ => true,
    })
}

fn is(graph: &Graph<'_>, node: &Node, chosen: &Chosen) -> bool {
    let value = graph.setting(node, chosen.id.as_str());
    value.is_some_and(|value| chosen.is.contains(&value))
}

fn is_linked(graph: &Graph<'_>, node: &Node, kinds: &[LinkKindId]) -> bool {
    graph.outgoing(&node.id).iter().any(|link| kinds.contains(&link.kind))
}
