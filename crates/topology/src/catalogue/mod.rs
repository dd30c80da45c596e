//! What a product version offers, as types. The data lives in the `catalogue` crate; code asks it
//! here and never compares role ids.

mod config;
mod database;
pub mod known;
mod lookup;
mod operations;
mod role;
mod setting;
mod sql;

pub use config::{
    Correction, DatabaseField, Entry, GuideValue, Pointer, PointerOf, Repeat, Section, StandsAt,
    ValueRule, When,
};
pub use database::{Driver, Engine, Names, Schema};
pub use operations::{ClientPorts, KernelSetting, LeftOutSetting, Operations, ProcessLimit};
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
    /// Sections of `deployment.toml` in the order they are written.
    pub sections: Vec<Section>,
    pub corrections: Vec<Correction>,
    #[borsh(skip)]
    #[serde(default)]
    pub operations: Operations,
}

/// The product itself and what its pack looks like on disk. Paths are relative to the pack's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub id: String,
    pub version: String,
    pub name: String,
    /// The archive's name without its extension, such as `wso2am-3.1.0`.
    pub pack: String,
    pub config_file: String,
    pub start_script_sh: String,
    pub start_script_bat: String,
    pub optimizer_sh: String,
    pub optimizer_bat: String,
    /// The optimizer's flag that keeps it from replacing `config_file`.
    pub optimizer_keep_flag: String,
    /// Where JDBC drivers go that the pack does not have.
    #[serde(default)]
    pub driver_folder: String,
    /// Where keystores and truststores lie.
    #[serde(default)]
    pub security_folder: String,
    /// What a person has to know of the stores that come with the pack, as text for people.
    #[serde(default)]
    pub shipped_stores: Vec<String>,
    /// What the server writes to while it starts and runs.
    #[serde(default)]
    pub log_file: String,
    /// Holds the process number of a running server, where the operating system has it.
    #[serde(default)]
    pub pid_file: String,
    /// Java versions it starts with, as text for people.
    pub java: String,
    pub source: String,
}
