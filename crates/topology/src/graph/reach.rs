//! By which name and port a node is reached.

use super::Graph;
use crate::catalogue::{Announces, Endpoint, LinkPurpose, StandsAt};
use crate::{EndpointId, Link, LinkKindId, Node, NodeId, RoleId};

/// The name and port that a caller uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach<'a> {
    /// Who listens there: the node itself or a load balancer in front of it.
    pub node: &'a Node,
    pub name: String,
    /// The port; above 65,535 when an offset is too large.
    pub port: u32,
}

impl Reach<'_> {
    /// `name:port`, with brackets around an IPv6 address.
    #[must_use]
    pub fn authority(&self) -> String {
        let (name, port) = (&self.name, self.port);
        if name.contains(':') { format!("[{name}]:{port}") } else { format!("{name}:{port}") }
    }
}

/// What one or more links lead to.
#[derive(Debug, Clone)]
pub struct Peer<'a> {
    /// The link it was found by; `None` for the node itself.
    pub link: Option<&'a Link>,
    /// A node of the product behind the address; the first one behind a load balancer.
    pub node: &'a Node,
    pub reach: Reach<'a>,
}

impl<'a> Graph<'a> {
    /// The name by which a node itself is reached: its own unless that is its load balancer's, else
    /// its host's name, else its host's address.
    #[must_use]
    pub fn own_name(&self, node: &Node) -> Option<&'a str> {
        let node = self.design.node(&node.id)?;
        let lent = |name: &str| {
            self.balancers_of(&node.id).iter().any(|balancer| balancer.hostname == name)
        };
        if !node.hostname.is_empty() && !lent(&node.hostname) {
            return Some(&node.hostname);
        }
        let host = self.host(node)?;
        [host.hostname.as_str(), host.address.as_str()].into_iter().find(|name| !name.is_empty())
    }

    /// The name of a node, or its id where no name is known, which a rule reports.
    #[must_use]
    pub fn name_or_id(&self, node: &Node) -> String {
        self.own_name(node).unwrap_or(node.id.as_str()).to_owned()
    }

    /// The name a node gives to others as its own.
    #[must_use]
    pub fn announced_name(&self, node: &Node) -> String {
        let through = self.role(&node.id).is_some_and(|role| role.announces == Announces::Balancer);
        let balancer = self.balancers_of(&node.id).into_iter().next().filter(|_| through);
        balancer.map_or_else(|| self.name_or_id(node), |balancer| self.name_or_id(balancer))
    }

    /// Every endpoint a node listens on, with its shifted port.
    pub fn listening(&self, node: &Node) -> impl Iterator<Item = (&'a Endpoint, u32)> + use<'a> {
        let offset = node.offset;
        let endpoints = self.role(&node.id).map_or(&[][..], |role| &role.endpoints);
        endpoints.iter().map(move |endpoint| (endpoint, endpoint.port_at(offset)))
    }

    /// The ports a load balancer listens on: for each endpoint of the nodes behind it that it may
    /// publish, the port in front. Nodes of one role share them.
    #[must_use]
    pub fn fronts(&self, balancer: &Node) -> Vec<(&'a Endpoint, u16)> {
        let mut seen: Vec<&RoleId> = Vec::new();
        let mut fronts = Vec::new();
        for node in self.upstream(&balancer.id) {
            if seen.contains(&&node.role) {
                continue;
            }
            seen.push(&node.role);
            for endpoint in self.role(&node.id).map_or(&[][..], |role| &role.endpoints) {
                if let Some(port) = self.front_port(balancer, endpoint) {
                    fronts.push((endpoint, port));
                }
            }
        }
        fronts
    }

    /// The port a load balancer publishes an endpoint on; `None` when it must not.
    #[must_use]
    pub fn front_port(&self, balancer: &Node, endpoint: &Endpoint) -> Option<u16> {
        let front = endpoint.front.as_ref()?;
        let given =
            self.setting(balancer, front.setting.as_str()).and_then(|value| value.as_port());
        Some(given.unwrap_or(front.port))
    }

    /// How a caller reaches an endpoint of a node.
    #[must_use]
    pub fn reach(&self, node: &'a Node, endpoint: &EndpointId, at: StandsAt) -> Option<Reach<'a>> {
        let endpoint = self.role(&node.id)?.endpoint(endpoint)?;
        if at == StandsAt::Balancer {
            let front = self.balancers_of(&node.id).into_iter().find_map(|balancer| {
                self.front_port(balancer, endpoint).map(|port| (balancer, port))
            });
            if let Some((balancer, port)) = front {
                return Some(Reach {
                    node: balancer,
                    name: self.name_or_id(balancer),
                    port: u32::from(port),
                });
            }
        }
        Some(Reach { node, name: self.name_or_id(node), port: endpoint.port_at(node.offset) })
    }

    /// What the links of these kinds lead to, in the order of the targets' ids; the first kind that
    /// has a link wins. Links that reach the same name and port are one peer.
    #[must_use]
    pub fn peers(
        &self,
        node: &NodeId,
        kinds: &[LinkKindId],
        endpoint: &EndpointId,
        at: StandsAt,
    ) -> Vec<Peer<'a>> {
        let kind = kinds.iter().find(|kind| self.outgoing_of(node, kind).next().is_some());
        let mut peers: Vec<Peer<'a>> = Vec::new();
        let Some(kind) = kind else { return peers };
        let mut links: Vec<&'a Link> = self.outgoing_of(node, kind).collect();
        links.sort_by_key(|link| &link.to);
        for link in links {
            for (target, reach) in self.targets(link, endpoint, at) {
                let known = peers
                    .iter()
                    .any(|peer| peer.reach.name == reach.name && peer.reach.port == reach.port);
                if !known {
                    peers.push(Peer { link: Some(link), node: target, reach });
                }
            }
        }
        peers
    }

    /// The nodes a link leads to: its end, or the nodes behind it when that is a load balancer.
    fn targets(
        &self,
        link: &Link,
        endpoint: &EndpointId,
        at: StandsAt,
    ) -> Vec<(&'a Node, Reach<'a>)> {
        let Some(end) = self.design.node(&link.to) else { return Vec::new() };
        let behind = self.outgoing_for(&end.id, LinkPurpose::Balances).next().is_some();
        if !behind {
            return self.reach(end, endpoint, at).map(|reach| (end, reach)).into_iter().collect();
        }
        let upstream = self.upstream(&end.id);
        if at == StandsAt::Node {
            return upstream
                .into_iter()
                .filter_map(|node| Some((node, self.reach(node, endpoint, at)?)))
                .collect();
        }
        let published = upstream.into_iter().find_map(|node| {
            let endpoint = self.role(&node.id)?.endpoint(endpoint)?;
            let port = self.front_port(end, endpoint)?;
            Some((node, Reach { node: end, name: self.name_or_id(end), port: u32::from(port) }))
        });
        published.into_iter().collect()
    }
}
