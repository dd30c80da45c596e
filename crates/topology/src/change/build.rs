//! The changes that people make, as functions of the design they start from.

use super::{Change, Record};
use crate::{
    Container, Design, Header, Host, HostId, Link, LinkId, Node, NodeId, Placed, Point, SettingId,
    SettingValue, Zone, ZoneId,
};
use std::collections::BTreeSet;

impl Change {
    /// Adds a node where it is drawn.
    #[must_use]
    pub fn add_node(node: Node, at: Point) -> Self {
        let mut change = Self::new();
        change.push(None, Some(Record::position(node.id.clone(), Placed::new(at, false))));
        change.push(None, Some(Record::Node(node)));
        change
    }

    #[must_use]
    pub fn add_link(link: Link) -> Self {
        let mut change = Self::new();
        change.push(None, Some(Record::Link(link)));
        change
    }

    #[must_use]
    pub fn add_host(host: Host) -> Self {
        let mut change = Self::new();
        change.push(None, Some(Record::Host(host)));
        change
    }

    #[must_use]
    pub fn add_zone(zone: Zone) -> Self {
        let mut change = Self::new();
        change.push(None, Some(Record::Zone(zone)));
        change
    }

    /// Replaces a zone by one with the same id; nothing when there is none.
    #[must_use]
    pub fn set_zone(design: &Design, zone: Zone) -> Self {
        let mut change = Self::new();
        if let Some(before) = design.zone(&zone.id) {
            change.push(Some(Record::Zone(before.clone())), Some(Record::Zone(zone)));
        }
        change
    }

    /// Removes a zone; what lies in it lies in the zone around it from now on.
    #[must_use]
    pub fn remove_zone(design: &Design, zone: &ZoneId) -> Self {
        let mut change = Self::new();
        let Some(gone) = design.zone(zone) else { return change };
        for host in design.hosts().filter(|host| host.zone.as_ref() == Some(zone)) {
            let after = Host { zone: gone.parent.clone(), ..host.clone() };
            change.push(Some(Record::Host(host.clone())), Some(Record::Host(after)));
        }
        for inner in design.zones().filter(|inner| inner.parent.as_ref() == Some(zone)) {
            let after = Zone { parent: gone.parent.clone(), ..inner.clone() };
            change.push(Some(Record::Zone(inner.clone())), Some(Record::Zone(after)));
        }
        change.push(Some(Record::Zone(gone.clone())), None);
        change.then(Self::collapse(design, &Container::Zone(zone.clone()), false))
    }

    /// Replaces a node by one with the same id; nothing when there is none.
    #[must_use]
    pub fn set_node(design: &Design, node: Node) -> Self {
        let mut change = Self::new();
        if let Some(before) = design.node(&node.id) {
            change.push(Some(Record::Node(before.clone())), Some(Record::Node(node)));
        }
        change
    }

    /// Replaces a host by one with the same id; nothing when there is none.
    #[must_use]
    pub fn set_host(design: &Design, host: Host) -> Self {
        let mut change = Self::new();
        if let Some(before) = design.host(&host.id) {
            change.push(Some(Record::Host(before.clone())), Some(Record::Host(host)));
        }
        change
    }

    /// Replaces a link by one with the same id; nothing when there is none.
    #[must_use]
    pub fn set_link(design: &Design, link: Link) -> Self {
        let mut change = Self::new();
        if let Some(before) = design.link(&link.id) {
            change.push(Some(Record::Link(before.clone())), Some(Record::Link(link)));
        }
        change
    }

    #[must_use]
    pub fn set_header(design: &Design, header: Header) -> Self {
        let mut change = Self::new();
        change.push(Some(Record::Header(design.header().clone())), Some(Record::Header(header)));
        change
    }

    /// Gives a node's setting a value, or takes it away.
    #[must_use]
    pub fn set_node_setting(
        design: &Design,
        node: &NodeId,
        setting: &SettingId,
        value: Option<SettingValue>,
    ) -> Self {
        let Some(mut node) = design.node(node).cloned() else { return Self::new() };
        match value {
            Some(value) => drop(node.settings.insert(setting.clone(), value)),
            None => drop(node.settings.remove(setting)),
        }
        Self::set_node(design, node)
    }

    /// Gives the design's setting a value, or takes it away.
    #[must_use]
    pub fn set_design_setting(
        design: &Design,
        setting: &SettingId,
        value: Option<SettingValue>,
    ) -> Self {
        let mut header = design.header().clone();
        match value {
            Some(value) => drop(header.settings.insert(setting.clone(), value)),
            None => drop(header.settings.remove(setting)),
        }
        Self::set_header(design, header)
    }

    /// Draws nodes somewhere else. Nodes that are not there are left out; locked ones stay locked, and
    /// whether they are to move is the caller's to ask.
    #[must_use]
    pub fn move_nodes(design: &Design, to: impl IntoIterator<Item = (NodeId, Point)>) -> Self {
        let mut change = Self::new();
        for (id, at) in to {
            let locked = design.is_locked(&id);
            change.place(design, id, Placed::new(at, locked));
        }
        change
    }

    /// Locks nodes where they are drawn, or unlocks them.
    #[must_use]
    pub fn lock_nodes<'n>(
        design: &Design,
        nodes: impl IntoIterator<Item = &'n NodeId>,
        locked: bool,
    ) -> Self {
        let mut change = Self::new();
        for id in nodes {
            change.place(design, id.clone(), Placed::new(design.position(id), locked));
        }
        change
    }

    fn place(&mut self, design: &Design, id: NodeId, placed: Placed) {
        if design.node(&id).is_some() {
            let before = design.layout.get(&id).map(|old| Record::position(id.clone(), *old));
            self.push(before, Some(Record::position(id, placed)));
        }
    }

    /// Removes nodes with their positions and every link that touches them, and links.
    #[must_use]
    pub fn remove(design: &Design, nodes: &BTreeSet<NodeId>, links: &BTreeSet<LinkId>) -> Self {
        let mut change = Self::new();
        for link in design.links() {
            if links.contains(&link.id) || nodes.contains(&link.from) || nodes.contains(&link.to) {
                change.push(Some(Record::Link(link.clone())), None);
            }
        }
        for id in nodes {
            if let Some(placed) = design.layout.get(id) {
                change.push(Some(Record::position(id.clone(), *placed)), None);
            }
            if let Some(node) = design.node(id) {
                change.push(Some(Record::Node(node.clone())), None);
            }
        }
        change
    }

    /// Removes a host; the nodes on it stay, without a host.
    #[must_use]
    pub fn remove_host(design: &Design, host: &HostId) -> Self {
        let mut change = Self::new();
        for node in design.nodes().filter(|node| node.host.as_ref() == Some(host)) {
            let after = Node { host: None, ..node.clone() };
            change.push(Some(Record::Node(node.clone())), Some(Record::Node(after)));
        }
        if let Some(host) = design.host(host) {
            change.push(Some(Record::Host(host.clone())), None);
        }
        change.then(Self::collapse(design, &Container::Host(host.clone()), false))
    }
}
