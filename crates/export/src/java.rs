//! What Java is told when a node starts: its memory, what hardens it, and how it checks names.

use topology::catalogue::{JavaFlag, known};
use topology::{Environment, Graph, Node};

/// The memory that a node may take for its heap, as flags.
pub(crate) fn memory(graph: &Graph<'_>, node: &Node) -> String {
    let least = graph.catalogue.operations.heap_least;
    let most = graph.heap(node).unwrap_or(least);
    format!("-Xms{least}m -Xmx{most}m")
}

/// What hardens it, in production alone.
pub(crate) fn flags<'c>(graph: &Graph<'c>) -> impl Iterator<Item = &'c JavaFlag> + use<'c> {
    let production = graph.design.environment() == Environment::Production;
    graph.catalogue.operations.java_flags.iter().filter(move |_| production)
}

/// How the product's start script should check names in certificates; empty for its own way, and
/// for servers of other packs. What is none of the choices stays out: it would become part of another
/// program.
pub(crate) fn hostname_verifier(graph: &Graph<'_>, node: &Node) -> String {
    let id = known::HOSTNAME_VERIFIER;
    let Some(spec) = graph.catalogue.setting(id) else { return String::new() };
    let reads = spec.scope.roles.contains(&node.role);
    let given = graph.setting(node, id).filter(|value| reads && spec.kind.check(value).is_ok());
    given.map(|value| value.to_string()).unwrap_or_default()
}
