//! Roles, the endpoints they listen on, and the kinds of links between them.

use crate::{EndpointId, LinkKindId, RoleId, SchemaId, SettingId};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// What a node is in the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: RoleId,
    pub name: String,
    /// One line for the palette.
    pub summary: String,
    pub family: Family,
    pub class: RoleClass,
    /// What ids of new nodes start with, such as `gw`.
    pub stem: String,
    /// How it is started; absent for what the bundle does not start.
    #[serde(default)]
    pub deployment: Option<Deployment>,
    /// Functions of the product that a node of this role performs.
    #[serde(default)]
    pub provides: Vec<Function>,
    /// Functions it cannot work without, and the link that leads to them.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Schemas it reads and writes.
    #[serde(default)]
    pub schemas: Vec<SchemaId>,
    #[serde(default)]
    pub announces: Announces,
    #[serde(default)]
    pub scale: Scale,
    #[serde(default)]
    pub stickiness: Option<Stickiness>,
    /// The setting that splits nodes of the role into groups with an address each; absent when all
    /// are one group.
    #[serde(default)]
    pub group_by: Option<SettingId>,
    #[serde(default)]
    pub endpoints: Vec<Endpoint>,
    /// Folders that several nodes of the role have to share.
    #[borsh(skip)]
    #[serde(default)]
    pub shared_folders: Vec<SharedFolder>,
    /// Files to edit by hand on a node that stands behind a load balancer.
    #[borsh(skip)]
    #[serde(default)]
    pub behind_balancer: Vec<FileEdit>,
    /// Files to edit by hand on every node, for what no key of the configuration says. In a line,
    /// `{setting}` stands for a setting's value, or for the name of the secret that it holds.
    #[borsh(skip)]
    #[serde(default)]
    pub edits: Vec<FileEdit>,
    /// Certificates to put into the node's truststore under names that the product looks for.
    #[borsh(skip)]
    #[serde(default)]
    pub trusts: Vec<TrustedCertificate>,
    /// Who calls it that is no node of the product.
    #[borsh(skip)]
    #[serde(default)]
    pub visitors: Vec<Visitor>,
    pub source: String,
}

/// Callers from outside: people with browsers, programs that call APIs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Visitor {
    pub who: String,
    /// The endpoints they call, through the load balancer where one stands in front.
    pub endpoints: Vec<EndpointId>,
    /// What for, as a few words.
    pub what: String,
    pub source: String,
}

/// A folder of the pack that all nodes of one group have to see alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedFolder {
    /// Relative to the pack's folder.
    pub path: String,
    /// What it holds, as the end of a sentence.
    pub holds: String,
    pub source: String,
}

/// A change of a file that no config key makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEdit {
    /// Relative to the pack's folder.
    pub path: String,
    /// What the file has to say, line by line.
    pub lines: Vec<String>,
    pub source: String,
}

/// A certificate that the product looks for under a fixed name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedCertificate {
    pub alias: String,
    /// Which certificate it is and what it is for, as the end of a sentence.
    pub what: String,
    pub source: String,
}

/// The hue a role is drawn in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    Edge,
    Control,
    Traffic,
    Identity,
    Data,
    Storage,
    Analytics,
    Outside,
}

/// What the product's code does with a node, whatever its role is called.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum RoleClass {
    /// A server of the product: gets a folder in the bundle.
    Component,
    Balancer,
    Database,
    Storage,
    /// Drawn for understanding only.
    Outside,
}

/// How a component is started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The pack it is unpacked from; absent for the product's own.
    #[borsh(skip)]
    #[serde(default)]
    pub pack: Option<String>,
    /// Which program of the pack it runs; absent for the first.
    #[borsh(skip)]
    #[serde(default)]
    pub program: Option<String>,
    /// The program's configuration file. The loader fills it in, for those who know no packs.
    #[serde(default)]
    pub config_file: String,
    /// The value of `-Dprofile`; absent for the default profile, and where there are none.
    #[serde(default)]
    pub profile: Option<String>,
    /// The value of `server.server_role`; absent where the program knows no such key.
    #[serde(default)]
    pub server_role: Option<String>,
    /// Lower starts earlier; equal ones may start together.
    pub start_order: u8,
    /// The endpoint that answers when the node is ready.
    pub ready: EndpointId,
    /// The most memory that Java takes for its heap, in MB, where the role needs another than usual.
    #[borsh(skip)]
    #[serde(default)]
    pub heap: Option<u32>,
}

