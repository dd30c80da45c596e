//! `deployment.toml` of one node: the catalogue's sections, filled from the drawing.

mod value;
mod write;

use topology::catalogue::{Entry, Section};
use topology::graph::Peer;
use topology::{Graph, Node, Role};

use crate::file::RenderedFile;
use value::Evaluated;
use write::Writer;

/// Renders the file of one node to be stored at `path`.
pub(crate) fn render(graph: &Graph<'_>, node: &Node, role: &Role, path: &str) -> RenderedFile {
    let mut writer = Writer::new(graph, node, role);
    for section in graph.catalogue.sections.iter().filter(|s| s.roles.contains(&role.id)) {
        match &section.each {
            None => {
                let entries = evaluate(graph, node, role, section, None);
                writer.section(&format!("[{}]", section.table), &entries);
            }
            Some(repeat) => {
                let found = graph.peers(&node.id, &repeat.kinds, &repeat.endpoint, repeat.at);
                let itself = (found.is_empty() && repeat.or_itself)
                    .then(|| graph.itself(node, &repeat.endpoint, repeat.at))
                    .flatten();
                for peer in found.iter().chain(&itself) {
                    let entries = evaluate(graph, node, role, section, Some(peer));
                    writer.section(&format!("[[{}]]", section.table), &entries);
                }
            }
        }
    }
    writer.left_out();
    writer.finish(path)
}

/// The entries of a section that have a value on this node.
fn evaluate<'c>(
    graph: &Graph<'c>,
    node: &Node,
    role: &Role,
    section: &'c Section,
    peer: Option<&Peer<'_>>,
) -> Vec<(&'c Entry, Evaluated)> {
    let here = |entry: &&Entry| entry.roles.is_empty() || entry.roles.contains(&role.id);
    let entries = section.entries.iter().filter(here);
    let reader = value::Reader { graph, node, role, peer };
    let found: Vec<_> =
        entries.filter_map(|entry| Some((entry, reader.evaluate(entry)?))).collect();
    // Literals alone say nothing: `[apim.key_manager]` with a user and no address is noise.
    if found.iter().any(|(entry, _)| !value::is_accessory(&entry.value)) {
        found
    } else {
        Vec::new()
    }
}
