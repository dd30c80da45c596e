//! Where a node's own copy of the product lies. Installing a node takes away what its profile does
//! not need, so two nodes of one machine never share a folder.

use topology::catalogue::Product;
use topology::{Graph, Node, OperatingSystem};

/// The folder of a node, as its operating system writes it.
pub(crate) fn of(graph: &Graph<'_>, node: &Node) -> String {
    let windows = graph.host(node).is_some_and(|host| host.os == OperatingSystem::Windows);
    let product = &graph.catalogue.product;
    if windows { windows_folder(product, node) } else { linux_folder(product, node) }
}

/// Where the folders of all nodes lie.
pub(crate) const LINUX: &str = "/opt";
pub(crate) const WINDOWS: &str = "C:";

/// The name of a node's folder.
pub(crate) fn folder(product: &Product, node: &Node) -> String {
    format!("{}-{}", product.pack, node.id)
}

pub(crate) fn linux_folder(product: &Product, node: &Node) -> String {
    format!("{LINUX}/{}", folder(product, node))
}

pub(crate) fn windows_folder(product: &Product, node: &Node) -> String {
    format!("{WINDOWS}\\{}", folder(product, node))
}
