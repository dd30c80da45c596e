//! Every connection in words: the rows of `network/ports.csv`, and of whoever else lists them.

use std::collections::BTreeSet;

use topology::{Graph, Node};

use super::flows::{Flow, flows, zones};

/// One kind of connection that the network has to let through. All of them are TCP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    pub from: Party,
    pub to: Party,
    /// The name or address that the caller uses.
    pub address: String,
    pub port: u32,
    pub protocol: String,
    /// Config keys that hold the address, or what people do there.
    pub what: String,
}

/// One end of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The node, as it is deployed; empty for those that the drawing has no node for.
    pub id: String,
    pub name: String,
    /// The machine: its address, or else its name.
    pub host: String,
    /// The zones that it stands in, outermost first.
    pub zone: String,
}

impl Connection {
    /// `name:port`, with brackets around an IPv6 address.
    #[must_use]
    pub fn authority(&self) -> String {
        super::flows::authority(&self.address, self.port)
    }
}

/// Every connection of the design, sorted by caller, name and port.
pub(crate) fn connections(graph: &Graph<'_>) -> Vec<Connection> {
    flows(graph).iter().map(|flow| connection(graph, flow)).collect()
}

fn connection<'d>(graph: &Graph<'d>, flow: &Flow<'d>) -> Connection {
    let from = flow.from.node(graph);
    Connection {
        from: from.map_or_else(|| outside(flow.from.outside()), |node| of_node(graph, node)),
        to: flow.to.map_or_else(|| outside("an address typed over"), |node| of_node(graph, node)),
        address: flow.name.clone(),
        port: flow.port,
        protocol: joined(&flow.protocols),
        what: joined(&flow.what),
    }
}

fn of_node(graph: &Graph<'_>, node: &Node) -> Party {
    let place = graph
        .host(node)
        .map_or("", |host| if host.address.is_empty() { &host.hostname } else { &host.address });
    Party {
        id: node.id.to_string(),
        name: node.name.clone(),
        host: place.to_owned(),
        zone: zones(graph, node),
    }
}

fn outside(who: &str) -> Party {
    let nothing = String::new;
    Party { id: nothing(), name: who.to_owned(), host: nothing(), zone: nothing() }
}

fn joined(texts: &BTreeSet<String>) -> String {
    texts.iter().map(String::as_str).collect::<Vec<_>>().join(" + ")
}
