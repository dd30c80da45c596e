//! The design: what a person edits. It changes only by applying a [`crate::Change`].

use crate::{
    Container, HostId, LinkId, LinkKindId, NodeId, RoleId, SettingId, SettingValue, Settings, View,
    ViewId, Waiver, WaiverKey, ZoneId,
};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which product, and which version of it, a design is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductRef {
    /// Product id, such as `wso2am`.
    pub id: String,
    /// Product version, such as `3.1.0`.
    pub version: String,
}

/// What the deployment is for. Some rules are stricter in production.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    #[default]
    Development,
    Test,
    Production,
}

/// What a host runs, which decides between shell and batch scripts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OperatingSystem {
    #[default]
    Linux,
    Windows,
}

/// What belongs to the design as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub name: String,
    pub product: ProductRef,
    #[serde(default)]
    pub environment: Environment,
    /// Settings that hold for every node that does not set its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(
        deserialize_with = "crate::ordered::packed::read",
        serialize_with = "crate::ordered::packed::write"
    )]
    pub settings: Settings,
}

/// A network zone. Zones nest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Zone {
    pub id: ZoneId,
    pub name: String,
    #[serde(default)]
    pub parent: Option<ZoneId>,
}

/// A machine that nodes run on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Host {
    pub id: HostId,
    /// The name other machines reach it by.
    pub hostname: String,
    /// Its IP address; empty when not known yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    #[serde(default)]
    pub os: OperatingSystem,
    /// Its memory in MB, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<u32>,
    /// Its processor cores, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cores: Option<u16>,
}

/// One running instance to deploy, or a load balancer, a database, an external party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub id: NodeId,
    pub role: RoleId,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<HostId>,
    /// The node's own name; empty means the host's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hostname: String,
    /// Added by the product to every port that shifts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: u16,
    /// How many alike are deployed: a server drawn once stands for this many. See
    /// [`crate::replicas`].
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 100)))]
    pub replicas: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[borsh(
        deserialize_with = "crate::ordered::packed::read",
        serialize_with = "crate::ordered::packed::write"
    )]
    pub settings: Settings,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
fn is_zero(offset: &u16) -> bool {
    *offset == 0
}

fn one() -> u16 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
fn is_one(replicas: &u16) -> bool {
    *replicas == 1
}

/// A directed, typed connection of two nodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: LinkId,
    pub from: NodeId,
    pub to: NodeId,
    pub kind: LinkKindId,
}

/// Where a node's top left corner is drawn, in canvas units; y grows downwards.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// Where a node is drawn, and whether it stays there.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placed {
    pub x: i32,
    pub y: i32,
    /// A locked node is neither moved nor deleted before it is unlocked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

impl Placed {
    #[must_use]
    pub fn new(at: Point, locked: bool) -> Self {
        Self { x: at.x, y: at.y, locked }
    }

    #[must_use]
    pub fn at(self) -> Point {
        Point { x: self.x, y: self.y }
    }
}

/// Records by id. A copy of a design shares them with the original until one is changed.
pub(crate) type Records<K, V> = BTreeMap<K, Arc<V>>;

/// A graph of nodes and links, with the hosts and zones they stand in and where they are drawn.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Design {
    pub(crate) header: Header,
    #[borsh(
        deserialize_with = "crate::ordered::packed::read_shared",
        serialize_with = "crate::ordered::packed::write_shared"
    )]
    pub(crate) zones: Records<ZoneId, Zone>,
    #[borsh(
        deserialize_with = "crate::ordered::packed::read_shared",
        serialize_with = "crate::ordered::packed::write_shared"
    )]
    pub(crate) hosts: Records<HostId, Host>,
    #[borsh(
        deserialize_with = "crate::ordered::packed::read_shared",
        serialize_with = "crate::ordered::packed::write_shared"
    )]
    pub(crate) nodes: Records<NodeId, Node>,
    #[borsh(
        deserialize_with = "crate::ordered::packed::read_shared",
        serialize_with = "crate::ordered::packed::write_shared"
    )]
    pub(crate) links: Records<LinkId, Link>,
    #[borsh(
        deserialize_with = "crate::ordered::packed::read",
        serialize_with = "crate::ordered::packed::write"
    )]
    pub(crate) layout: BTreeMap<NodeId, Placed>,
    /// In the order of their keys. There are few, and a map of their own would be ten kilobytes of the
    /// client.
    pub(crate) waivers: Vec<Waiver>,
    /// In the order in which they are presented.
    pub(crate) views: Vec<View>,
    /// Hosts and zones that are drawn as one card, sorted.
    pub(crate) collapsed: Vec<Container>,
}

