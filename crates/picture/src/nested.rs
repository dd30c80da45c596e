//! What stands in what: zones in zones, hosts in zones, nodes on hosts.

use std::collections::BTreeMap;

use drawing::geometry::{FRAME_HEADER, FRAME_PADDING, Rect, host_frames, node_rect};
use topology::{Design, Host, HostId, Node, Zone, ZoneId, is_box};

/// A design as a tree.
pub(crate) struct Nested<'a> {
    zones: BTreeMap<Option<&'a ZoneId>, Vec<&'a Zone>>,
    hosts: BTreeMap<Option<&'a ZoneId>, Vec<&'a Host>>,
    nodes: BTreeMap<Option<&'a HostId>, Vec<&'a Node>>,
}

impl<'a> Nested<'a> {
    pub(crate) fn new(design: &'a Design) -> Self {
        let mut nested =
            Self { zones: BTreeMap::new(), hosts: BTreeMap::new(), nodes: BTreeMap::new() };
        for zone in design.zones() {
            nested.zones.entry(zone.parent.as_ref()).or_default().push(zone);
        }
        for host in design.hosts() {
            nested.hosts.entry(host.zone.as_ref()).or_default().push(host);
        }
        for node in design.nodes() {
            nested.nodes.entry(node.host.as_ref()).or_default().push(node);
        }
        nested
    }

    /// The zones that lie directly in this one, or in none.
    pub(crate) fn zones_in(&self, zone: Option<&'a ZoneId>) -> &[&'a Zone] {
        self.zones.get(&zone).map_or(&[], Vec::as_slice)
    }

    /// The hosts that stand directly in this zone, or in none.
    pub(crate) fn hosts_in(&self, zone: Option<&'a ZoneId>) -> &[&'a Host] {
        self.hosts.get(&zone).map_or(&[], Vec::as_slice)
    }

    /// The nodes on this host, or on none.
    pub(crate) fn nodes_on(&self, host: Option<&'a HostId>) -> &[&'a Node] {
        self.nodes.get(&host).map_or(&[], Vec::as_slice)
    }

    /// Whether a zone holds anything that is drawn.
    pub(crate) fn is_used(&self, zone: &'a ZoneId) -> bool {
        self.hosts_in(Some(zone)).iter().any(|host| !self.nodes_on(Some(&host.id)).is_empty())
            || self.zones_in(Some(zone)).iter().any(|inner| self.is_used(&inner.id))
    }
}

/// Where frames lie. One that would enclose a stranger says something false and is not there; what
/// stands in it is drawn without it.
pub(crate) struct Frames<'a> {
    pub(crate) hosts: BTreeMap<&'a HostId, Rect>,
    pub(crate) zones: BTreeMap<&'a ZoneId, Rect>,
}

impl<'a> Frames<'a> {
    pub(crate) fn new(design: &'a Design, nested: &Nested<'a>) -> Self {
        let mut frames = Self { hosts: BTreeMap::new(), zones: BTreeMap::new() };
        for frame in host_frames(design) {
            if let Some(host) = design.host(&frame.host) {
                frames.hosts.insert(&host.id, frame.rect);
            }
        }
        for zone in nested.zones_in(None) {
            frames.enclose(zone, design, nested);
        }
        frames
    }

    /// Frames a zone and those in it; what it needs, whether it got its frame or not.
    fn enclose(&mut self, zone: &'a Zone, design: &'a Design, nested: &Nested<'a>) -> Option<Rect> {
        let inner = nested.zones_in(Some(&zone.id)).iter();
        let inner: Vec<Rect> =
            inner.filter_map(|inner| self.enclose(inner, design, nested)).collect();
        let hosts = nested.hosts_in(Some(&zone.id)).iter();
        let hosts = hosts.filter_map(|host| {
            let card = nested.nodes_on(Some(&host.id)).first().filter(|node| is_box(node));
            let card = card.map(|node| node_rect(design.position(&node.id)));
            self.hosts.get(&host.id).copied().or(card)
        });
        let around = hosts.chain(inner).reduce(|a, b| a.union(&b))?.grown(FRAME_PADDING);
        let around = Rect { y: around.y - FRAME_HEADER, h: around.h + FRAME_HEADER, ..around };
        let is_inside = |host: Option<&HostId>| {
            let host = host.and_then(|id| design.host(id));
            host.is_some_and(|host| lies_in(design, host.zone.as_ref(), &zone.id))
        };
        let stranger = design.nodes().any(|node| {
            !is_inside(node.host.as_ref())
                && node_rect(design.position(&node.id)).intersects(&around)
        }) || self
            .hosts
            .iter()
            .any(|(host, rect)| !is_inside(Some(host)) && rect.intersects(&around));
        if !stranger {
            self.zones.insert(&zone.id, around);
        }
        Some(around)
    }
}

fn lies_in<'a>(design: &'a Design, mut zone: Option<&'a ZoneId>, outer: &ZoneId) -> bool {
    // A document's zones end; this ends for one that does not.
    for _ in 0..=design.zones().len() {
        match zone {
            Some(id) if id == outer => return true,
            Some(id) => zone = design.zone(id).and_then(|zone| zone.parent.as_ref()),
            None => return false,
        }
    }
    false
}
