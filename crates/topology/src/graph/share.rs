//! Which nodes see one folder alike, how that is done, and who alone may write to it.

use super::Graph;
use crate::catalogue::{LinkPurpose, Role, RoleClass, known};
use crate::{Node, NodeId};
use std::collections::BTreeMap;

impl<'a> Graph<'a> {
    /// Shares, in the order of their ids.
    pub fn shares(&self) -> impl Iterator<Item = (&'a Node, &'a Role)> {
        self.of_class(RoleClass::Storage)
    }

    /// The shares a node keeps folders on.
    #[must_use]
    pub fn shares_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.ends_for(node, LinkPurpose::Mounts)
            .filter(|share| self.is(&share.id, RoleClass::Storage))
            .collect()
    }

    /// The servers that keep folders on a share, in the order of their ids.
    #[must_use]
    pub fn mounting(&self, share: &NodeId) -> Vec<(&'a Node, &'a Role)> {
        let links = self.incoming(share).iter().filter(|link| {
            self.kind(&link.id).is_some_and(|kind| kind.purpose == LinkPurpose::Mounts)
        });
        let nodes = links.filter_map(|link| {
            let role = self.role(&link.from).filter(|role| role.is(RoleClass::Component))?;
            Some((self.node(&link.from)?, role))
        });
        let sorted: BTreeMap<&NodeId, (&Node, &Role)> =
            nodes.map(|(node, role)| (&node.id, (node, role))).collect();
        sorted.into_values().collect()
    }

    /// Whether a share is no file system that all mount, but folders that are copied from one node.
    #[must_use]
    pub fn is_copied(&self, share: &Node) -> bool {
        let kind = self.setting(share, known::SHARE_KIND);
        kind.as_ref().and_then(|kind| kind.as_text()) == Some(known::SHARE_COPIED)
    }

    /// The one node of a copied share that may write; `None` where every node may, and where the
    /// drawing names none of those that use it.
    #[must_use]
    pub fn writer_of(&self, share: &Node) -> Option<&'a Node> {
        if !self.is_copied(share) {
            return None;
        }
        let named = self.setting(share, known::SHARE_MANAGER)?;
        let named = named.as_text()?;
        self.mounting(&share.id).into_iter().map(|(node, _)| node).find(|node| node.id == *named)
    }

    /// The one node that may write where this node reads: of its own role, because another does
    /// other work.
    #[must_use]
    pub fn writer_for(&self, node: &Node) -> Option<&'a Node> {
        let shares = self.shares_of(&node.id).into_iter();
        shares.filter_map(|share| self.writer_of(share)).find(|writer| writer.role == node.role)
    }

    /// A share's folder on its server. What is no folder never leaves here, because it becomes part
    /// of scripts: the default takes its place, and a rule reports the value.
    #[must_use]
    pub fn share_path(&self, share: &Node) -> String {
        let given = self.setting(share, known::SHARE_PATH);
        let spec = self.catalogue.setting(known::SHARE_PATH);
        let default = spec.and_then(|spec| spec.default.clone());
        let texts = given.iter().chain(&default).filter_map(|value| value.as_text());
        texts.filter(|text| crate::is_folder(text)).map(str::to_owned).next().unwrap_or_default()
    }
}
