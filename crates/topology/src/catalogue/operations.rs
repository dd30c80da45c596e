//! What the machines of a deployment need beside the product itself.

use crate::OperatingSystem;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Users, limits and kernel settings, and what scripts have to know of what is shipped.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(deny_unknown_fields, default)]
pub struct Operations {
    /// The user and the group that the servers run as.
    pub user: String,
    pub group: String,
    /// The least and the most memory that Java takes for its heap, in MB, when nobody says otherwise.
    pub heap_least: u32,
    pub heap: u32,
    /// What a machine should have for each node: memory in MB, and processors.
    pub node_memory: u32,
    pub node_cores: u16,
    /// How long one server may take to start, in seconds.
    pub start_seconds: u16,
    /// Passwords that everybody knows, because they are shipped.
    pub shipped_passwords: Vec<String>,
    /// The alias of the certificate whose private key is shipped with every pack.
    pub shipped_alias: String,
    pub limits: Vec<ProcessLimit>,
    pub kernel: Vec<KernelSetting>,
    /// Kernel settings that circulate and do harm.
    pub left_out: Vec<LeftOutSetting>,
    pub client_ports: Vec<ClientPorts>,
    pub java_flags: Vec<JavaFlag>,
    pub source: String,
}

/// A line of `limits.conf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessLimit {
    /// As `limits.conf` names it, such as `nofile`.
    pub item: String,
    pub soft: u32,
    pub hard: u32,
    /// What systemd calls the same.
    pub unit_key: String,
    pub source: String,
}

/// A line of `sysctl.conf`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct KernelSetting {
    pub key: String,
    pub value: String,
    /// What it is for, as a sentence.
    pub why: String,
    pub source: String,
}

/// A kernel setting that is better left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOutSetting {
    pub key: String,
    pub why: String,
    pub source: String,
}

/// What Java is told in production, beside its memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct JavaFlag {
    pub flag: String,
    /// What it is for, as a sentence.
    pub why: String,
    pub source: String,
}

/// The ports that an operating system gives to connections that programs open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientPorts {
    pub os: OperatingSystem,
    pub first: u16,
    pub last: u16,
    pub source: String,
}
