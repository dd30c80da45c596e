//! Where a node's own copy of its pack lies. Installing a node takes away what its profile does not
//! need, so two nodes of one machine never share a folder.

use topology::{Graph, Node, OperatingSystem};

use crate::packs;

/// The folder of a node, as its operating system writes it.
pub(crate) fn of(graph: &Graph<'_>, node: &Node) -> String {
    let windows = graph.host(node).is_some_and(|host| host.os == OperatingSystem::Windows);
    if windows { windows_folder(graph, node) } else { linux_folder(graph, node) }
}

/// Where the folders of all nodes lie.
pub(crate) const LINUX: &str = "/opt";
pub(crate) const WINDOWS: &str = "C:";

/// The name of a node's folder.
pub(crate) fn folder(graph: &Graph<'_>, node: &Node) -> String {
    format!("{}-{}", packs::of(graph, node).id, node.id)
}

pub(crate) fn linux_folder(graph: &Graph<'_>, node: &Node) -> String {
    format!("{LINUX}/{}", folder(graph, node))
}

pub(crate) fn windows_folder(graph: &Graph<'_>, node: &Node) -> String {
    format!("{WINDOWS}\\{}", folder(graph, node))
}
