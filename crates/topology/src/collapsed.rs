//! Hosts and zones that are drawn as one card, and the design as it is drawn then.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use messages::say;
use serde::{Deserialize, Serialize};

use crate::{
    Change, Design, Host, HostId, Link, LinkId, Node, NodeId, Placed, Point, Record, RoleId,
    ZoneId, ordered,
};

/// What nodes stand in. As JSON: `{"kind":"host","id":"h1"}`.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "id", rename_all = "lowercase", deny_unknown_fields)]
pub enum Container {
    Host(HostId),
    Zone(ZoneId),
}

impl Design {
    /// Hosts and zones that are drawn as one card, in order.
    pub fn collapsed(&self) -> impl ExactSizeIterator<Item = &Container> {
        self.collapsed.iter()
    }

    #[must_use]
    pub fn is_collapsed(&self, container: &Container) -> bool {
        self.collapsed.binary_search(container).is_ok()
    }

    /// What people call it.
    #[must_use]
    pub fn container_name(&self, container: &Container) -> &str {
        match container {
            Container::Host(id) => self.host(id).map_or("", |host| &host.hostname),
            Container::Zone(id) => self.zone(id).map_or("", |zone| &zone.name),
        }
    }

    /// What a node stands in, from the inside to the outside: its host and the zones around that.
    #[must_use]
    pub fn containers_of(&self, node: &Node) -> Vec<Container> {
        let mut containers = Vec::new();
        let Some(host) = node.host.as_ref().and_then(|host| self.host(host)) else {
            return containers;
        };
        containers.push(Container::Host(host.id.clone()));
        let mut zone = host.zone.as_ref();
        // Zones nest without a circle; the bound holds all the same.
        for _ in 0..self.zones.len() {
            let Some(known) = zone.and_then(|zone| self.zone(zone)) else { break };
            containers.push(Container::Zone(known.id.clone()));
            zone = known.parent.as_ref();
        }
        containers
    }
}

/// Puts a container among those that are drawn as one card.
pub(crate) fn file(collapsed: &mut Vec<Container>, container: Container) {
    if let Err(place) = collapsed.binary_search(&container) {
        collapsed.insert(place, container);
    }
}

impl Change {
    /// Draws a host or a zone as one card, or as a frame around what is in it again.
    #[must_use]
    pub fn collapse(design: &Design, container: &Container, collapsed: bool) -> Self {
        let mut change = Self::new();
        let record = |is| if is { Some(Record::Collapsed(container.clone())) } else { None };
        change.push(record(design.is_collapsed(container)), record(collapsed));
        change
    }
}

/// The roles of the nodes that stand for what is collapsed. No catalogue has them.
const HOST: &str = "collapsed-host";
const ZONE: &str = "collapsed-zone";

/// True for a node that stands for a collapsed host or zone: its host has no frame around it.
#[must_use]
pub fn is_box(node: &Node) -> bool {
    matches!(node.role.as_str(), HOST | ZONE)
}

/// A host or zone that is drawn as one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxed {
    pub container: Container,
    /// The node whose id the card has: the first in it.
    pub card: NodeId,
    /// All nodes in it, in order.
    pub nodes: Vec<NodeId>,
    /// Where the card lies: where the corner of the cards in it is.
    pub at: Point,
}

/// A design as it is drawn while something in it is collapsed. Each box is one node with the id of the
/// first node in it and a role that no catalogue knows; links lead to it, and those to one same other
/// end are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub design: Design,
    boxes: Vec<Boxed>,
    of_node: BTreeMap<NodeId, usize>,
    /// Lines that lead to a box, and how many links each stands for.
    lines: Vec<(LinkId, usize)>,
    /// The line of each link to or in a box; none where it stays within.
    of_link: BTreeMap<LinkId, Option<usize>>,
}

