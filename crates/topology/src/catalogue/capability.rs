//! What a deployment does for people while it runs, and what each of these things hangs on.

use super::Function;
use crate::{LinkKindId, SchemaId};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Something that works, works less well or stops, such as answering API calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    pub id: String,
    pub name: String,
    /// Nodes that perform this function do it.
    pub by: Function,
    /// It comes through the load balancer in front of them, where one stands.
    #[serde(default)]
    pub fronted: bool,
    /// What people notice when one of several nodes is away, as a sentence; empty when nothing.
    #[serde(default)]
    pub handover: String,
    /// What happens at the moment all is away, as a sentence.
    pub stopped: String,
    #[serde(default)]
    pub needs: Vec<Dependence>,
    pub source: String,
}

/// Something outside of the node that it uses at run time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependence {
    pub on: Upon,
    /// True when the node cannot do it at all without; else it does it less well.
    #[serde(default)]
    pub hard: bool,
    /// What is then, as a sentence.
    pub why: String,
    pub source: String,
}

/// What a node uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Upon {
    /// One of those that links of the first of these kinds lead to, that has any.
    AnyOf(Vec<LinkKindId>),
    /// Each of those that links of this kind lead to.
    EachOf(LinkKindId),
    /// The database that holds a schema.
    Schema(SchemaId),
    /// The shares it keeps folders on.
    Shares,
}
