//! What is selected: nodes and links, or the host or zone that is looked at, by id.

use std::collections::BTreeSet;

use topology::{Design, HostId, LinkId, NodeId, ZoneId, ordered};

/// Selected nodes and links.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub nodes: BTreeSet<NodeId>,
    pub links: BTreeSet<LinkId>,
    /// What is looked at where nothing is selected: commands and forms are about it then.
    pub place: Option<Place>,
}

/// A place that nodes are put into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Host(HostId),
    Zone(ZoneId),
}

impl Selection {
    #[must_use]
    pub fn node(id: NodeId) -> Self {
        Self { nodes: ordered::set([id]), ..Self::default() }
    }

    #[must_use]
    pub fn link(id: LinkId) -> Self {
        Self { links: ordered::set([id]), ..Self::default() }
    }

    /// Nothing, and a place that is looked at.
    #[must_use]
    pub fn place(place: Place) -> Self {
        Self { place: Some(place), ..Self::default() }
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
        self.place = self.place.take().filter(|place| place.is_in(design));
    }
}

impl Place {
    #[must_use]
    pub fn is_in(&self, design: &Design) -> bool {
        match self {
            Self::Host(id) => design.host(id).is_some(),
            Self::Zone(id) => design.zone(id).is_some(),
        }
    }

    /// What people call it; empty for what is gone.
    #[must_use]
    pub fn name<'d>(&self, design: &'d Design) -> &'d str {
        match self {
            Self::Host(id) => design.host(id).map_or("", |host| host.hostname.as_str()),
            Self::Zone(id) => design.zone(id).map_or("", |zone| zone.name.as_str()),
        }
    }

    /// Whether a node stands in it.
    #[must_use]
    pub fn holds(&self, node: &topology::Node, design: &Design) -> bool {
        let Some(on) = &node.host else { return false };
        match self {
            Self::Host(id) => on == id,
            Self::Zone(id) => {
                let zone = design.host(on).and_then(|host| host.zone.as_ref());
                zone.is_some_and(|zone| design.is_within(zone, id))
            }
        }
    }
}
