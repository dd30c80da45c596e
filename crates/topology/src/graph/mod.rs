//! Reading a design with its catalogue at hand: who is linked with whom, who stands in front of
//! whom, and by which name and port each is reached. Built once, then asked; it never fails, because
//! a bad design is data.

mod connect;
mod database;
mod machine;
mod reach;
mod share;
mod tier;

pub use database::{DatabaseConnection, DatabasePlace};
pub use reach::{Peer, Reach};
pub use tier::Tier;

use crate::catalogue::{
    Catalogue, Function, LinkKind, LinkPurpose, Role, RoleClass, SettingKind, SettingSpec,
};
use crate::ordered;
use crate::{Design, Host, Link, LinkId, LinkKindId, Node, NodeId, Placed, SettingValue};
use database::OthersPlace;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A design, its catalogue, and the indexes between them.
#[derive(Debug)]
pub struct Graph<'a> {
    pub design: &'a Design,
    pub catalogue: &'a Catalogue,
    nodes: BTreeMap<&'a NodeId, Surroundings<'a>>,
    /// Nodes whose role the catalogue knows, in the order of their ids.
    known: Vec<(&'a Node, &'a Role)>,
    kinds: BTreeMap<&'a LinkId, &'a LinkKind>,
    settings: BTreeMap<&'a str, &'a SettingSpec>,
    /// Where servers of packs that are not the product's own keep their schemas.
    others_places: OnceLock<BTreeSet<OthersPlace>>,
}

/// What is asked of a node again and again, found by one search for its id.
#[derive(Debug, Default)]
struct Surroundings<'a> {
    role: Option<&'a Role>,
    outgoing: Vec<&'a Link>,
    /// What each outgoing link means, and the node it leads to.
    meanings: Vec<(Option<&'a LinkKind>, Option<&'a Node>)>,
    incoming: Vec<&'a Link>,
    /// The load balancers in front: asked for every name, also of a database that thousands of links
    /// end at.
    balancers: Vec<&'a Node>,
}

impl<'a> Graph<'a> {
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let known_kinds = ordered::map(catalogue.link_kinds.iter().map(|kind| (&kind.id, kind)));
        let known_roles = ordered::map(catalogue.roles.iter().map(|role| (&role.id, role)));
        let mut known = Vec::new();
        let mut nodes = ordered::map(design.nodes().map(|node| {
            let role = known_roles.get(&node.role).copied();
            known.extend(role.map(|role| (node, role)));
            (&node.id, Surroundings { role, ..Surroundings::default() })
        }));
        let mut kinds = BTreeMap::new();
        for link in design.links() {
            let kind = known_kinds.get(&link.kind).copied();
            kinds.extend(kind.map(|kind| (&link.id, kind)));
            let (from, to) = (design.node(&link.from), design.node(&link.to));
            let start = nodes.entry(&link.from).or_default();
            start.outgoing.push(link);
            start.meanings.push((kind, to));
            let end = nodes.entry(&link.to).or_default();
            end.incoming.push(link);
            if kind.is_some_and(|kind| kind.purpose == LinkPurpose::Balances) {
                end.balancers.extend(from);
            }
        }
        Self {
            design,
            catalogue,
            nodes,
            known,
            kinds,
            settings: ordered::map(catalogue.settings.iter().map(|spec| (spec.id.as_str(), spec))),
            others_places: OnceLock::new(),
        }
    }

    /// The role of a node; `None` when the catalogue does not know it.
    #[must_use]
    pub fn role(&self, node: &NodeId) -> Option<&'a Role> {
        self.nodes.get(node)?.role
    }

    /// What a link means; `None` when the catalogue does not know its kind.
    #[must_use]
    pub fn kind(&self, link: &LinkId) -> Option<&'a LinkKind> {
        self.kinds.get(link).copied()
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
        self.nodes.get(node).map_or(&[], |around| around.outgoing.as_slice())
    }

    /// Links that end at a node, in the order of their ids.
    #[must_use]
    pub fn incoming(&self, node: &NodeId) -> &[&'a Link] {
        self.nodes.get(node).map_or(&[], |around| around.incoming.as_slice())
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
        self.meanings(node, purpose).map(|(link, _)| link)
    }

    /// Links for a purpose that start at a node, each with the node it leads to.
    fn meanings<'s>(
        &'s self,
        node: &NodeId,
        purpose: LinkPurpose,
    ) -> impl Iterator<Item = (&'a Link, Option<&'a Node>)> + use<'a, 's> {
        let around = self.nodes.get(node);
        let links =
            around.into_iter().flat_map(|around| around.outgoing.iter().zip(&around.meanings));
        links.filter_map(move |(link, (kind, end))| {
            kind.is_some_and(|kind| kind.purpose == purpose).then_some((*link, *end))
        })
    }

    /// The nodes that links for a purpose lead to from a node.
    fn ends_for<'s>(
        &'s self,
        node: &NodeId,
        purpose: LinkPurpose,
    ) -> impl Iterator<Item = &'a Node> + use<'a, 's> {
        self.meanings(node, purpose).filter_map(|(_, end)| end)
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
        self.known.iter().copied().filter(move |(_, role)| role.class == class)
    }

    /// Nodes that perform a function, in the order of their ids.
    pub fn providers(&self, function: Function) -> impl Iterator<Item = &'a Node> {
        let providing = self.known.iter().filter(move |(_, role)| role.provides(function));
        providing.map(|(node, _)| *node)
    }

    /// The load balancers in front of a node, in the order of their links.
    #[must_use]
    pub fn balancers_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.in_front(node).to_vec()
    }

    fn in_front(&self, node: &NodeId) -> &[&'a Node] {
        self.nodes.get(node).map_or(&[], |around| around.balancers.as_slice())
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
        self.setting_with_place(node, id).map(|(value, _)| value)
    }

    /// The effective value of a setting on a node and where it was found.
    #[must_use]
    pub fn setting_with_place(
        &self,
        node: &Node,
        id: &str,
    ) -> Option<(SettingValue, SettingPlace)> {
        if let Some(value) = node.settings.get(id) {
            return Some((value.clone(), SettingPlace::Node));
        }
        let spec = self.settings.get(id);
        if let Some(value) = self
            .design
            .header()
            .settings
            .get(id)
            .filter(|_| spec.is_some_and(|spec| spec.scope.design))
        {
            return Some((value.clone(), SettingPlace::Design));
        }
        spec.and_then(|spec| spec.default.clone()).map(|value| (value, SettingPlace::Default))
    }

    /// Whether a node's role has a setting of its own: what it has not, it does not use.
    #[must_use]
    pub fn uses_setting(&self, node: &Node, id: &str) -> bool {
        self.settings.get(id).is_some_and(|spec| spec.scope.roles.contains(&node.role))
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
        let default = self.settings.get(id)?.default.clone()?;
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
