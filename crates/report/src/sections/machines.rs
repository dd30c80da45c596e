//! Hosts and nodes: what runs where, and on which ports.

use std::collections::BTreeMap;

use topology::catalogue::RoleClass;
use topology::{Graph, Host, HostId, Node, OperatingSystem};

use crate::document::{Cell, Section, Table, Tone};
use crate::words::listed;

pub(super) fn section(graph: &Graph<'_>) -> Section {
    let mut section = Section::new("machines", "Hosts and nodes");
    section.heading("Hosts");
    section.table(hosts(graph), "The design names no hosts.");
    section.heading("Nodes");
    section.table(nodes(graph), "The design has no nodes.");
    section
}

fn hosts(graph: &Graph<'_>) -> Table {
    let columns = [("Host", 28), ("Address", 17), ("Zone", 19), ("Machine", 14), ("Runs", 30)];
    let mut table = Table::new("Hosts", &columns);
    let mut runs: BTreeMap<&HostId, Vec<String>> = BTreeMap::new();
    for node in graph.design.nodes() {
        if let Some(host) = &node.host {
            runs.entry(host).or_default().push(node.name.clone());
        }
    }
    for host in graph.design.hosts() {
        let runs = runs.get(&host.id).map_or(&[][..], Vec::as_slice);
        let runs = if runs.is_empty() {
            Cell::new(Tone::Quiet, "nothing")
        } else {
            Cell::plain(listed(runs))
        };
        table.rows.push(vec![
            Cell::new(Tone::Strong, host.hostname.as_str())
                .under(Tone::QuietCode, host.id.as_str()),
            Cell::new(Tone::Code, host.address.as_str()),
            Cell::plain(zones(graph, host)),
            machine(host),
            runs,
        ]);
    }
    table
}

/// The zones that a host stands in, outermost first.
fn zones(graph: &Graph<'_>, host: &Host) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut next = host.zone.as_ref();
    // A zone cannot have more zones around it than there are.
    let most = graph.design.zones().len();
    while let Some(zone) = next.filter(|_| names.len() < most).and_then(|id| graph.design.zone(id))
    {
        names.push(&zone.name);
        next = zone.parent.as_ref();
    }
    names.reverse();
    names.join(" / ")
}

fn machine(host: &Host) -> Cell {
    let system = match host.os {
        OperatingSystem::Linux => "Linux",
        OperatingSystem::Windows => "Windows",
    };
    let memory = host.memory.map(|memory| format!("{memory} MB"));
    let cores = host.cores.map(|cores| crate::words::count(cores.into(), "core", "cores"));
    let size: Vec<String> = [memory, cores].into_iter().flatten().collect();
    Cell::plain(system).under(Tone::Quiet, size.join(", "))
}

fn nodes(graph: &Graph<'_>) -> Table {
    let columns =
        [("Node", 25), ("Role", 20), ("Host", 25), ("Offset", 9), ("Replicas", 10), ("Ports", 27)];
    let mut table = Table::new("Nodes", &columns);
    for (node, role) in graph.nodes() {
        let role = role.map_or(node.role.as_str(), |role| &role.name);
        table.rows.push(vec![
            Cell::new(Tone::Strong, node.name.as_str()).under(Tone::QuietCode, node.id.as_str()),
            Cell::plain(role),
            host(graph, node),
            Cell::plain(node.offset.to_string()),
            Cell::plain(node.replicas.to_string()),
            ports(graph, node),
        ]);
    }
    table
}

/// The machine, and the node's own name where it has one.
fn host(graph: &Graph<'_>, node: &Node) -> Cell {
    let name = graph.host(node).map_or("", |host| host.hostname.as_str());
    let own = if node.hostname == name { "" } else { &node.hostname };
    if name.is_empty() && own.is_empty() {
        return Cell::new(Tone::Quiet, "not said");
    }
    let of_one = if name.is_empty() { "on a machine of its own" } else { "" };
    Cell::plain(name).under(Tone::Code, own).under(Tone::Quiet, of_one)
}

/// What it listens on: a load balancer where it publishes, a database where its engine listens.
fn ports(graph: &Graph<'_>, node: &Node) -> Cell {
    let mut ports: BTreeMap<u32, String> = BTreeMap::new();
    for (endpoint, port) in graph.listening(node) {
        ports.entry(port).or_insert_with(|| endpoint.protocol.to_string());
    }
    for (endpoint, port) in graph.fronts(node) {
        ports.entry(port.into()).or_insert_with(|| endpoint.protocol.to_string());
    }
    let is_database = graph.is(&node.id, RoleClass::Database);
    if let Some(port) = graph.database_port(node).filter(|_| is_database) {
        ports.entry(port.into()).or_insert_with(|| "JDBC".to_owned());
    }
    // Ports of one protocol are read together.
    let mut by_protocol: Vec<(String, Vec<String>)> = Vec::new();
    for (port, protocol) in ports {
        match by_protocol.iter_mut().find(|(known, _)| *known == protocol) {
            Some((_, ports)) => ports.push(port.to_string()),
            None => by_protocol.push((protocol, vec![port.to_string()])),
        }
    }
    let lines =
        by_protocol.iter().map(|(protocol, ports)| format!("{protocol} {}", ports.join(", ")));
    let lines: Vec<String> = lines.collect();
    // Side by side on one machine, each has the next offset.
    let beside = node.replicas > 1 && node.host.is_some();
    let next = if beside { "each further replica one higher" } else { "" };
    Cell::plain(lines.join("\n")).under(Tone::Quiet, next)
}
