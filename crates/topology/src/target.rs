//! What a finding, an origin or a comment is about.

use crate::{HostId, LinkId, NodeId, SettingId};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A thing of a design that can be pointed at. As JSON: `{"kind":"node","id":"gw1"}`.
#[derive(
    Debug,
    Clone,
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "id", rename_all = "lowercase", deny_unknown_fields)]
pub enum Target {
    Design,
    Host(HostId),
    Node(NodeId),
    Link(LinkId),
    /// A setting of a node, or of the design where there is no node.
    Setting {
        node: Option<NodeId>,
        setting: SettingId,
    },
}

impl Target {
    /// The node it lies on, if any.
    #[must_use]
    pub fn node(&self) -> Option<&NodeId> {
        match self {
            Self::Node(node) => Some(node),
            Self::Setting { node, .. } => node.as_ref(),
            Self::Design | Self::Host(_) | Self::Link(_) => None,
        }
    }
}
