//! How far a node stands from those who call: the way a request takes through a deployment.

use super::Graph;
use crate::catalogue::{Family, LinkPurpose, Role, RoleClass};
use crate::{Link, Node, NodeId};

/// Parts of a deployment, from the callers to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Whoever calls from outside.
    Callers,
    /// What programs come to: Gateways.
    Edge,
    /// What people come to: portals.
    Control,
    /// What stands behind these and answers none of the callers.
    Core,
    /// What keeps the data, and what is called outside.
    Keeping,
}

impl Graph<'_> {
    /// Where a node stands, and whether it is a load balancer, which stands just in front of that: of
    /// the first tier that it passes requests on to.
    #[must_use]
    pub fn tier(&self, node: &Node) -> (Tier, bool) {
        let Some(role) = self.role(&node.id) else { return (Tier::Edge, false) };
        if role.class != RoleClass::Balancer {
            return (self.tier_of(&node.id, role), false);
        }
        let behind = self.outgoing(&node.id).iter().filter(|link| self.balances(link));
        let tiers = behind.filter_map(|link| {
            let role = self.role(&link.to).filter(|role| role.class != RoleClass::Balancer)?;
            Some(self.tier_of(&link.to, role))
        });
        (tiers.min().unwrap_or(Tier::Edge), true)
    }

    fn balances(&self, link: &Link) -> bool {
        self.kind(&link.id).is_some_and(|kind| kind.purpose == LinkPurpose::Balances)
    }

    fn tier_of(&self, node: &NodeId, role: &Role) -> Tier {
        match (role.class, role.family) {
            (RoleClass::Database | RoleClass::Storage, _) => Tier::Keeping,
            (RoleClass::Outside, _) | (_, Family::Outside) => self.outside(node, role),
            (_, Family::Edge) => Tier::Edge,
            (_, Family::Control) => Tier::Control,
            (_, Family::Traffic | Family::Identity | Family::Analytics) => Tier::Core,
            (_, Family::Data | Family::Storage) => Tier::Keeping,
        }
    }

    /// Outside parties call or are called: their links say which, else the kinds of links that their
    /// role may have.
    fn outside(&self, node: &NodeId, role: &Role) -> Tier {
        let calls = !self.outgoing(node).is_empty();
        let is_called = !self.incoming(node).is_empty();
        let only_called = if calls || is_called {
            !calls
        } else {
            let kinds = &self.catalogue.link_kinds;
            kinds.iter().any(|kind| kind.to.contains(&role.id))
                && !kinds.iter().any(|kind| kind.from.contains(&role.id))
        };
        if only_called { Tier::Keeping } else { Tier::Callers }
    }
}
