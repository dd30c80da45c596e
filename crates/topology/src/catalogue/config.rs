//! The shape of a configuration file: sections, keys, and the rule of where each value comes from.

use crate::{EndpointId, Environment, LinkKindId, RoleId, SchemaId, SettingId, SettingValue};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// One table of the file, or an array of tables when it repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The table's dotted path, such as `apim.throttling`.
    pub table: String,
    /// Roles whose file has it.
    pub roles: Vec<RoleId>,
    /// Written once for each of these peers, as `[[table]]`.
    #[serde(default)]
    pub each: Option<Repeat>,
    /// Written only where all of these hold.
    #[borsh(skip)]
    #[serde(default)]
    pub when: Vec<When>,
    /// Written although it holds literals alone, which elsewhere say nothing.
    #[serde(default)]
    pub constant: bool,
    /// How it stands in a file of YAML; absent for one of TOML.
    #[borsh(skip)]
    #[serde(default)]
    pub yaml: Option<Yaml>,
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// A piece of a YAML file: lines as they stand in the pack, then the entries. Such a file replaces the
/// pack's as a whole, so it holds what nobody changes as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Yaml {
    /// Lines before the entries, as a text of several lines.
    #[serde(default)]
    pub lines: String,
    /// How many blanks each entry begins with.
    #[serde(default)]
    pub indent: u8,
    pub source: String,
}

/// A condition that the drawing or the file fulfils.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// A load balancer stands in front of the node.
    BehindBalancer,
    /// A load balancer stands in front of the node and of others of its role.
    WithPartners,
    /// The file has this table, written before.
    Table(String),
    /// The file has no such table by now.
    NoTable(String),
    /// A setting has one of these values, given or by default.
    Setting(Chosen),
    /// The design is for this environment.
    Environment(Environment),
    /// One of these holds.
    Any(Vec<When>),
    /// A link of one of these kinds starts at the node.
    Linked(Vec<LinkKindId>),
    /// No link of these kinds starts at the node.
    Unlinked(Vec<LinkKindId>),
    /// A server of this pack keeps the schema in the same place as the node.
    SharesWith { pack: String, schema: SchemaId },
    /// The design has other nodes of the same role.
    Several,
}

/// What a setting has to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    pub id: SettingId,
    pub is: Vec<SettingValue>,
}

/// One key of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub key: String,
    pub value: ValueRule,
    /// Roles whose file has it; empty means all of the section's.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// Written only where all of these hold.
    #[borsh(skip)]
    #[serde(default)]
    pub when: Vec<When>,
    /// The correction of the guide that shows here.
    #[serde(default)]
    pub correction: Option<String>,
    /// Stands before the value and belongs to it, such as the folder of a file.
    #[borsh(skip)]
    #[serde(default)]
    pub before: String,
    /// In YAML: the value is a key itself, and this follows it.
    #[borsh(skip)]
    #[serde(default)]
    pub then: Option<String>,
    /// What the guide has here: where the same is written, there is nothing to correct.
    #[borsh(skip)]
    #[serde(default)]
    pub guide: Option<GuideValue>,
    pub source: String,
}

/// What the guide has for a key, in its samples or with its placeholders.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct GuideValue {
    /// This very value.
    #[serde(default)]
    pub value: Option<SettingValue>,
    /// A URL with this port, such as 443 where the guide names none.
    #[serde(default)]
    pub port: Option<u16>,
    /// A URL of a node that stands behind no load balancer, with the port that this node itself has
    /// for an endpoint: what a placeholder gives.
    #[serde(default)]
    pub own_port_of: Option<EndpointId>,
    /// A list without this item.
    #[serde(default)]
    pub lacks: Option<String>,
}

/// For which peers a section repeats: those that links of these kinds lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    pub kinds: Vec<LinkKindId>,
    pub at: StandsAt,
    /// The endpoint that tells peers apart: two links that reach the same name and port are one peer.
    pub endpoint: EndpointId,
    /// Repeat for the node itself when no link leads anywhere.
    #[serde(default)]
    pub or_itself: bool,
    /// Repeat for the node itself and the nodes of its role behind the same load balancer, instead
    /// of following links.
    #[serde(default)]
    pub partners: bool,
}

