//! Reading a design with its catalogue at hand: who is linked with whom, who stands in front of
//! whom, and by which name and port each is reached. Built once, then asked; it never fails, because
//! a bad design is data.

mod around;
mod connect;
mod database;
mod machine;
mod reach;
mod share;
mod tier;

pub use around::{End, Joined, Of, Places, places};
pub use database::{DatabaseConnection, DatabasePlace};
pub use reach::{Peer, Reach};
pub use tier::Tier;

use crate::catalogue::{
    Catalogue, Function, LinkKind, LinkPurpose, Role, RoleClass, SettingKind, SettingSpec,
};
use crate::ordered;
use crate::{Design, Host, Link, LinkId, LinkKindId, Node, NodeId, Placed, SettingValue};
use around::Around;
use database::OthersPlace;
use foldhash::quality::RandomState;
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

/// A design, its catalogue, and the indexes between them.
#[derive(Debug)]
pub struct Graph<'a> {
    pub design: &'a Design,
    pub catalogue: &'a Catalogue,
    around: Around<'a>,
    settings: Places<'a>,
    /// Where servers of packs that are not the product's own keep their schemas.
    others_places: OnceLock<BTreeSet<OthersPlace>>,
}

impl<'a> Graph<'a> {
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let nodes: Vec<&Node> = design.nodes().collect();
        Self::with(design, catalogue, Around::new(&nodes, design.links(), catalogue))
    }

    /// A graph of these nodes, the links that end at them, and the nodes at their other ends: what there is to say of a node
    /// itself, such as its name and what it listens on, is the same as in the whole, which takes far longer to make where
    /// the design is large. What lies further on is not in it.
    #[must_use]
    pub fn of_nodes<'i>(
        design: &'a Design,
        catalogue: &'a Catalogue,
        nodes: impl Iterator<Item = &'i NodeId>,
    ) -> Self {
        // Sets, because some nodes are linked with half of the others.
        let asked: HashSet<&str, RandomState> = nodes.map(NodeId::as_str).collect();
        let is_asked = |id: &NodeId| asked.contains(id.as_str());
        let links: Vec<&Link> =
            design.links().filter(|link| is_asked(&link.from) || is_asked(&link.to)).collect();
        let ends = links.iter().flat_map(|link| [link.from.as_str(), link.to.as_str()]);
        let ids: HashSet<&str, RandomState> = asked.iter().copied().chain(ends).collect();
        let nodes = design.nodes().filter(|node| ids.contains(node.id.as_str()));
        let nodes: Vec<&Node> = nodes.collect();
        Self::with(design, catalogue, Around::new(&nodes, links.into_iter(), catalogue))
    }

    /// A graph of the nodes that these links join, see [`Graph::of_nodes`].
    #[must_use]
    pub fn of_links<'i>(
        design: &'a Design,
        catalogue: &'a Catalogue,
        links: impl Iterator<Item = &'i LinkId>,
    ) -> Self {
        let links = links.filter_map(|id| design.link(id));
        Self::of_nodes(design, catalogue, links.flat_map(|link| [&link.from, &link.to]))
    }

    fn with(design: &'a Design, catalogue: &'a Catalogue, around: Around<'a>) -> Self {
        Self {
            design,
            catalogue,
            around,
            settings: places(catalogue.settings.iter().map(|spec| spec.id.as_str())),
            others_places: OnceLock::new(),
        }
    }

    /// Every link with what it means and what it joins, in the order of their ids.
    #[must_use]
    pub fn links(&self) -> &[Joined<'a>] {
        &self.around.links
    }

    /// Every node, in the order of their ids, with its role where the catalogue knows it.
    #[must_use]
    pub fn nodes(&self) -> &[(&'a Node, Option<&'a Role>)] {
        &self.around.nodes
    }

    /// A node's place in the order of ids.
    #[must_use]
    pub fn place(&self, node: &NodeId) -> Option<usize> {
        self.around.place(node.as_str())
    }

    fn node(&self, id: &NodeId) -> Option<&'a Node> {
        self.place(id).map(|place| self.around.nodes[place].0)
    }

    /// The role of a node; `None` when the catalogue does not know it.
    #[must_use]
    pub fn role(&self, node: &NodeId) -> Option<&'a Role> {
        self.place(node).and_then(|place| self.around.nodes[place].1)
    }

    /// What a link means; `None` when the catalogue does not know its kind.
    #[must_use]
    pub fn kind(&self, link: &LinkId) -> Option<&'a LinkKind> {
        self.around.link(link.as_str())?.kind
    }

    /// What a setting is, by its id; `None` when the catalogue does not know it.
    #[must_use]
    pub fn spec(&self, id: &str) -> Option<&'a SettingSpec> {
        self.catalogue.settings.get(*self.settings.get(id)?)
    }

    #[must_use]
    pub fn is(&self, node: &NodeId, class: RoleClass) -> bool {
        self.role(node).is_some_and(|role| role.class == class)
    }

    #[must_use]
    pub fn provides(&self, node: &NodeId, function: Function) -> bool {
        self.role(node).is_some_and(|role| role.provides(function))
    }

    /// Links that start at a node, in the order of their ids.
    #[must_use]
    pub fn outgoing(&self, node: &NodeId) -> &[&'a Link] {
        self.place(node).map_or(&[], |place| self.around.outgoing.of(place))
    }

    /// The same with what they mean and where they lead.
    #[must_use]
    pub fn joined(&self, node: &NodeId) -> &[Joined<'a>] {
        self.place(node).map_or(&[], |place| self.around.joined.of(place))
    }

    /// The same for the node at a place in the order of ids.
    #[must_use]
    pub fn joined_at(&self, place: usize) -> &[Joined<'a>] {
        self.around.joined.of(place)
    }

    /// Links that start where a link ends or starts, with what they mean and where they lead.
    #[must_use]
    pub fn onwards(&self, end: &End<'a>) -> &[Joined<'a>] {
        self.around.joined.of(end.place())
    }

    /// Links that end at a node, in the order of their ids.
    #[must_use]
    pub fn incoming(&self, node: &NodeId) -> &[&'a Link] {
        self.place(node).map_or(&[], |place| self.around.incoming.of(place))
    }

    /// Links of one kind that start at a node.
    pub fn outgoing_of<'s>(
        &'s self,
        node: &NodeId,
        kind: &'s LinkKindId,
    ) -> impl Iterator<Item = &'a Link> + use<'a, 's> {
        self.outgoing(node).iter().copied().filter(move |link| link.kind == *kind)
    }

    fn outgoing_for<'s>(
        &'s self,
        node: &NodeId,
        purpose: LinkPurpose,
    ) -> impl Iterator<Item = &'a Link> + use<'a, 's> {
        self.joined_for(node, purpose).map(|joined| joined.link)
    }

    fn joined_for<'s>(
        &'s self,
        node: &NodeId,
        purpose: LinkPurpose,
    ) -> impl Iterator<Item = &'s Joined<'a>> + use<'a, 's> {
        self.joined(node).iter().filter(move |joined| joined.is_for(purpose))
    }

    /// The nodes that links for a purpose lead to from a node.
    fn ends_for<'s>(
        &'s self,
        node: &NodeId,
        purpose: LinkPurpose,
    ) -> impl Iterator<Item = &'a Node> + use<'a, 's> {
        self.joined_for(node, purpose).map(|joined| joined.to.node)
    }

    /// Servers of the product, in the order of their ids.
    pub fn components(&self) -> impl Iterator<Item = (&'a Node, &'a Role)> {
        self.of_class(RoleClass::Component)
    }

    pub fn balancers(&self) -> impl Iterator<Item = (&'a Node, &'a Role)> {
        self.of_class(RoleClass::Balancer)
    }

    pub fn databases(&self) -> impl Iterator<Item = (&'a Node, &'a Role)> {
        self.of_class(RoleClass::Database)
    }

    fn of_class(&self, class: RoleClass) -> impl Iterator<Item = (&'a Node, &'a Role)> {
        self.around.known.iter().copied().filter(move |(_, role)| role.class == class)
    }

    /// Nodes that perform a function, in the order of their ids.
    pub fn providers(&self, function: Function) -> impl Iterator<Item = &'a Node> {
        let providing = self.around.known.iter().filter(move |(_, role)| role.provides(function));
        providing.map(|(node, _)| *node)
    }

    /// The load balancers in front of a node, in the order of their links.
    #[must_use]
    pub fn balancers_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.in_front(node).to_vec()
    }

    /// The same, without a list of one's own.
    #[must_use]
    pub fn in_front(&self, node: &NodeId) -> &[&'a Node] {
        self.place(node).map_or(&[], |place| self.around.balancers.of(place))
    }

    /// The nodes behind a load balancer.
    #[must_use]
    pub fn upstream(&self, balancer: &NodeId) -> Vec<&'a Node> {
        self.ends_for(balancer, LinkPurpose::Balances).collect()
    }

    /// How a node was placed on the drawing; `None` when it never was.
    #[must_use]
    pub fn placed(&self, node: &NodeId) -> Option<Placed> {
        self.design.layout.get(node).copied()
    }

    #[must_use]
    pub fn host(&self, node: &Node) -> Option<&'a Host> {
        node.host.as_ref().and_then(|id| self.design.host(id))
    }

    /// The effective value of a setting on a node: its own, else the design's where the setting may
    /// stand there, else the default.
    #[must_use]
    pub fn setting(&self, node: &Node, id: &str) -> Option<SettingValue> {
        self.value(node, id).cloned()
    }

    /// The same, without a copy of it.
    #[must_use]
    pub fn value<'n>(&self, node: &'n Node, id: &str) -> Option<&'n SettingValue>
    where
        'a: 'n,
    {
        self.value_with_place(node, id).map(|(value, _)| value)
    }

    /// The effective value of a setting on a node and where it was found.
    #[must_use]
    pub fn setting_with_place(
        &self,
        node: &Node,
        id: &str,
    ) -> Option<(SettingValue, SettingPlace)> {
        self.value_with_place(node, id).map(|(value, place)| (value.clone(), place))
    }

    fn value_with_place<'n>(
        &self,
        node: &'n Node,
        id: &str,
    ) -> Option<(&'n SettingValue, SettingPlace)>
    where
        'a: 'n,
    {
        if let Some(value) = node.settings.get(id) {
            return Some((value, SettingPlace::Node));
        }
        let spec = self.spec(id)?;
        let given = self.design.header().settings.get(id).filter(|_| spec.scope.design);
        if let Some(value) = given {
            return Some((value, SettingPlace::Design));
        }
        spec.default.as_ref().map(|value| (value, SettingPlace::Default))
    }

    /// Whether a node's role has a setting of its own: what it has not, it does not use.
    #[must_use]
    pub fn uses_setting(&self, node: &Node, id: &str) -> bool {
        self.spec(id).is_some_and(|spec| spec.scope.roles.contains(&node.role))
    }

    /// The name of the secret that a setting holds, and where it was found. What is no name of a
    /// secret never leaves here, because names become part of scripts: the default takes its place,
    /// and a rule reports the value.
    #[must_use]
    pub fn secret(&self, node: &Node, id: &str) -> Option<(String, SettingPlace)> {
        let named = |value: SettingValue| {
            SettingKind::Secret.check(&value).ok()?;
            value.as_text().map(str::to_owned)
        };
        let (value, place) = self.setting_with_place(node, id)?;
        if let Some(name) = named(value) {
            return Some((name, place));
        }
        let default = self.spec(id)?.default.clone()?;
        Some((named(default)?, SettingPlace::Default))
    }

    /// Nodes of the same role that stand behind a load balancer of this node, and itself, in the
    /// order of their ids; empty without a load balancer.
    #[must_use]
    pub fn partners(&self, node: &Node) -> Vec<&'a Node> {
        let balancers = self.balancers_of(&node.id).into_iter();
        let behind = balancers.flat_map(|balancer| self.upstream(&balancer.id));
        let alike = behind.filter(|other| other.role == node.role);
        let sorted = ordered::map(alike.map(|other| (&other.id, other)));
        sorted.into_values().collect()
    }
}

/// Where an effective setting was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingPlace {
    Node,
    Design,
    Default,
}
