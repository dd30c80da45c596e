//! Database engines and the schemas the product keeps in them.

use crate::{EngineId, SchemaId, SettingId};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A database engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    pub id: EngineId,
    pub name: String,
    /// The value of the config key `type`.
    pub type_value: String,
    /// The usual port; absent for an engine inside the process.
    #[serde(default)]
    pub port: Option<u16>,
    /// True when only one process can open the database.
    #[serde(default)]
    pub single_process: bool,
    /// Written instead of host, port and name; `{file}` stands for the schema's file.
    #[serde(default)]
    pub url: Option<String>,
    /// The JDBC driver class, when the inferred one is wrong.
    #[serde(default)]
    pub driver_class: Option<String>,
    /// The JAR a person has to add, as text for people; absent when the pack has it.
    #[serde(default)]
    pub driver_jar: Option<String>,
    /// What to know of the JAR, for people.
    #[serde(default)]
    pub driver_note: Option<String>,
    /// Statements that create a schema and let the user in: `{name}` and `{user}` stand for quoted
    /// names, `{password}` for a text.
    #[serde(default)]
    pub create: Vec<String>,
    /// How a name is quoted in them: the mark around it, which is doubled inside.
    #[serde(default)]
    pub quote: Option<String>,
    /// What else to know before the first start, for people.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The engine's file name in the script folders, such as `mysql.sql`.
    pub script: String,
    pub source: String,
}

/// A schema the product keeps its data in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    pub id: SchemaId,
    pub name: String,
    /// What it holds, for people.
    pub holds: String,
    /// The database node's setting with its name on the server.
    pub name_setting: SettingId,
    /// The file name of an engine inside the process.
    pub file: String,
    /// The folder of its creation scripts in the pack.
    pub scripts: String,
    pub source: String,
}
