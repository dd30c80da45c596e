//! Copies of nodes with the links among them: named anew where a name is taken. Duplicating, pasting
//! and dragging a copy are this.

use std::collections::BTreeSet;

use messages::say;
use topology::{Catalogue, Change, Design, Limits, Link, LinkId, Node, NodeId, Point};

/// What was made, and which copy stands for which node.
pub(crate) struct Copies {
    pub(crate) change: Change,
    /// In the order of the nodes that were copied, by their ids.
    ids: Vec<(NodeId, NodeId)>,
}

impl Copies {
    pub(crate) fn of(&self, node: &NodeId) -> Option<&NodeId> {
        let at = self.ids.binary_search_by(|(id, _)| id.cmp(node)).ok()?;
        self.ids.get(at).map(|(_, copy)| copy)
    }

    pub(crate) fn nodes(&self) -> BTreeSet<NodeId> {
        topology::ordered::set(self.ids.iter().map(|(_, copy)| copy.clone()))
    }
}

/// Copies nodes, which come in the order of their ids, to these places, and those of the design's links
/// that join two of them. Ids, names and host names stay where they are free.
pub(crate) fn copies(
    design: &Design,
    catalogue: &Catalogue,
    nodes: Vec<(Node, Point)>,
    from: &Design,
) -> Copies {
    let mut fresh = Fresh::new(design);
    let mut made = Copies { change: Change::new(), ids: Vec::new() };
    for (node, at) in nodes {
        let role = catalogue.role(&node.role);
        let stem = role.map_or("n", |role| role.stem.as_str());
        let id = fresh.node_id(&node.id, stem);
        let name = fresh.name(&node.name, role.map_or("Node", |role| role.name.as_str()));
        let hostname = fresh.hostname(&node.hostname, &id);
        made.ids.push((node.id.clone(), id.clone()));
        let copy = Node { id, name, hostname, ..node };
        made.change = std::mem::take(&mut made.change).then(Change::add_node(copy, at));
    }
    for link in from.links() {
        if let (Some(from), Some(to)) = (made.of(&link.from), made.of(&link.to)) {
            let (from, to) = (from.clone(), to.clone());
            let id = fresh.link_id(&link.id);
            let copy = Change::add_link(Link { id, from, to, kind: link.kind.clone() });
            made.change = std::mem::take(&mut made.change).then(copy);
        }
    }
    made
}

/// Why so many more do not fit; `None` when they do.
pub(crate) fn too_many(design: &Design, nodes: usize, links: usize) -> Option<String> {
    let most = Limits::DOCUMENT;
    if design.nodes().len() + nodes > most.nodes {
        Some(say!("A design has at most {most} nodes.", most = most.nodes))
    } else if design.links().len() + links > most.links {
        Some(say!("A design has at most {most} links.", most = most.links))
    } else {
        None
    }
}

/// What is taken already, so that thousands of copies do not each look at the whole design.
struct Fresh<'d> {
    design: &'d Design,
    /// Ids, names and host names, each after a letter that says which it is.
    taken: BTreeSet<String>,
    /// The last number that was given for a stem. There are as few of them as there are roles.
    last: Vec<(String, u32)>,
}

impl<'d> Fresh<'d> {
    fn new(design: &'d Design) -> Self {
        let mut fresh = Self { design, taken: BTreeSet::new(), last: Vec::new() };
        for node in design.nodes() {
            fresh.take('a', node.name.as_str());
            fresh.take('h', &node.hostname);
            fresh.take('n', node.id.as_str());
        }
        for link in design.links() {
            fresh.take('l', link.id.as_str());
        }
        fresh
    }

    /// False when it was taken before.
    fn take(&mut self, what: char, text: &str) -> bool {
        let mut key = String::from(what);
        key.push_str(text);
        self.taken.insert(key)
    }

    /// The text itself where it is free, or the stem with the next number that is.
    fn free(&mut self, what: char, own: &str, stem: &str) -> String {
        let mut text = own.to_owned();
        while !self.take(what, &text) {
            let place = self.last.iter().position(|(known, _)| known == stem);
            let place = place.unwrap_or_else(|| {
                self.last.push((stem.to_owned(), 0));
                self.last.len() - 1
            });
            self.last[place].1 += 1;
            text = format!("{stem}{}", self.last[place].1);
        }
        text
    }

    fn node_id(&mut self, own: &NodeId, stem: &str) -> NodeId {
        let id = self.free('n', own.as_str(), stem);
        NodeId::new(id).unwrap_or_else(|_| self.design.free_node_id("n"))
    }

    fn link_id(&mut self, own: &LinkId) -> LinkId {
        let id = self.free('l', own.as_str(), "l");
        LinkId::new(id).unwrap_or_else(|_| self.design.free_link_id("l"))
    }

    fn name(&mut self, own: &str, role: &str) -> String {
        let mut stem = role.to_owned();
        stem.push(' ');
        self.free('a', own, &stem)
    }

    /// A name that two nodes are reached by is reached by none.
    fn hostname(&mut self, own: &str, id: &NodeId) -> String {
        if own.is_empty() || self.take('h', own) {
            return own.to_owned();
        }
        format!("{id}.example.com")
    }
}