/// What the product does, told apart from which role does it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Function {
    KeyManagement,
    TrafficManagement,
    ApiGateway,
    ApiPublishing,
    DeveloperPortal,
    /// Collecting and summing up what the others report about calls.
    Analytics,
}

impl Function {
    /// What one server has to do that does the whole product's work alone.
    pub const WHOLE: [Self; 5] = [
        Self::KeyManagement,
        Self::TrafficManagement,
        Self::ApiGateway,
        Self::ApiPublishing,
        Self::DeveloperPortal,
    ];
}

/// A function that a role cannot work without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    pub function: Function,
    /// The kind of link that leads to a provider.
    pub link: LinkKindId,
}

/// Which name a node gives to others as its own.
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
#[serde(rename_all = "kebab-case")]
pub enum Announces {
    /// Its own.
    #[default]
    Itself,
    /// The name of the load balancer in front of it, where there is one.
    Balancer,
}

/// How several nodes of a role work together.
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
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// One alone.
    #[default]
    Single,
    /// Callers take one address: a load balancer has to stand in front.
    BehindBalancer,
    /// Callers know each one.
    SideBySide,
}

/// Whether requests of one client have to reach the same node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Stickiness {
    pub need: StickinessNeed,
    /// What goes wrong without it, as the end of a sentence.
    pub why: String,
    pub source: String,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum StickinessNeed {
    /// Even with one node behind the load balancer.
    Always,
    /// With more than one.
    Several,
    /// The guide asks for it, other pages call it optional.
    Recommended,
}

/// A named place on a role where links attach: a protocol and the port it listens on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    pub id: EndpointId,
    pub name: String,
    pub protocol: Protocol,
    /// The default port, before the offset.
    pub port: u16,
    /// Whether the offset is added.
    pub shifted: bool,
    pub usage: Use,
    /// Some of the calls it answers become `WebSocket` connections.
    #[borsh(skip)]
    #[serde(default)]
    pub upgrades: bool,
    /// The config key that sets the port, where there is one.
    #[serde(default)]
    pub key: Option<String>,
    /// Where a load balancer publishes it; absent when it must not.
    #[serde(default)]
    pub front: Option<Front>,
    pub source: String,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    Http,
    Https,
    Ws,
    Wss,
    Tcp,
    Tls,
    Amqp,
    Amqps,
    Rmi,
    Jdbc,
}

impl std::fmt::Display for Protocol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Http => "HTTP",
            Self::Https => "HTTPS",
            Self::Ws => "WebSocket",
            Self::Wss => "WebSocket over TLS",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
            Self::Amqp => "AMQP",
            Self::Amqps => "AMQP over TLS",
            Self::Rmi => "RMI",
            Self::Jdbc => "JDBC",
        })
    }
}

/// What an endpoint is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// Portals, admin services and tokens.
    Management,
    /// API calls.
    Traffic,
    /// Throttling events and decisions; never through a load balancer.
    Events,
    /// Watching the process.
    Monitoring,
    /// The process opens it, nothing in the architecture needs it; it still collides.
    Opened,
}

/// The port a load balancer listens on for an endpoint behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    pub port: u16,
    /// The load balancer's setting that moves it.
    pub setting: SettingId,
}

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkKind {
    pub id: LinkKindId,
    /// A verb phrase that reads between the two names, such as `validates keys with`.
    pub name: String,
    pub category: Category,
    pub purpose: LinkPurpose,
    /// The function of the product that the caller uses.
    #[serde(default)]
    pub function: Option<Function>,
    pub from: Vec<RoleId>,
    pub to: Vec<RoleId>,
    /// The target's endpoints that are called, the first one drawn as the label.
    #[serde(default)]
    pub endpoints: Vec<EndpointId>,
    /// Whether the link may end at a load balancer in front of a target.
    #[serde(default)]
    pub through_balancer: bool,
    /// Whether a caller has to be linked with every provider of the function.
    #[serde(default)]
    pub every: bool,
    /// What it makes of the configuration, for people.
    pub meaning: String,
    pub source: String,
}

/// The colour a link is drawn in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Client,
    Management,
    Events,
    Data,
    Storage,
}

/// What the product's code does with a link, whatever its kind is called.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// A load balancer passes requests on to a node.
    Balances,
    /// A node is configured with the address of another.
    Points,
    /// A node keeps its data in a database.
    Stores,
    /// A node keeps folders on a share.
    Mounts,
    /// Drawn for understanding only.
    Shows,
}
