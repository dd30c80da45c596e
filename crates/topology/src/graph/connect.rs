//! Which links two nodes may have.

use messages::{said, say};

use super::Graph;
use crate::catalogue::{LinkKind, LinkPurpose, RoleClass};
use crate::{Link, Node, NodeId};

/// Why two nodes cannot be linked, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectError(pub String);

impl<'a> Graph<'a> {
    /// The kinds a new link from one node to another may have, the likeliest first. Kinds that the
    /// two already have are left out.
    ///
    /// # Errors
    /// A sentence that says why there is none.
    pub fn candidates(
        &self,
        from: &NodeId,
        to: &NodeId,
    ) -> Result<Vec<&'a LinkKind>, ConnectError> {
        let (Some(source), Some(target)) = (self.node(from), self.node(to)) else {
            return Err(ConnectError(say!("One of the two nodes is not there any more.")));
        };
        if from == to {
            return Err(ConnectError(say!(
                "{name} cannot be linked with itself.",
                name = &source.name
            )));
        }
        let allowed: Vec<_> = self
            .catalogue
            .link_kinds
            .iter()
            .filter(|kind| self.allows(kind, source, target))
            .collect();
        if allowed.is_empty() {
            return Err(ConnectError(self.why_not(source, target)));
        }
        let linked = |kind: &LinkKind| {
            self.outgoing(from).iter().any(|link| link.to == *to && link.kind == kind.id)
        };
        let free: Vec<_> = allowed.into_iter().filter(|kind| !linked(kind)).collect();
        if free.is_empty() {
            return Err(ConnectError(say!(
                "{from} and {to} are linked already.",
                from = &source.name,
                to = &target.name
            )));
        }
        Ok(free)
    }

    /// Whether the catalogue allows a link of this kind between two nodes. A load balancer stands
    /// for what it balances, and for anything while nothing is behind it.
    #[must_use]
    pub fn allows(&self, kind: &LinkKind, from: &Node, to: &Node) -> bool {
        if !kind.from.contains(&from.role) {
            return false;
        }
        if kind.to.contains(&to.role) {
            return true;
        }
        if !kind.through_balancer || !self.is(&to.id, RoleClass::Balancer) {
            return false;
        }
        let mut upstream = self.ends_for(&to.id, LinkPurpose::Balances).peekable();
        upstream.peek().is_none() || upstream.any(|node| kind.to.contains(&node.role))
    }

    /// Whether a link that stands in the design is one that the catalogue allows.
    #[must_use]
    pub fn is_allowed(&self, link: &Link) -> bool {
        let ends = self.node(&link.from).zip(self.node(&link.to));
        self.kind(&link.id).zip(ends).is_some_and(|(kind, (from, to))| self.allows(kind, from, to))
    }

    fn why_not(&self, from: &Node, to: &Node) -> String {
        let role_of = |node: &Node| {
            let role = self.role(&node.id);
            role.map_or(node.role.as_str(), |role| said(&role.name)).to_owned()
        };
        let targets: Vec<&str> = self
            .catalogue
            .roles
            .iter()
            .filter(|role| {
                self.catalogue
                    .link_kinds
                    .iter()
                    .any(|k| k.from.contains(&from.role) && k.to.contains(&role.id))
            })
            .map(|role| said(&role.name))
            .collect();
        let (source, target) = (role_of(from), role_of(to));
        if targets.is_empty() {
            say!(
                "{source} calls nobody: draw the link from {to} to {from} instead.",
                source,
                to = &to.name,
                from = &from.name
            )
        } else {
            say!(
                "{source} has nothing to say to {target}. It can be linked with: {roles}.",
                source,
                target,
                roles = targets.join(", ")
            )
        }
    }
}
