//! Who connects to whom: each pair of a caller and a listening port, once, with what for.

use std::collections::{BTreeMap, BTreeSet};

use topology::catalogue::{LinkPurpose, StandsAt};
use topology::{Graph, Host, Node, Role};

use crate::config::{Address, addresses};

/// One kind of connection that the network has to let through.
#[derive(Debug, Clone)]
pub(crate) struct Flow<'d> {
    pub(crate) from: Party<'d>,
    /// Who listens; nobody known for an address that a person typed over.
    pub(crate) to: Option<&'d Node>,
    /// The name or address that the caller uses.
    pub(crate) name: String,
    pub(crate) port: u32,
    pub(crate) protocols: BTreeSet<String>,
    /// Config keys that hold the address, or what people do there.
    pub(crate) what: BTreeSet<String>,
}

/// Who opens a connection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Party<'d> {
    /// By the node's id; the node itself is looked up.
    Node(&'d topology::NodeId),
    /// Callers that the drawing has no node for.
    Outside(&'d str),
}

impl<'d> Party<'d> {
    pub(crate) fn node(&self, graph: &Graph<'d>) -> Option<&'d Node> {
        match self {
            Self::Node(id) => graph.design.node(id),
            Self::Outside(_) => None,
        }
    }

    /// What callers without a node are called.
    pub(crate) fn outside(&self) -> &'d str {
        match self {
            Self::Node(_) => "",
            Self::Outside(who) => who,
        }
    }
}

/// `name:port`, with brackets around an IPv6 address.
pub(crate) fn authority(name: &str, port: u32) -> String {
    format!("{}:{port}", topology::url::bracketed(name))
}

/// The zones that a node stands in, outermost first; empty when the drawing does not say.
pub(crate) fn zones(graph: &Graph<'_>, node: &Node) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut next = graph.host(node).and_then(|host: &Host| host.zone.as_ref());
    while let Some(zone) = next.and_then(|id| graph.design.zone(id)) {
        names.push(&zone.name);
        next = zone.parent.as_ref().filter(|_| names.len() < 64);
    }
    names.reverse();
    names.join(" / ")
}

/// Collects flows by caller, name and port.
#[derive(Default)]
struct Collected<'d> {
    flows: BTreeMap<(Party<'d>, String, u32), Flow<'d>>,
    /// Names and ports that callers from outside use.
    visited: BTreeSet<(String, u32)>,
}

impl<'d> Collected<'d> {
    fn add(
        &mut self,
        from: Party<'d>,
        to: Option<&'d Node>,
        (name, port): (String, u32),
        protocol: String,
        what: String,
    ) {
        if matches!(from, Party::Outside(_)) {
            self.visited.insert((name.clone(), port));
        }
        let flow = self.flows.entry((from.clone(), name.clone(), port)).or_insert_with(|| Flow {
            from,
            to,
            name,
            port,
            protocols: BTreeSet::new(),
            what: BTreeSet::new(),
        });
        flow.protocols.insert(protocol);
        flow.what.insert(what);
    }

    /// Whether callers from outside are known there.
    fn is_visited(&self, name: &str, port: u32) -> bool {
        self.visited.contains(&(name.to_owned(), port))
    }

    /// What a node's own file makes it call.
    fn configured(&mut self, graph: &Graph<'d>, node: &'d Node, role: &Role) {
        for address in addresses(graph, node, role) {
            let Address { key, to, name, port, endpoint, scheme, shown } = address;
            let protocol =
                endpoint.map_or_else(|| scheme.to_uppercase(), |e| e.protocol.to_string());
            if !shown {
                self.add(Party::Node(&node.id), to, (name, port), protocol, key);
            } else if !self.is_visited(&name, port) {
                self.add(Party::Outside(READERS), to, (name, port), protocol, key);
            }
        }
    }
}

/// The port that machines are signed in to for copies.
const SSH: u32 = 22;

/// Those who are shown an address and then call it.
const READERS: &str = "Whoever reads it in a portal";

/// What one node calls, as its file says.
pub(crate) fn of_node<'d>(graph: &Graph<'d>, node: &'d Node, role: &Role) -> Vec<Flow<'d>> {
    let mut collected = Collected::default();
    collected.configured(graph, node, role);
    collected.flows.into_values().filter(|flow| matches!(flow.from, Party::Node(_))).collect()
}

/// Every connection of the design, sorted by caller, name and port.
pub(crate) fn flows<'d>(graph: &Graph<'d>) -> Vec<Flow<'d>> {
    let mut collected = Collected::default();
    for (node, role) in graph.components() {
        visits(&mut collected, graph, node, role);
    }
    for (node, role) in graph.components() {
        collected.configured(graph, node, role);
    }
    balanced(&mut collected, graph);
    drawn(&mut collected, graph);
    shared(&mut collected, graph);
    collected.flows.into_values().collect()
}

