//! Packs: the archives that servers are unpacked from, and what runs of them.

use std::sync::LazyLock;

use super::{Catalogue, Role};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// An archive that is unpacked on a machine, once for each node. Paths are relative to its folder.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The archive's name without its extension, such as `wso2am-3.1.0`; its folder is called so too.
    pub id: String,
    pub name: String,
    pub version: String,
    /// What can be started from it. A role that names none runs the first.
    pub programs: Vec<Program>,
    /// Absent where nothing takes parts of the pack away.
    #[serde(default)]
    pub optimizer: Option<Optimizer>,
    /// How passwords are encrypted in the configuration; absent where the pack has no such tool for it.
    #[serde(default)]
    pub vault: Option<Vault>,
    /// Where JDBC drivers go that the pack does not have.
    pub driver_folder: String,
    /// Where keystores and truststores lie.
    pub security_folder: String,
    /// What a person has to know of the stores that come with the pack, as text for people.
    #[serde(default)]
    pub shipped_stores: Vec<String>,
    /// The lowest and the highest major version of Java that it starts with.
    pub java_from: u16,
    pub java_to: u16,
    /// Whether the pack, as it was first published, shifts its ports by an offset that its
    /// configuration names.
    pub offset_in_config: bool,
    pub source: String,
}

/// A server of a pack: its configuration, and how it is started and stopped.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// What roles name it by, such as `server`.
    pub id: String,
    pub config_file: String,
    pub config_language: ConfigLanguage,
    pub start_script_sh: String,
    pub start_script_bat: String,
    /// The word after which `start_script_sh` starts the server in the background.
    pub background_word: String,
    /// The word after which `start_script_sh` stops it.
    pub stop_word: String,
    /// The word after which `start_script_bat` runs it in its window; empty where it needs none.
    #[serde(default)]
    pub run_word: String,
    /// What the server writes to while it starts and runs.
    pub log_file: String,
    /// Holds the process number of a running server, where the operating system has it.
    pub pid_file: String,
}

/// What a configuration file is written in.
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
pub enum ConfigLanguage {
    #[default]
    Toml,
    Yaml,
}

/// A script that takes from an unpacked pack what a profile does not need, for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Optimizer {
    pub script_sh: String,
    pub script_bat: String,
    /// The flag that keeps it from replacing the configuration file.
    pub keep_flag: String,
}

/// The tool that encrypts what stands in the configuration's table of secrets, with the primary
/// keystore, before the first start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Vault {
    pub tool_sh: String,
    pub tool_bat: String,
    /// The file in which the tool looks up the keystore.
    pub keystore_file: String,
    /// The file in the pack's folder that gives the keystore's password to a server that starts in the
    /// background; the server removes it.
    pub password_file: String,
    /// The same on Windows.
    pub password_file_windows: String,
    pub source: String,
}

impl Pack {
    /// The versions of Java it starts with, as text for people.
    #[must_use]
    pub fn java(&self) -> String {
        format!("{} to {}", self.java_from, self.java_to)
    }

    /// The program of this name, or the first one where no name is given.
    #[must_use]
    pub fn program(&self, id: Option<&str>) -> Option<&Program> {
        self.programs.iter().find(|program| id.is_none_or(|id| program.id == id))
    }
}

impl Catalogue {
    #[must_use]
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.id == id)
    }

    /// The pack that most servers of the product are unpacked from.
    #[must_use]
    pub fn own_pack(&self) -> &Pack {
        static NONE: LazyLock<Pack> = LazyLock::new(Pack::default);
        self.pack(&self.product.pack).unwrap_or(&NONE)
    }

    /// What most servers of the product run.
    #[must_use]
    pub fn own_program(&self) -> &Program {
        self.own_pack().program(None).unwrap_or(none())
    }

    /// The pack that servers of a role are unpacked from. The loader holds that it is there; the
    /// browser, which is sent no packs, does not ask.
    #[must_use]
    pub fn pack_of(&self, role: &Role) -> &Pack {
        let named = role.deployment.as_ref().and_then(|deployment| deployment.pack.as_deref());
        named.and_then(|id| self.pack(id)).unwrap_or_else(|| self.own_pack())
    }

    /// What servers of a role run of their pack.
    #[must_use]
    pub fn program_of(&self, role: &Role) -> &Program {
        let named = role.deployment.as_ref().and_then(|deployment| deployment.program.as_deref());
        self.pack_of(role).program(named).unwrap_or(none())
    }
}

/// Stands in where there is no program.
fn none() -> &'static Program {
    static NONE: LazyLock<Program> = LazyLock::new(Program::default);
    &NONE
}
