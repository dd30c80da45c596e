//! Which packs the servers of a design are unpacked from.

use topology::catalogue::Pack;
use topology::{Graph, Node, Role};

/// The pack of a node.
pub(crate) fn of<'c>(graph: &Graph<'c>, node: &Node) -> &'c Pack {
    let catalogue = graph.catalogue;
    graph.role(&node.id).map_or_else(|| catalogue.own_pack(), |role| catalogue.pack_of(role))
}

/// The packs of these nodes in the catalogue's order; the product's own where there is no node.
pub(crate) fn used<'c>(graph: &Graph<'c>, nodes: &[(&Node, &Role)]) -> Vec<&'c Pack> {
    let catalogue = graph.catalogue;
    let wanted: std::collections::BTreeSet<&str> =
        nodes.iter().map(|(_, role)| catalogue.pack_of(role).id.as_str()).collect();
    if wanted.is_empty() {
        return vec![catalogue.own_pack()];
    }
    catalogue.packs.iter().filter(|pack| wanted.contains(pack.id.as_str())).collect()
}

/// A fact in which packs may differ: once where they agree, else each with its pack's name.
pub(crate) fn each<'p>(packs: &[&'p Pack], fact: impl Fn(&'p Pack) -> &'p str) -> String {
    let said = |pack: &&'p Pack| format!("`{}`", fact(pack));
    let Some(first) = packs.first() else { return String::new() };
    if packs.iter().all(|pack| fact(pack) == fact(first)) {
        return said(first);
    }
    let each = packs.iter().map(|pack| format!("{} ({})", said(pack), pack.id));
    each.collect::<Vec<_>>().join(" or ")
}
