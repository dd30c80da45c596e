//! What is selected: nodes and links, by id.

use std::collections::BTreeSet;

use topology::{Design, LinkId, NodeId, ordered};

/// Selected nodes and links.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub nodes: BTreeSet<NodeId>,
    pub links: BTreeSet<LinkId>,
}

impl Selection {
    #[must_use]
    pub fn node(id: NodeId) -> Self {
        Self { nodes: ordered::set([id]), links: BTreeSet::new() }
    }

    #[must_use]
    pub fn link(id: LinkId) -> Self {
        Self { nodes: BTreeSet::new(), links: ordered::set([id]) }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.links.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len() + self.links.len()
    }

    /// The node, when exactly one thing is selected and it is a node.
    #[must_use]
    pub fn only_node(&self) -> Option<&NodeId> {
        self.nodes.first().filter(|_| self.len() == 1)
    }

    /// The link, when exactly one thing is selected and it is a link.
    #[must_use]
    pub fn only_link(&self) -> Option<&LinkId> {
        self.links.first().filter(|_| self.len() == 1)
    }

    pub(crate) fn toggle_node(&mut self, id: &NodeId) {
        if !self.nodes.remove(id) {
            self.nodes.insert(id.clone());
        }
    }

    pub(crate) fn toggle_link(&mut self, id: &LinkId) {
        if !self.links.remove(id) {
            self.links.insert(id.clone());
        }
    }

    /// Forgets what is not in the design any more.
    pub(crate) fn retain(&mut self, design: &Design) {
        self.nodes.retain(|id| design.node(id).is_some());
        self.links.retain(|id| design.link(id).is_some());
    }
}
