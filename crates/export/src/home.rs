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

pub(crate) fn linux_folder(product: &Product, node: &Node) -> String {
    format!("/opt/{}-{}", product.pack, node.id)
}

pub(crate) fn windows_folder(product: &Product, node: &Node) -> String {
    format!("C:\\{}-{}", product.pack, node.id)
}
