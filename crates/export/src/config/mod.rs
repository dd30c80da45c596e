//! The configuration of one node, `deployment.toml` or `deployment.yaml`: the catalogue's sections,
//! filled from the drawing.

mod address;
mod condition;
mod guide;
mod merge;
mod shape;
mod value;
mod write;
mod yaml;

use std::collections::BTreeSet;

use topology::catalogue::{Entry, Section};
use topology::graph::Peer;
use topology::{Graph, Node, Role};

use crate::file::RenderedFile;
use crate::plan::{Planned, Scope};
use crate::secrets::{self, Keeping};
pub(crate) use address::{Address, addresses};
use condition::holds;
pub(crate) use condition::is_chosen;
pub use merge::{Clash, LeftOut, Merged, sift};
pub use shape::Outline;
use value::Evaluated;
use write::Writer;

/// Every node's file.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let of_node = |(node, role): &'s (&Node, &Role)| {
        let config_file = &scope.graph.catalogue.program_of(role).config_file;
        Planned::new(format!("nodes/{}/{config_file}", node.id), move |path| {
            render(scope.graph, node, role, path)
        })
    };
    scope.nodes.iter().map(of_node).collect()
}

/// Renders the file of one node to be stored at `path`.
fn render(graph: &Graph<'_>, node: &Node, role: &Role, path: &str) -> RenderedFile {
    let mut writer = written(graph, node, role);
    let is_added_to = merge::into(&mut writer, role).is_some();
    let file = writer.finish(path);
    debug_assert!(!is_added_to || is_toml(&file), "an addition never breaks the file");
    file
}

/// What merging the texts of people into a node's file comes to.
pub(crate) fn merged(graph: &Graph<'_>, node: &Node, role: &Role) -> Merged {
    merge::into(&mut written(graph, node, role), role).unwrap_or_default()
}

/// What the drawing writes into a node's file.
pub(crate) fn outline(graph: &Graph<'_>, node: &Node, role: &Role) -> Outline {
    Outline::of_blocks(&written(graph, node, role).blocks)
}

fn is_toml(file: &RenderedFile) -> bool {
    str::from_utf8(&file.bytes()).is_ok_and(|text| text.parse::<toml::Table>().is_ok())
}

/// The corrections of the guide that the file of a node shows, by id.
pub(crate) fn corrections(graph: &Graph<'_>, node: &Node, role: &Role) -> BTreeSet<String> {
    written(graph, node, role).into_corrections()
}

fn written<'g, 'd>(graph: &'g Graph<'d>, node: &'g Node, role: &'g Role) -> Writer<'g, 'd> {
    walk(graph, node, role, |_, _, _| ())
}

/// Writes the file of a node, and shows each of its sections, with the entries that may stand in it
/// and the peer it repeats for.
fn walk<'g, 'd>(
    graph: &'g Graph<'d>,
    node: &'g Node,
    role: &'g Role,
    mut see: impl FnMut(&'d Section, &[&'d Entry], Option<&Peer<'d>>),
) -> Writer<'g, 'd> {
    let mut writer = Writer::new(graph, node);
    for section in graph.catalogue.sections.iter().filter(|s| s.roles.contains(&role.id)) {
        if !section.when.iter().all(|when| holds(graph, node, when, &writer)) {
            continue;
        }
        let here = |entry: &&Entry| {
            (entry.roles.is_empty() || entry.roles.contains(&role.id))
                && entry.when.iter().all(|when| holds(graph, node, when, &writer))
        };
        let here: Vec<&Entry> = section.entries.iter().filter(here).collect();
        let reader = |peer| value::Reader { graph, node, role, peer };
        if section.each.is_none() {
            let entries = evaluate(&reader(None), section, &here);
            writer.section(section, &format!("[{}]", section.table), &entries);
            see(section, &here, None);
        }
        for peer in &peers(graph, node, section) {
            let entries = evaluate(&reader(Some(peer)), section, &here);
            writer.section(section, &format!("[[{}]]", section.table), &entries);
            see(section, &here, Some(peer));
        }
    }
    for correction in graph.catalogue.corrections.iter().filter(|c| c.left_out.contains(&role.id)) {
        if correction.when.as_ref().is_none_or(|when| holds(graph, node, when, &writer)) {
            writer.left_out(correction);
        }
    }
    if let Keeping::Vault(_) = Keeping::of(graph, node) {
        let needed = secrets::drawn(graph, std::iter::once((node, role)));
        writer.vault(&needed.keys().map(String::as_str).collect::<Vec<_>>());
    }
    writer
}

/// Those that a section repeats for.
fn peers<'d>(graph: &Graph<'d>, node: &Node, section: &Section) -> Vec<Peer<'d>> {
    let Some(repeat) = &section.each else { return Vec::new() };
    if repeat.partners {
        let partners = graph.partners(node).into_iter();
        return partners.filter_map(|p| graph.itself(p, &repeat.endpoint, repeat.at)).collect();
    }
    let mut found = graph.peers(&node.id, &repeat.kinds, &repeat.endpoint, repeat.at);
    if found.is_empty() && repeat.or_itself {
        found.extend(graph.itself(node, &repeat.endpoint, repeat.at));
    }
    found
}

/// Those entries of a section that have a value on this node.
fn evaluate<'c>(
    reader: &value::Reader<'_, '_>,
    section: &Section,
    entries: &[&'c Entry],
) -> Vec<(&'c Entry, Evaluated)> {
    let mut found: Vec<(&Entry, Evaluated)> = Vec::new();
    for entry in entries {
        // Of two entries of one key, the first that finds something is written.
        if !found.iter().any(|(known, _)| known.key == entry.key) {
            found.extend(reader.evaluate(section, entry).map(|value| (*entry, value)));
        }
    }
    // Literals alone say nothing: `[apim.key_manager]` with a user and no address is noise.
    if section.constant || found.iter().any(|(entry, _)| !value::is_accessory(&entry.value)) {
        found
    } else {
        Vec::new()
    }
}