impl Shown {
    /// `None` where nothing is collapsed: then a design is drawn as it is.
    #[must_use]
    pub fn of(design: &Design) -> Option<Self> {
        if design.collapsed.is_empty() {
            return None;
        }
        let mut boxes: Vec<Boxed> = Vec::new();
        let mut numbers: Vec<Option<usize>> = vec![None; design.collapsed.len()];
        let mut of_node = ordered::map(std::iter::empty());
        for node in design.nodes() {
            // What is outermost counts: nothing in it is seen.
            let around = design.containers_of(node).into_iter().rev();
            let mut places =
                around.filter_map(|around| design.collapsed.binary_search(&around).ok());
            let Some(place) = places.next() else { continue };
            let at = design.position(&node.id);
            let number = *numbers[place].get_or_insert(boxes.len());
            if let Some(boxed) = boxes.get_mut(number) {
                boxed.at = Point { x: boxed.at.x.min(at.x), y: boxed.at.y.min(at.y) };
                boxed.nodes.push(node.id.clone());
            } else {
                let (card, nodes) = (node.id.clone(), vec![node.id.clone()]);
                boxes.push(Boxed { container: design.collapsed[place].clone(), card, nodes, at });
            }
            of_node.insert(node.id.clone(), number);
        }
        let mut shown = Self {
            design: design.clone(),
            boxes,
            of_node,
            lines: Vec::new(),
            of_link: ordered::map([]),
        };
        shown.draw_links(design);
        shown.draw_cards(design);
        Some(shown)
    }

    /// Links lead to the boxes that their ends are in.
    fn draw_links(&mut self, design: &Design) {
        // Where each card's lines lead, and their numbers.
        let mut cards = ordered::map(std::iter::empty::<(NodeId, usize)>());
        let mut leading: Vec<Vec<(NodeId, usize)>> = Vec::new();
        for link in design.links() {
            let (from, to) = (self.card(&link.from).clone(), self.card(&link.to).clone());
            if self.boxed(&link.from).is_none() && self.boxed(&link.to).is_none() {
                continue;
            }
            if from == to {
                self.of_link.insert(link.id.clone(), None);
                self.design.links.remove(&link.id);
                continue;
            }
            let card = *cards.entry(from.clone()).or_insert(leading.len());
            if card == leading.len() {
                leading.push(Vec::new());
            }
            let known = leading[card].iter().find(|(other, _)| *other == to).map(|(_, line)| *line);
            if let Some(line) = known {
                self.lines[line].1 += 1;
                self.of_link.insert(link.id.clone(), Some(line));
                self.design.links.remove(&link.id);
            } else {
                leading[card].push((to.clone(), self.lines.len()));
                self.of_link.insert(link.id.clone(), Some(self.lines.len()));
                self.lines.push((link.id.clone(), 1));
                let moved = Link { from, to, ..link.clone() };
                self.design.links.insert(link.id.clone(), moved.into());
            }
        }
    }

    /// One node stands for each box. Its host is kept where a zone around it is drawn.
    fn draw_cards(&mut self, design: &Design) {
        self.design.collapsed.clear();
        for boxed in &self.boxes {
            let host = design.node(&boxed.card).and_then(|node| node.host.clone());
            let host = host.and_then(|host| design.host(&host));
            let outer = match &boxed.container {
                Container::Host(_) => host.and_then(|host| host.zone.clone()),
                Container::Zone(id) => design.zone(id).and_then(|zone| zone.parent.clone()),
            };
            let (role, about) = match &boxed.container {
                Container::Host(_) => {
                    (HOST, host.map(|host| host.address.clone()).unwrap_or_default())
                }
                Container::Zone(_) => (ZONE, say!("zone")),
            };
            let Ok(role) = RoleId::new(role) else { continue };
            for node in &boxed.nodes {
                self.design.nodes.remove(node);
                self.design.layout.remove(node);
            }
            let node = Node {
                id: boxed.card.clone(),
                role,
                name: design.container_name(&boxed.container).to_owned(),
                host: host.filter(|_| outer.is_some()).map(|host| host.id.clone()),
                hostname: about,
                offset: 0,
                replicas: u16::try_from(boxed.nodes.len()).unwrap_or(u16::MAX),
                settings: Default::default(),
            };
            self.design.nodes.insert(node.id.clone(), node.into());
            let locked = boxed.nodes.iter().any(|node| design.is_locked(node));
            self.design.layout.insert(boxed.card.clone(), Placed::new(boxed.at, locked));
            if let (Some(host), Some(_)) = (host, &outer) {
                let moved = Host { zone: outer, ..host.clone() };
                self.design.hosts.insert(host.id.clone(), moved.into());
            }
        }
    }