/// Where a value comes from. A rule that finds nothing leaves its key out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ValueRule {
    /// Always this value.
    Literal { value: SettingValue },
    /// The role's `server_role`.
    ServerRole,
    /// The name the node gives to others: its own or its load balancer's.
    AnnouncedName,
    /// The host's IP address, or its name when no address is known.
    Address,
    /// The node's id, cut where the product takes no more characters.
    NodeId {
        #[serde(default)]
        longest: Option<u16>,
    },
    /// The node's offset, on top of the one that its endpoints' ports have already.
    Offset {
        #[serde(default)]
        plus: u16,
    },
    /// The effective value of a setting: the node's, the design's or the default.
    Setting { id: SettingId },
    /// The value of a setting where a person gave another one than the product's own.
    Given {
        id: SettingId,
        /// It is a URL that the node calls.
        #[serde(default)]
        called: bool,
    },
    /// The effective value of a setting on the peer a section repeats for.
    PeerSetting { id: SettingId },
    /// A reference to the secret whose name a setting holds.
    Secret {
        id: SettingId,
        /// The product wants the secret's value in base64, which the start script makes of it.
        #[serde(default)]
        base64: bool,
    },
    /// A URL of this or another node.
    Pointer(Pointer),
    /// A URL of the one node that may write to a share of those that the pointer leads to. It finds
    /// nothing where all of them may write, or where that is the node itself; a further entry of the
    /// same key says what stands there then.
    Writer(Pointer),
    /// The port that the load balancer in front of this node publishes an endpoint on.
    FrontPort { endpoint: EndpointId },
    /// A part of the connection to the database that holds a schema.
    Database { schema: SchemaId, field: DatabaseField },
    /// A setting of the database that holds a schema, where a person gave another value than the
    /// product's own.
    DatabaseSetting { schema: SchemaId, id: SettingId },
}

/// How a URL is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    pub of: PointerOf,
    /// Kinds of links to follow for `of = "links"`; the first kind that has a link wins.
    #[serde(default)]
    pub kinds: Vec<LinkKindId>,
    pub endpoint: EndpointId,
    /// Scheme without `://`; empty for a name and a port alone.
    pub scheme: String,
    /// What follows the port, with its leading slash; may be empty.
    #[serde(default)]
    pub path: String,
    pub at: StandsAt,
    /// Write a list, with every peer when `of = "links"`; otherwise the first one's text.
    #[serde(default)]
    pub list: bool,
    /// A setting that replaces the whole value where a person gave it.
    #[serde(default)]
    pub setting: Option<SettingId>,
    /// The node only passes it on, to people's browsers, which then call it.
    #[borsh(skip)]
    #[serde(default)]
    pub shown: bool,
}

/// Whose address a URL holds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum PointerOf {
    /// The nodes that links lead to.
    Links,
    /// The peer the section repeats for.
    Each,
    /// The node that reads the file.
    Itself,
}

/// Whether an address is a load balancer's, where one stands in front, or always the node's.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum StandsAt {
    Balancer,
    Node,
}

/// A part of a database connection.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum DatabaseField {
    Type,
    Url,
    Hostname,
    Port,
    Name,
    Sid,
    Username,
    Password,
    Driver,
    /// The whole JDBC URL, for a product that makes none.
    JdbcUrl,
    /// The driver's class, for a product that infers none.
    JdbcDriver,
    /// The query that tests a connection, for a product that infers none.
    TestQuery,
    /// A statement that each connection begins with, where the engine needs one.
    InitQuery,
}

/// A place where the product's own guide is wrong for this version, and what is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub id: String,
    /// What the guide says.
    pub guide: String,
    /// What the bundle holds instead.
    pub here: String,
    /// Why.
    pub reason: String,
    /// Roles whose file leaves something out that the guide has; such a correction has no line to
    /// stand next to.
    #[serde(default)]
    pub left_out: Vec<RoleId>,
    /// Left out, and said, only under this condition.
    #[borsh(skip)]
    #[serde(default)]
    pub when: Option<When>,
    pub source: String,
}
