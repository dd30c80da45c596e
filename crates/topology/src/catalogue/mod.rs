//! What a product version offers, as types. The data lives in the `catalogue` crate; code asks it
//! here and never compares role ids.

mod address;
mod capability;
mod config;
mod database;
pub mod keys;
pub mod known;
mod lookup;
mod operations;
mod pack;
mod role;
mod setting;
mod sql;

pub use address::AddressSetting;
pub use capability::{Capability, Dependence, Upon};
pub use config::{
    Chosen, Correction, DatabaseField, Entry, GuideValue, Pointer, PointerOf, Repeat, Section,
    StandsAt, ValueRule, When, Yaml,
};
pub use database::{Driver, Engine, Names, Schema};
pub use keys::{KnownKey, KnownKeys, WrongKey};
pub use operations::{
    ClientPorts, JavaFlag, KernelSetting, LeftOutSetting, Operations, ProcessLimit,
};
pub use pack::{ConfigLanguage, Optimizer, Pack, Program, Vault};
pub use role::{
    Announces, Category, Deployment, Endpoint, Family, FileEdit, Front, Function, LinkKind,
    LinkPurpose, Need, Protocol, Role, RoleClass, Scale, SharedFolder, Stickiness, StickinessNeed,
    TrustedCertificate, Use, Visitor,
};
pub use setting::{Choice, SettingKind, SettingScope, SettingSpec};
pub use sql::Sql;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Everything one product version offers. Lists keep the order of the data, which is the order in
/// which people see them.
///
/// What only the export and the server's rules read is not sent to the browser (`borsh(skip)`): it has
/// no use for it, and each type that it can read makes it larger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub product: Product,
    pub roles: Vec<Role>,
    pub link_kinds: Vec<LinkKind>,
    pub settings: Vec<SettingSpec>,
    pub engines: Vec<Engine>,
    pub schemas: Vec<Schema>,
    /// What a deployment does while it runs.
    #[serde(default)]
    pub capabilities: Vec<Capability>,
    /// What servers are unpacked from.
    #[borsh(skip)]
    #[serde(default)]
    pub packs: Vec<Pack>,
    /// Settings with which a person types an address over; made of the sections when the catalogue is
    /// read.
    #[serde(default)]
    pub addresses: Vec<AddressSetting>,
    /// Sections of `deployment.toml` in the order they are written.
    #[borsh(skip)]
    #[serde(default)]
    pub sections: Vec<Section>,
    pub corrections: Vec<Correction>,
    #[borsh(skip)]
    #[serde(default)]
    pub operations: Operations,
    /// What the product reads from `deployment.toml`; not part of any message.
    #[borsh(skip)]
    #[serde(skip)]
    pub keys: KnownKeys,
    /// The same of packs that are not the product's own, by the pack's id, as far as it is known.
    #[borsh(skip)]
    #[serde(skip)]
    pub pack_keys: Vec<(String, KnownKeys)>,
    #[borsh(skip)]
    #[serde(default)]
    pub wrong_keys: Vec<WrongKey>,
}

/// The product itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub id: String,
    pub version: String,
    pub name: String,
    /// The id of its own pack, which roles that name none are unpacked from.
    pub pack: String,
    pub source: String,
}
