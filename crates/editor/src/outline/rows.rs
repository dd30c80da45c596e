//! Laying the tree out as rows.

use topology::{Graph, Host, Link, NodeId, Zone};

use super::{Group, Item, Outline, Row};
use crate::kernels::order::order;

/// What stands in what, so that no row looks through the whole design. Places come in the order of
/// their ids and are found by halves.
struct Tree<'g> {
    graph: &'g Graph<'g>,
    outline: &'g Outline,
    zones: Vec<&'g Zone>,
    hosts: Vec<&'g Host>,
    /// Zones in each zone and in none, hosts in each zone and in none, nodes on each host.
    inner: Vec<Vec<&'g Zone>>,
    housed: Vec<Vec<&'g Host>>,
    on: Vec<Vec<&'g NodeId>>,
    loose: [Vec<&'g NodeId>; 3],
    rows: Vec<Row>,
}

impl Outline {
    /// The rows that are open to be seen. Nodes of one place come in the order of the traffic.
    #[must_use]
    pub fn rows(&self, graph: &Graph<'_>) -> Vec<Row> {
        let mut tree = Tree::new(self, graph);
        let none = tree.zones.len();
        let (zones, hosts) = (tree.inner[none].clone(), tree.housed[none].clone());
        let groups = Group::ALL.into_iter().filter(|group| !tree.loose[*group as usize].is_empty());
        let groups: Vec<Group> = groups.collect();
        let of = zones.len() + hosts.len() + groups.len();
        tree.places(&zones, &hosts, 1, of);
        for (nth, group) in groups.into_iter().enumerate() {
            let item = Item::Group(group);
            let nth = zones.len() + hosts.len() + nth + 1;
            let nodes = tree.loose[group as usize].clone();
            if tree.row(item, 1, nth, of, true) {
                tree.nodes(&nodes, 2);
            }
        }
        tree.rows
    }
}

impl<'g> Tree<'g> {
    fn new(outline: &'g Outline, graph: &'g Graph<'g>) -> Self {
        let design = graph.design;
        let zones: Vec<&Zone> = design.zones().collect();
        let hosts: Vec<&Host> = design.hosts().collect();
        let zone_at = |id: Option<&topology::ZoneId>| {
            let found = id.map(|id| zones.binary_search_by(|zone| zone.id.cmp(id)));
            found.and_then(Result::ok).unwrap_or(zones.len())
        };
        let mut inner = vec![Vec::new(); zones.len() + 1];
        for zone in &zones {
            inner[zone_at(zone.parent.as_ref())].push(*zone);
        }
        let mut housed = vec![Vec::new(); zones.len() + 1];
        for host in &hosts {
            housed[zone_at(host.zone.as_ref())].push(*host);
        }
        let mut on = vec![Vec::new(); hosts.len()];
        let mut loose = [Vec::new(), Vec::new(), Vec::new()];
        for id in order(graph, |id| design.position(id)) {
            let Some(node) = design.node(id) else { continue };
            let host = node.host.as_ref();
            let host = host.and_then(|id| hosts.binary_search_by(|host| host.id.cmp(id)).ok());
            match host {
                Some(host) => on[host].push(id),
                None => loose[Group::of(node, graph.catalogue) as usize].push(id),
            }
        }
        Self { graph, outline, zones, hosts, inner, housed, on, loose, rows: Vec::new() }
    }

    /// A row; true when what is below it is to be shown.
    fn row(&mut self, item: Item, level: usize, nth: usize, of: usize, has: bool) -> bool {
        let open = has.then(|| self.outline.is_open(&item, self.graph.design));
        self.rows.push(Row { item, level, nth, of, open });
        open == Some(true)
    }

    fn places(&mut self, zones: &[&'g Zone], hosts: &[&'g Host], level: usize, of: usize) {
        for (nth, zone) in zones.iter().enumerate() {
            let Ok(at) = self.zones.binary_search_by(|other| other.id.cmp(&zone.id)) else {
                continue;
            };
            let (inner, housed) = (self.inner[at].clone(), self.housed[at].clone());
            let inside = inner.len() + housed.len();
            if self.row(Item::Zone(zone.id.clone()), level, nth + 1, of, inside > 0) {
                self.places(&inner, &housed, level + 1, inside);
            }
        }
        for (nth, host) in hosts.iter().enumerate() {
            let Ok(at) = self.hosts.binary_search_by(|other| other.id.cmp(&host.id)) else {
                continue;
            };
            let nodes = self.on[at].clone();
            let (item, nth) = (Item::Host(host.id.clone()), zones.len() + nth + 1);
            if self.row(item, level, nth, of, !nodes.is_empty()) {
                self.nodes(&nodes, level + 1);
            }
        }
    }

    fn nodes(&mut self, nodes: &[&'g NodeId], level: usize) {
        for (nth, id) in nodes.iter().enumerate() {
            let (outgoing, incoming) = (self.graph.outgoing(id), self.graph.incoming(id));
            let links = outgoing.len() + incoming.len();
            if !self.row(Item::Node((*id).clone()), level, nth + 1, nodes.len(), links > 0) {
                continue;
            }
            let both: Vec<&Link> = outgoing.iter().chain(incoming).copied().collect();
            for (nth, link) in both.into_iter().enumerate() {
                let item = Item::Link { of: (*id).clone(), link: link.id.clone() };
                self.row(item, level + 1, nth + 1, links, false);
            }
        }
    }
}
