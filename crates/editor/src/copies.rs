//! Copies of nodes with the links among them: named anew where a name is taken. Duplicating, pasting
//! and dragging a copy are this.

use std::collections::{BTreeMap, BTreeSet};

use topology::{Catalogue, Change, Design, Limits, Link, LinkId, Node, NodeId, Point};

/// What was made, and which copy stands for which node.
pub(crate) struct Copies {
    pub(crate) change: Change,
    pub(crate) ids: BTreeMap<NodeId, NodeId>,
}

/// Copies nodes to these places, and those of the links that join two of them. Ids, names and host
/// names stay where they are free.
pub(crate) fn copies<'l>(
    design: &Design,
    catalogue: &Catalogue,
    nodes: impl IntoIterator<Item = (Node, Point)>,
    links: impl IntoIterator<Item = &'l Link>,
) -> Copies {
    let mut fresh = Fresh::new(design);
    let mut made = Copies { change: Change::new(), ids: BTreeMap::new() };
    let add = |made: &mut Copies, change: Change| {
        made.change = std::mem::take(&mut made.change).then(change);
    };
    for (node, at) in nodes {
        let role = catalogue.role(&node.role);
        let stem = role.map_or("n", |role| role.stem.as_str());
        let id = fresh.node_id(&node.id, stem);
        let name = fresh.name(&node.name, role.map_or("Node", |role| role.name.as_str()));
        let hostname = fresh.hostname(&node.hostname, &id);
        made.ids.insert(node.id.clone(), id.clone());
        add(&mut made, Change::add_node(Node { id, name, hostname, ..node }, at));
    }
    for link in links {
        if let (Some(from), Some(to)) = (made.ids.get(&link.from), made.ids.get(&link.to)) {
            let (from, to) = (from.clone(), to.clone());
            let id = fresh.link_id(&link.id);
            add(&mut made, Change::add_link(Link { id, from, to, kind: link.kind.clone() }));
        }
    }
    made
}

/// Why so many more do not fit; `None` when they do.
pub(crate) fn too_many(design: &Design, nodes: usize, links: usize) -> Option<String> {
    let most = Limits::DOCUMENT;
    if design.nodes().len() + nodes > most.nodes {
        return Some(format!("A design has at most {} nodes.", most.nodes));
    }
    let full = design.links().len() + links > most.links;
    full.then(|| format!("A design has at most {} links.", most.links))
}

/// What is taken already, so that thousands of copies do not each look at the whole design.
struct Fresh<'d> {
    design: &'d Design,
    nodes: BTreeSet<NodeId>,
    links: BTreeSet<LinkId>,
    names: BTreeSet<String>,
    hostnames: BTreeSet<String>,
    /// The last number that was given for a stem.
    last: BTreeMap<String, u32>,
}

impl<'d> Fresh<'d> {
    fn new(design: &'d Design) -> Self {
        let mut fresh = Self {
            design,
            nodes: BTreeSet::new(),
            links: BTreeSet::new(),
            names: BTreeSet::new(),
            hostnames: BTreeSet::new(),
            last: BTreeMap::new(),
        };
        for node in design.nodes() {
            fresh.names.insert(node.name.clone());
            fresh.hostnames.insert(node.hostname.clone());
        }
        fresh
    }

    fn number(&mut self, stem: &str) -> u32 {
        match self.last.get_mut(stem) {
            Some(last) => {
                *last += 1;
                *last
            }
            None => {
                self.last.insert(stem.to_owned(), 1);
                1
            }
        }
    }

    fn node_id(&mut self, own: &NodeId, stem: &str) -> NodeId {
        let mut id = own.clone();
        while self.design.node(&id).is_some() || self.nodes.contains(&id) {
            let number = self.number(stem);
            id = NodeId::new(format!("{stem}{number}"))
                .unwrap_or_else(|_| self.design.free_node_id("n"));
        }
        self.nodes.insert(id.clone());
        id
    }

    fn link_id(&mut self, own: &LinkId) -> LinkId {
        let mut id = own.clone();
        while self.design.link(&id).is_some() || self.links.contains(&id) {
            let number = self.number("link l");
            id =
                LinkId::new(format!("l{number}")).unwrap_or_else(|_| self.design.free_link_id("l"));
        }
        self.links.insert(id.clone());
        id
    }

    fn name(&mut self, own: &str, role: &str) -> String {
        let mut name = own.to_owned();
        while !self.names.insert(name.clone()) {
            let number = self.number(role);
            name = format!("{role} {number}");
        }
        name
    }

    /// A name that two nodes are reached by is reached by none.
    fn hostname(&mut self, own: &str, id: &NodeId) -> String {
        if own.is_empty() || self.hostnames.insert(own.to_owned()) {
            return own.to_owned();
        }
        format!("{id}.example.com")
    }
}