impl Design {
    /// An empty design.
    #[must_use]
    pub fn new(header: Header) -> Self {
        Self {
            header,
            zones: BTreeMap::new(),
            hosts: BTreeMap::new(),
            nodes: BTreeMap::new(),
            links: BTreeMap::new(),
            layout: BTreeMap::new(),
            waivers: Vec::new(),
            views: Vec::new(),
            collapsed: Vec::new(),
        }
    }

    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.header.name
    }

    #[must_use]
    pub fn product(&self) -> &ProductRef {
        &self.header.product
    }

    #[must_use]
    pub fn environment(&self) -> Environment {
        self.header.environment
    }

    /// The design's own settings; a node's come before them.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.header.settings
    }

    #[must_use]
    pub fn setting(&self, id: &SettingId) -> Option<&SettingValue> {
        self.header.settings.get(id)
    }

    /// Zones in the order of their ids; so are hosts, nodes and links.
    pub fn zones(&self) -> impl ExactSizeIterator<Item = &Zone> {
        self.zones.values().map(Arc::as_ref)
    }

    pub fn hosts(&self) -> impl ExactSizeIterator<Item = &Host> {
        self.hosts.values().map(Arc::as_ref)
    }

    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.nodes.values().map(Arc::as_ref)
    }

    pub fn links(&self) -> impl ExactSizeIterator<Item = &Link> {
        self.links.values().map(Arc::as_ref)
    }

    #[must_use]
    pub fn zone(&self, id: &ZoneId) -> Option<&Zone> {
        self.zones.get(id).map(Arc::as_ref)
    }

    #[must_use]
    pub fn host(&self, id: &HostId) -> Option<&Host> {
        self.hosts.get(id).map(Arc::as_ref)
    }

    #[must_use]
    pub fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.get(id).map(Arc::as_ref)
    }

    #[must_use]
    pub fn link(&self, id: &LinkId) -> Option<&Link> {
        self.links.get(id).map(Arc::as_ref)
    }

    /// Findings that stand, in the order of their rules and targets.
    pub fn waivers(&self) -> impl ExactSizeIterator<Item = &Waiver> {
        self.waivers.iter()
    }

    #[must_use]
    pub fn waiver(&self, key: &WaiverKey) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.is_of(key))
    }

    /// Where a node is drawn; the origin when it was never placed.
    #[must_use]
    pub fn position(&self, id: &NodeId) -> Point {
        self.layout.get(id).copied().unwrap_or_default().at()
    }

    /// True for a node that people locked where it is drawn.
    #[must_use]
    pub fn is_locked(&self, id: &NodeId) -> bool {
        self.layout.get(id).is_some_and(|placed| placed.locked)
    }

    /// Every node that people locked where it is drawn, in the order of their ids.
    pub fn locked_nodes(&self) -> impl Iterator<Item = &NodeId> {
        self.layout.iter().filter(|(_, placed)| placed.locked).map(|(id, _)| id)
    }

    /// A node id that is free in this design: the stem and the first free number from 1.
    #[must_use]
    pub fn free_node_id(&self, stem: &str) -> NodeId {
        free(stem, |id: &NodeId| self.nodes.contains_key(id))
    }

    /// A link id that is free in this design.
    #[must_use]
    pub fn free_link_id(&self, stem: &str) -> LinkId {
        free(stem, |id: &LinkId| self.links.contains_key(id))
    }

    /// A host id that is free in this design.
    #[must_use]
    pub fn free_host_id(&self, stem: &str) -> HostId {
        free(stem, |id: &HostId| self.hosts.contains_key(id))
    }

    /// A zone id that is free in this design.
    #[must_use]
    pub fn free_zone_id(&self, stem: &str) -> ZoneId {
        free(stem, |id: &ZoneId| self.zones.contains_key(id))
    }

    /// A view id that is free in this design.
    #[must_use]
    pub fn free_view_id(&self) -> ViewId {
        free("view", |id: &ViewId| self.view(id).is_some())
    }

    /// True when a zone is this one or lies in it.
    #[must_use]
    pub fn is_within(&self, zone: &ZoneId, outer: &ZoneId) -> bool {
        let mut at = Some(zone);
        // A zone cannot have more zones around it than there are.
        for _ in 0..=self.zones.len() {
            match at {
                Some(zone) if zone == outer => return true,
                Some(zone) => at = self.zone(zone).and_then(|zone| zone.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// A name for a new node: the role's name and the first number that no node's name has yet.
    #[must_use]
    pub fn free_node_name(&self, role_name: &str) -> String {
        let taken = |name: &str| self.nodes.values().any(|node| node.name == name);
        (1..).map(|n| format!("{role_name} {n}")).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// The first of `stem1`, `stem2`, … that `taken` does not claim. A stem that is no id stem falls
/// back to `n`, so that the search always ends.
fn free<I: std::str::FromStr>(stem: &str, taken: impl Fn(&I) -> bool) -> I {
    let numbered = |stem: &str| {
        (1_u32..).map_while(|n| format!("{stem}{n}").parse::<I>().ok()).find(|id| !taken(id))
    };
    match numbered(stem).or_else(|| numbered("n")) {
        Some(id) => id,
        None => unreachable!("fewer nodes than numbers"),
    }
}
