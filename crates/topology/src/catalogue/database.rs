//! Database engines and the schemas the product keeps in them.

use super::Sql;
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
    /// What people write instead of the id, such as `postgresql`: the product knows none of it.
    #[serde(default)]
    pub also: Vec<String>,
    /// The usual port; absent for an engine inside the process.
    #[serde(default)]
    pub port: Option<u16>,
    /// True when only one process can open the database.
    #[serde(default)]
    pub single_process: bool,
    /// True when one of its servers may fail without anyone noticing.
    #[serde(default)]
    pub clustered: bool,
    /// Written instead of host, port and name; `{file}` stands for the schema's file, `{sid}` for the
    /// instance and `{addresses}` for one `address` after another.
    #[serde(default)]
    pub url: Option<String>,
    /// One server in `{addresses}`, with `{host}` and `{port}`.
    #[serde(default)]
    pub address: Option<String>,
    /// How every URL of this engine begins.
    pub url_start: String,
    /// The URL for a product that makes none of the parts, with `{host}`, `{port}`, `{name}` and
    /// `{sid}`; absent where `url` is one.
    #[borsh(skip)]
    #[serde(default)]
    pub jdbc_url: Option<String>,
    /// The driver's class, where the pack has it.
    #[borsh(skip)]
    #[serde(default)]
    pub driver_class: Option<String>,
    /// The query that tests a connection.
    #[borsh(skip)]
    #[serde(default)]
    pub test_query: String,
    /// A statement that each connection of a product without its own begins with.
    #[borsh(skip)]
    #[serde(default)]
    pub init_query: Option<String>,
    /// The product makes the URL of the key `sid`, not of `name`.
    #[serde(default)]
    pub sid: bool,
    /// A schema is a user of the server, so the product signs in with the schema's name.
    #[serde(default)]
    pub schema_is_user: bool,
    /// The file that the product opens for any schema when no URL is written.
    #[serde(default)]
    pub inferred_file: Option<String>,
    /// The JARs that a person may add, the usual one first; empty when the pack has it.
    #[serde(default)]
    pub drivers: Vec<Driver>,
    /// What to know of the JAR, for people.
    #[borsh(skip)]
    #[serde(default)]
    pub driver_note: Option<String>,
    /// What a schema and its user may be called.
    #[borsh(skip)]
    #[serde(default)]
    pub names: Option<Names>,
    /// Users that every installation has and that may do everything.
    #[borsh(skip)]
    #[serde(default)]
    pub administrators: Vec<String>,
    /// Statements for its administrator; absent for an engine inside the process.
    #[borsh(skip)]
    #[serde(default)]
    pub sql: Option<Sql>,
    /// What else to know before the first start, for people.
    #[borsh(skip)]
    #[serde(default)]
    pub notes: Vec<String>,
    /// The engine's file name in the script folders, such as `mysql.sql`.
    pub script: String,
    pub source: String,
}

/// A JDBC driver that is not in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// What to look for, as text for people.
    pub name: String,
    /// How its file names begin.
    pub files: Vec<String>,
    pub class: String,
    /// The product infers another class, so this one is written.
    #[serde(default)]
    pub written: bool,
}

/// What a name may be, so that it fits the engine, a URL and the tool that runs the statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The longest name of a schema, in bytes.
    pub longest: u16,
    /// The longest name of a user.
    pub longest_user: u16,
    /// What a name may hold beside letters and digits of ASCII.
    pub marks: String,
    /// A name begins with a letter.
    #[serde(default)]
    pub letter_first: bool,
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
    /// The database node's setting with a URL instead of parts.
    pub url_setting: SettingId,
    /// The file name of an engine inside the process.
    pub file: String,
    /// The URL of an engine inside the process, where the engine's own leads to another pack's files.
    #[borsh(skip)]
    #[serde(default)]
    pub url_inside: Option<String>,
    /// The folder of its creation scripts in the pack; absent where the product makes its tables
    /// itself.
    #[borsh(skip)]
    #[serde(default)]
    pub scripts: Option<String>,
    pub source: String,
}

impl Engine {
    /// The driver that a JAR of this name is.
    #[must_use]
    pub fn driver_of(&self, jar: &str) -> Option<&Driver> {
        let is = |driver: &&Driver| driver.files.iter().any(|start| jar.starts_with(start));
        self.drivers.iter().find(is)
    }
}

impl Names {
    /// Whether this can be the name of a schema.
    #[must_use]
    pub fn fit(&self, name: &str) -> bool {
        self.fits(name, self.longest)
    }

    /// Whether this can be the name of a user.
    #[must_use]
    pub fn fit_user(&self, name: &str) -> bool {
        self.fits(name, self.longest_user)
    }

    fn fits(&self, name: &str, longest: u16) -> bool {
        let first = |c: char| c.is_ascii_alphabetic() || !self.letter_first;
        name.len() <= usize::from(longest)
            && name.starts_with(first)
            && name.chars().all(|c| c.is_ascii_alphanumeric() || self.marks.contains(c))
    }
}
