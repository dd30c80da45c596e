//! By which name and port a node is reached.

use super::{Graph, places};
use crate::catalogue::{Announces, Endpoint, LinkPurpose, Protocol, StandsAt};
use crate::{EndpointId, Host, Link, LinkKindId, Node, NodeId, RoleId, SettingValue};

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
        format!("{}:{}", crate::url::bracketed(&self.name), self.port)
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
        self.own_name_at(self.place(&node.id)?, |node| self.host(node))
    }

    /// The own name of every node, see [`Graph::own_name`], in the order of their ids: less work than one after the
    /// other.
    #[must_use]
    pub fn own_names(&self) -> Vec<Option<&'a str>> {
        let hosts: Vec<&Host> = self.design.hosts().collect();
        let places = places(hosts.iter().map(|host| host.id.as_str()));
        let host = |node: &Node| Some(hosts[*places.get(node.host.as_ref()?.as_str())?]);
        (0..self.around.nodes.len()).map(|place| self.own_name_at(place, host)).collect()
    }

    fn own_name_at(
        &self,
        place: usize,
        host: impl FnOnce(&'a Node) -> Option<&'a Host>,
    ) -> Option<&'a str> {
        let node = self.around.nodes[place].0;
        let in_front = self.around.balancers.of(place);
        let lent = |name: &str| in_front.iter().any(|balancer| balancer.hostname == name);
        if !node.hostname.is_empty() && !lent(&node.hostname) {
            return Some(&node.hostname);
        }
        let host = host(node)?;
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
        let balancer = self.in_front(&node.id).first().filter(|_| through);
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
        for node in self.ends_for(&balancer.id, LinkPurpose::Balances) {
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
        let given = self.value(balancer, front.setting.as_str()).and_then(SettingValue::as_port);
        Some(given.unwrap_or(front.port))
    }

    /// How a caller reaches an endpoint of a node.
    #[must_use]
    pub fn reach(&self, node: &'a Node, endpoint: &EndpointId, at: StandsAt) -> Option<Reach<'a>> {
        let endpoint = self.role(&node.id)?.endpoint(endpoint)?;
        if at == StandsAt::Balancer {
            let front = self.in_front(&node.id).iter().find_map(|balancer| {
                self.front_port(balancer, endpoint).map(|port| (*balancer, port))
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

    /// What a link is for on the wire: the protocol and the port of each endpoint that is called where
    /// it ends, first the one that matters most. None for folders on a share.
    #[must_use]
    pub fn calls(&self, link: &Link) -> Vec<(Protocol, u32)> {
        let mut calls: Vec<(Protocol, u32)> = Vec::new();
        let (Some(kind), Some(end)) = (self.kind(&link.id), self.node(&link.to)) else {
            return calls;
        };
        match kind.purpose {
            LinkPurpose::Stores => {
                let port = self.database_port(end);
                calls.extend(port.map(|port| (Protocol::Jdbc, u32::from(port))));
            }
            LinkPurpose::Balances => {
                let Some(balancer) = self.node(&link.from) else { return calls };
                let passed = self
                    .listening(end)
                    .filter(|(endpoint, _)| self.front_port(balancer, endpoint).is_some());
                calls.extend(passed.map(|(endpoint, port)| (endpoint.protocol, port)));
            }
            _ => {
                let behind = self.outgoing_for(&end.id, LinkPurpose::Balances).next().is_some();
                let at = if behind { StandsAt::Balancer } else { StandsAt::Node };
                for id in &kind.endpoints {
                    for (node, reach) in self.targets(link, id, at).into_iter().take(1) {
                        let endpoint = self.role(&node.id).and_then(|role| role.endpoint(id));
                        calls.extend(endpoint.map(|endpoint| (endpoint.protocol, reach.port)));
                    }
                }
            }
        }
        let mut once: Vec<(Protocol, u32)> = Vec::new();
        for call in calls {
            if !once.contains(&call) {
                once.push(call);
            }
        }
        once
    }

    /// How a peer is reached at another of its endpoints: over the same link, so that all addresses
    /// of one peer name the same load balancer even where a node has two.
    #[must_use]
    pub fn reach_peer(
        &self,
        peer: &Peer<'a>,
        endpoint: &EndpointId,
        at: StandsAt,
    ) -> Option<Reach<'a>> {
        let targets = peer.link.map_or_else(Vec::new, |link| self.targets(link, endpoint, at));
        let same = targets.iter().position(|(node, _)| node.id == peer.node.id);
        let index = same.or((at == StandsAt::Balancer).then_some(0));
        let found = index.and_then(|index| targets.into_iter().nth(index));
        found.map(|(_, reach)| reach).or_else(|| self.reach(peer.node, endpoint, at))
    }

    /// The node as a peer of itself; `None` when it has no such endpoint.
    #[must_use]
    pub fn itself(&self, node: &Node, endpoint: &EndpointId, at: StandsAt) -> Option<Peer<'a>> {
        let node = self.node(&node.id)?;
        self.reach(node, endpoint, at).map(|reach| Peer { link: None, node, reach })
    }

    /// The nodes a link leads to: its end, or the nodes behind it when that is a load balancer.
    fn targets(
        &self,
        link: &Link,
        endpoint: &EndpointId,
        at: StandsAt,
    ) -> Vec<(&'a Node, Reach<'a>)> {
        let Some(end) = self.node(&link.to) else { return Vec::new() };
        let behind = self.outgoing_for(&end.id, LinkPurpose::Balances).next().is_some();
        if !behind {
            return self.reach(end, endpoint, at).map(|reach| (end, reach)).into_iter().collect();
        }
        let mut upstream = self.ends_for(&end.id, LinkPurpose::Balances);
        if at == StandsAt::Node {
            return upstream
                .filter_map(|node| Some((node, self.reach(node, endpoint, at)?)))
                .collect();
        }
        let published = upstream.find_map(|node| {
            let endpoint = self.role(&node.id)?.endpoint(endpoint)?;
            let port = self.front_port(end, endpoint)?;
            Some((node, Reach { node: end, name: self.name_or_id(end), port: u32::from(port) }))
        });
        published.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::notation::design;
    use serde_json::json;

    fn catalogue() -> Catalogue {
        let role = |id: &str, class: &str, endpoints: serde_json::Value| {
            json!({ "id": id, "name": id, "summary": "", "family": "edge", "class": class,
                    "stem": id, "endpoints": endpoints, "source": "test" })
        };
        let endpoint = |id: &str, port: u16, front: u16, setting: &str| {
            json!({ "id": id, "name": id, "protocol": "https", "port": port, "shifted": true,
                    "usage": "traffic", "front": { "port": front, "setting": setting },
                    "source": "test" })
        };
        let kind = |id: &str, purpose: &str, from: &str| {
            json!({ "id": id, "name": id, "category": "client", "purpose": purpose,
                    "from": [from], "to": ["gateway"], "through_balancer": true,
                    "meaning": "", "source": "test" })
        };
        let endpoints =
            [endpoint("admin", 9443, 9443, "port.a"), endpoint("api", 8243, 443, "port.b")];
        serde_json::from_value(json!({
            "product": { "id": "wso2am", "version": "3.1.0", "name": "", "pack": "",
                "source": "test" },
            "roles": [role("gateway", "component", json!(endpoints)),
                role("publisher", "component", json!([])), role("lb", "balancer", json!([]))],
            "link_kinds": [kind("balances", "balances", "lb"),
                kind("publishes-to", "points", "publisher")],
            "settings": [], "engines": [], "schemas": [], "sections": [], "corrections": [],
        }))
        .unwrap()
    }

    #[test]
    fn a_link_calls_what_listens_where_it_ends() {
        let mut catalogue = catalogue();
        for kind in &mut catalogue.link_kinds {
            kind.endpoints = vec![EndpointId::new("admin").unwrap()];
        }
        let design = design(
            "gw1: gateway +4
             lb1: lb
             pub1: publisher
             l1: lb1 -balances-> gw1
             l2: pub1 -publishes-to-> lb1
             l3: pub1 -publishes-to-> gw1",
        );
        let graph = Graph::new(&design, &catalogue);
        let calls = |id: &str| graph.calls(design.link(&id.parse().unwrap()).unwrap());
        assert_eq!(calls("l1"), [(Protocol::Https, 9447), (Protocol::Https, 8247)]);
        assert_eq!(calls("l2"), [(Protocol::Https, 9443)]);
        assert_eq!(calls("l3"), [(Protocol::Https, 9447)]);
    }

    #[test]
    fn all_addresses_of_a_peer_go_over_its_own_link() {
        let (catalogue, at) = (catalogue(), StandsAt::Balancer);
        let design = design(
            "gw1: gateway +4 host=gw1.x
             lb1: lb host=one.x
             lb2: lb host=two.x
             pub1: publisher
             pub2: publisher
             lb1 -balances-> gw1
             lb2 -balances-> gw1
             pub1 -publishes-to-> lb2
             pub2 -publishes-to-> gw1",
        );
        let graph = Graph::new(&design, &catalogue);
        let [admin, api] = ["admin", "api"].map(|id| EndpointId::new(id).unwrap());
        let authority = |publisher: &str, at: StandsAt| {
            let kinds = ["publishes-to".parse().unwrap()];
            let peers = graph.peers(&publisher.parse().unwrap(), &kinds, &admin, at);
            graph.reach_peer(&peers[0], &api, at).unwrap().authority()
        };
        assert_eq!(authority("pub1", at), "two.x:443");
        assert_eq!(authority("pub2", at), "one.x:443");
        assert_eq!(authority("pub1", StandsAt::Node), "gw1.x:8247");
    }
}
