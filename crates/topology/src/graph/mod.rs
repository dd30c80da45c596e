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

use crate::catalogue::{Catalogue, Function, LinkKind, LinkPurpose, Role, RoleClass, SettingKind};
use crate::ordered;
use crate::{
    Design, Host, Link, LinkId, LinkKindId, Node, NodeId, Placed, SettingId, SettingValue,
};
use database::OthersPlace;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A design, its catalogue, and the indexes between them.
#[derive(Debug)]
pub struct Graph<'a> {
    pub design: &'a Design,
    pub catalogue: &'a Catalogue,
    outgoing: BTreeMap<&'a NodeId, Vec<&'a Link>>,
    incoming: BTreeMap<&'a NodeId, Vec<&'a Link>>,
    roles: BTreeMap<&'a NodeId, &'a Role>,
    kinds: BTreeMap<&'a LinkId, &'a LinkKind>,
    /// The load balancers in front of each node: asked for every name, also of a database that
    /// thousands of links end at.
    balancers: BTreeMap<&'a NodeId, Vec<&'a Node>>,
    /// Where servers of packs that are not the product's own keep their schemas.
    others_places: OnceLock<BTreeSet<OthersPlace>>,
}

impl<'a> Graph<'a> {
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let mut outgoing: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut incoming: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let known_kinds = ordered::map(catalogue.link_kinds.iter().map(|kind| (&kind.id, kind)));
        let known_roles = ordered::map(catalogue.roles.iter().map(|role| (&role.id, role)));
        let mut kinds = BTreeMap::new();
        let mut balancers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for link in design.links() {
            outgoing.entry(&link.from).or_default().push(link);
            incoming.entry(&link.to).or_default().push(link);
            if let Some(kind) = known_kinds.get(&link.kind) {
                kinds.insert(&link.id, *kind);
                if kind.purpose == LinkPurpose::Balances {
                    balancers.entry(&link.to).or_default().extend(design.node(&link.from));
                }
            }
        }
        let roles = ordered::map(
            design
                .nodes()
                .filter_map(|node| known_roles.get(&node.role).map(|role| (&node.id, *role))),
        );
        Self {
            design,
            catalogue,
            outgoing,
            incoming,
            roles,
            kinds,
            balancers,
            others_places: OnceLock::new(),
        }
    }

    /// The role of a node; `None` when the catalogue does not know it.
    #[must_use]
    pub fn role(&self, node: &NodeId) -> Option<&'a Role> {
        self.roles.get(node).copied()
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
        self.outgoing.get(node).map_or(&[], Vec::as_slice)
    }

    /// Links that end at a node, in the order of their ids.
    #[must_use]
    pub fn incoming(&self, node: &NodeId) -> &[&'a Link] {
        self.incoming.get(node).map_or(&[], Vec::as_slice)
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
        self.outgoing(node)
            .iter()
            .copied()
            .filter(move |link| self.kind(&link.id).is_some_and(|kind| kind.purpose == purpose))
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
        self.design.nodes().filter_map(move |node| {
            self.role(&node.id).filter(|role| role.class == class).map(|role| (node, role))
        })
    }

    /// Nodes that perform a function, in the order of their ids.
    pub fn providers(&self, function: Function) -> impl Iterator<Item = &'a Node> {
        self.design.nodes().filter(move |node| self.provides(&node.id, function))
    }

    /// The load balancers in front of a node, in the order of their links.
    #[must_use]
    pub fn balancers_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.balancers.get(node).cloned().unwrap_or_default()
    }

    /// The nodes behind a load balancer.
    #[must_use]
    pub fn upstream(&self, balancer: &NodeId) -> Vec<&'a Node> {
        self.outgoing_for(balancer, LinkPurpose::Balances)
            .filter_map(|link| self.design.node(&link.to))
            .collect()
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
        let id = SettingId::new(id).ok()?;
        if let Some(value) = node.settings.get(&id) {
            return Some((value.clone(), SettingPlace::Node));
        }
        let spec = self.catalogue.setting(id.as_str());
        if let Some(value) =
            self.design.setting(&id).filter(|_| spec.is_some_and(|spec| spec.scope.design))
        {
            return Some((value.clone(), SettingPlace::Design));
        }
        spec.and_then(|spec| spec.default.clone()).map(|value| (value, SettingPlace::Default))
    }

    /// Whether a node's role has a setting of its own: what it has not, it does not use.
    #[must_use]
    pub fn uses_setting(&self, node: &Node, id: &str) -> bool {
        self.catalogue.setting(id).is_some_and(|spec| spec.scope.roles.contains(&node.role))
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
        let default = self.catalogue.setting(id)?.default.clone()?;
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