    /// The box that a node is in.
    #[must_use]
    pub fn boxed(&self, node: &NodeId) -> Option<&Boxed> {
        self.boxes.get(*self.of_node.get(node)?)
    }

    pub fn boxes(&self) -> &[Boxed] {
        &self.boxes
    }

    /// The card that a node is seen on: its own, or that of its box.
    #[must_use]
    pub fn card<'n>(&'n self, node: &'n NodeId) -> &'n NodeId {
        self.boxed(node).map_or(node, |boxed| &boxed.card)
    }

    /// The line that a link is seen on; none where it stays within a box.
    #[must_use]
    pub fn line<'l>(&'l self, link: &'l LinkId) -> Option<&'l LinkId> {
        let Some(line) = self.of_link.get(link) else { return Some(link) };
        self.lines.get((*line)?).map(|(line, _)| line)
    }

    /// How many links a drawn link stands for.
    #[must_use]
    pub fn links_of(&self, line: &LinkId) -> usize {
        let number = self.of_link.get(line).copied().flatten();
        number.and_then(|number| self.lines.get(number)).map_or(1, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Zone, document, notation};

    fn design() -> Design {
        let mut design = notation::design(
            "host h1 vm1 10.0.0.1\nhost h2 vm2\ngw1: gateway @h1\ngw2: gateway @h1\nkm1: key-manager @h2\n\
             lb1: load-balancer\nl1: lb1 -balances-> gw1\nl2: lb1 -balances-> gw2\n\
             l3: gw1 -validates-with-> km1\nl4: gw2 -validates-with-> km1\nl5: gw1 -validates-with-> gw2",
        );
        let zone = |id: &str, parent: Option<&str>| Zone {
            id: id.parse().unwrap(),
            name: id.to_uppercase(),
            parent: parent.map(|id| id.parse().unwrap()),
        };
        Change::add_zone(zone("site", None)).apply(&mut design).unwrap();
        Change::add_zone(zone("dmz", Some("site"))).apply(&mut design).unwrap();
        for (host, zone) in [("h1", "dmz"), ("h2", "site")] {
            let host = design.host(&host.parse().unwrap()).unwrap().clone();
            let host = Host { zone: Some(zone.parse().unwrap()), ..host };
            Change::set_host(&design, host).apply(&mut design).unwrap();
        }
        let places = [("gw1", 300, 40), ("gw2", 280, 160), ("km1", 900, 0)];
        let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
        Change::move_nodes(&design, to).apply(&mut design).unwrap();
        design
    }

    fn host(id: &str) -> Container {
        Container::Host(id.parse().unwrap())
    }

    fn zone(id: &str) -> Container {
        Container::Zone(id.parse().unwrap())
    }

    fn with(containers: &[Container]) -> Design {
        let mut design = design();
        for container in containers {
            Change::collapse(&design, container, true).apply(&mut design).unwrap();
        }
        design
    }

    fn nodes(design: &Design) -> Vec<String> {
        let line = |node: &Node| format!("{} {} ×{}", node.id, node.name, node.replicas);
        design.nodes().map(line).collect()
    }

    fn links(design: &Design) -> Vec<String> {
        design.links().map(|link| format!("{}: {} {}", link.id, link.from, link.to)).collect()
    }

    #[test]
    fn what_is_collapsed_is_written_and_read_and_taken_back() {
        let plain = design();
        assert!(Shown::of(&plain).is_none() && !document::write(&plain).contains("collapsed"));
        let mut with = with(&[zone("dmz"), host("h1")]);
        let text = document::write(&with);
        assert_eq!(document::parse(&text).unwrap(), with);
        assert_eq!(document::write(&document::parse(&text).unwrap()), text);
        assert!(text.find("\"kind\": \"host\"") < text.find("\"kind\": \"zone\""), "sorted");
        let packed = borsh::to_vec(&with).unwrap();
        assert_eq!(borsh::from_slice::<Design>(&packed).unwrap(), with);
        let change = Change::collapse(&with, &host("h1"), false);
        assert!(change.is_layout_only());
        assert!(Change::collapse(&with, &host("h1"), true).is_empty());
        change.apply(&mut with).unwrap();
        assert!(!with.is_collapsed(&host("h1")) && with.is_collapsed(&zone("dmz")));
        change.inverted().apply(&mut with).unwrap();
        assert_eq!(document::write(&with), text);
    }

    #[test]
    fn what_names_nothing_is_refused_and_what_goes_is_collapsed_no_more() {
        let text = document::write(&with(&[host("h1")]));
        let at = text.find("\"collapsed\"").unwrap();
        let wrong = [&text[..at], &text[at..].replace("h1", "h9")].concat();
        let said = document::parse(&wrong).unwrap_err().to_string();
        assert_eq!(said, "collapsed host h9: names host h9, which is not in the design");
        let entry = "    {\n      \"kind\": \"host\",\n      \"id\": \"h1\"\n    }";
        let twice = text.replace(entry, &[entry, ",\n", entry].concat());
        assert_ne!(twice, text);
        let said = document::parse(&twice).unwrap_err().to_string();
        assert_eq!(said, "collapsed[1]: host h1 is named twice");
        let mut with = with(&[host("h1"), zone("dmz")]);
        Change::remove_host(&with, &"h1".parse().unwrap()).apply(&mut with).unwrap();
        Change::remove_zone(&with, &"dmz".parse().unwrap()).apply(&mut with).unwrap();
        assert_eq!(with.collapsed().len(), 0);
    }

    #[test]
    fn a_collapsed_host_is_one_card_and_its_links_lead_there() {
        let shown = Shown::of(&with(&[host("h1")])).unwrap();
        assert_eq!(nodes(&shown.design), ["gw1 vm1 ×2", "km1 km1 ×1", "lb1 lb1 ×1"]);
        assert_eq!(links(&shown.design), ["l1: lb1 gw1", "l3: gw1 km1"]);
        let id = |id: &str| id.parse::<NodeId>().unwrap();
        let link = |id: &str| id.parse::<LinkId>().unwrap();
        assert_eq!(shown.card(&id("gw2")), &id("gw1"));
        assert_eq!(shown.card(&id("km1")), &id("km1"));
        assert_eq!(shown.line(&link("l2")), Some(&link("l1")));
        assert_eq!(shown.line(&link("l5")), None, "it stays within");
        assert_eq!((shown.links_of(&link("l1")), shown.links_of(&link("l3"))), (2, 2));
        assert_eq!(shown.design.position(&id("gw1")), Point { x: 280, y: 40 });
        // The zone around it is still drawn around it, and its own frame is not.
        let card = shown.design.node(&id("gw1")).unwrap();
        assert_eq!(shown.design.containers_of(card), [host("h1"), zone("dmz"), zone("site")]);
        assert!(is_box(card) && Shown::of(&shown.design).is_none(), "it is drawn as it is");
    }

    #[test]
    fn of_two_around_each_other_the_outer_one_counts() {
        let shown = Shown::of(&with(&[zone("site"), host("h1")])).unwrap();
        assert_eq!(nodes(&shown.design), ["gw1 SITE ×3", "lb1 lb1 ×1"]);
        assert_eq!(links(&shown.design), ["l1: lb1 gw1"]);
        assert!(shown.design.node(&"gw1".parse().unwrap()).unwrap().host.is_none());
        let inner = Shown::of(&with(&[zone("dmz")])).unwrap();
        let card = inner.design.node(&"gw1".parse().unwrap()).unwrap();
        assert_eq!(inner.design.containers_of(card), [host("h1"), zone("site")]);
        assert_eq!(inner.boxes().len(), 1);
    }

    #[test]
    fn a_collapsed_host_without_nodes_hides_nothing() {
        let mut design = with(&[host("h1")]);
        let nodes = ["gw1", "gw2"].map(|id| id.parse().unwrap()).into();
        Change::remove(&design, &nodes, &Default::default()).apply(&mut design).unwrap();
        let shown = Shown::of(&design).unwrap();
        assert_eq!(shown.design.nodes().len(), 2);
        assert!(shown.boxes().is_empty());
    }
}