/// Callers from outside, at the load balancer where one stands in front.
fn visits<'d>(collected: &mut Collected<'d>, graph: &Graph<'d>, node: &'d Node, role: &'d Role) {
    for visitor in &role.visitors {
        for id in &visitor.endpoints {
            let (Some(reach), Some(endpoint)) =
                (graph.reach(node, id, StandsAt::Balancer), role.endpoint(id))
            else {
                continue;
            };
            collected.add(
                Party::Outside(&visitor.who),
                Some(reach.node),
                (reach.name, reach.port),
                endpoint.protocol.to_string(),
                visitor.what.clone(),
            );
        }
    }
}

/// What load balancers pass on.
fn balanced<'d>(collected: &mut Collected<'d>, graph: &Graph<'d>) {
    for (balancer, _) in graph.balancers() {
        for node in graph.upstream(&balancer.id) {
            for (endpoint, port) in graph.listening(node) {
                if graph.front_port(balancer, endpoint).is_some() {
                    collected.add(
                        Party::Node(&balancer.id),
                        Some(node),
                        (graph.name_or_id(node), port),
                        endpoint.protocol.to_string(),
                        endpoint.name.clone(),
                    );
                }
            }
        }
    }
}

/// Links that are drawn for understanding: outside parties that call endpoints.
fn drawn<'d>(collected: &mut Collected<'d>, graph: &Graph<'d>) {
    for link in graph.design.links() {
        let Some(kind) = graph.kind(&link.id).filter(|k| k.purpose == LinkPurpose::Shows) else {
            continue;
        };
        for endpoint in &kind.endpoints {
            let at = StandsAt::Balancer;
            let kinds = [kind.id.clone()];
            for peer in graph.peers(&link.from, &kinds, endpoint, at) {
                if peer.link.is_none_or(|found| found.id != link.id) {
                    continue;
                }
                let protocol = graph.role(&peer.node.id).and_then(|role| role.endpoint(endpoint));
                collected.add(
                    Party::Node(&link.from),
                    Some(peer.reach.node),
                    (peer.reach.name, peer.reach.port),
                    protocol.map_or_else(String::new, |endpoint| endpoint.protocol.to_string()),
                    kind.name.clone(),
                );
            }
        }
    }
}

/// Folders that lie on a share: each node mounts them, or fetches what the one that writes has.
fn shared<'d>(collected: &mut Collected<'d>, graph: &Graph<'d>) {
    for (share, role) in graph.shares() {
        let writer = graph.writer_of(share);
        for (node, _) in graph.mounting(&share.id) {
            let fetches = |writer: &&Node| writer.id != node.id && writer.role == node.role;
            if let Some(writer) = writer.filter(fetches) {
                collected.add(
                    Party::Node(&node.id),
                    Some(writer),
                    (graph.name_or_id(writer), SSH),
                    "SSH".to_owned(),
                    format!("copies of {}", share.name),
                );
            }
            if graph.is_copied(share) {
                continue;
            }
            for endpoint in &role.endpoints {
                collected.add(
                    Party::Node(&node.id),
                    Some(share),
                    (graph.name_or_id(share), endpoint.port_at(share.offset)),
                    endpoint.protocol.to_string(),
                    endpoint.name.clone(),
                );
            }
        }
    }
}
