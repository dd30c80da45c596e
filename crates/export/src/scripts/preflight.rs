//! What `preflight` has to know of a node: its ports and stores, the folders it shares, and those it
//! connects to.

use std::collections::BTreeSet;

use topology::catalogue::RoleClass;
use topology::{Environment, Graph, Node, Role};

use super::{RUNNING, Script, TCP, local};
use crate::certificates::{primary, tls, trusted, truststore};
use crate::network;

pub(super) fn values(
    script: &Script,
    graph: &Graph<'_>,
    node: &Node,
    role: &Role,
) -> Vec<(&'static str, String)> {
    let (operations, pack) = (&graph.catalogue.operations, graph.catalogue.pack_of(role));
    let security = local(&pack.security_folder, script.windows());
    let ports: BTreeSet<u32> = graph.listening(node).map(|(_, port)| port).collect();
    let ports: Vec<String> = ports.iter().map(u32::to_string).collect();
    // Whoever tries something out may keep what is shipped.
    let shipped = if graph.design.environment() == Environment::Production {
        operations.shipped_passwords.join(" ")
    } else {
        String::new()
    };
    vec![
        ("tcp", TCP.to_owned()),
        ("running", RUNNING.to_owned()),
        ("security_folder", script.quoted(&security)),
        ("java_from", pack.java_from.to_string()),
        ("java_to", pack.java_to.to_string()),
        ("ports", script.quoted(&ports.join(" "))),
        ("shipped_passwords", script.quoted(&shipped)),
        ("stores", stores(script, graph, node, role)),
        ("shares", shares(script, graph, node, role)),
        ("others", others(script, graph, node, role)),
    ]
}

fn stores(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let mut lines: Vec<String> = Vec::new();
    let keystores: BTreeSet<_> =
        [primary(graph, node), tls(graph, node)].into_iter().flatten().collect();
    for store in keystores {
        let words = [&store.file, &store.kind, &store.secret, &store.alias];
        lines.push(script.call("keystore", &words.map(String::as_str)));
    }
    if let Some(store) = truststore(graph, node) {
        let mut words = vec![store.file.as_str(), &store.kind, &store.secret];
        words.extend(trusted(graph, node, role));
        lines.push(script.call("truststore", &words));
    }
    lines.join("\n")
}

/// Folders that have to be mounted; copied ones lie on the node's own disk.
fn shares(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let mounts = graph.shares_of(&node.id).into_iter().any(|share| !graph.is_copied(share));
    let folders = role.shared_folders.iter().filter(|_| mounts);
    let call = |path: &str| script.call("shared", &[&local(path, script.windows())]);
    folders.map(|folder| call(&folder.path)).collect::<Vec<_>>().join("\n")
}

/// The names that a node uses, and those it connects to.
fn others(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let Some(node) = graph.design.node(&node.id) else { return String::new() };
    let flows = network::of_node(graph, node, role);
    let mut names: BTreeSet<String> = flows.iter().map(|flow| flow.name.clone()).collect();
    names.insert(graph.name_or_id(node));
    let mut lines: Vec<String> = names
        .iter()
        .filter(|name| !topology::is_ip_address(name))
        .map(|name| script.call("resolves", &[name]))
        .collect();
    for flow in &flows {
        // A node reaches itself once it runs.
        if flow.to.is_some_and(|to| to.id == node.id) {
            continue;
        }
        let whom = flow.to.map_or("someone outside the drawing", |to| to.id.as_str());
        let when = if is_earlier(graph, flow.to, role) { "earlier" } else { "later" };
        let port = flow.port.to_string();
        lines.push(script.call("reaches", &[whom, &flow.name, &port, when]));
    }
    let indent = if script.windows() { "" } else { "    " };
    lines.iter().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
}

/// Whether someone runs before a node of this role starts: what is no server of the product does, a
/// load balancer when those behind it do, and a server by the start order.
fn is_earlier(graph: &Graph<'_>, to: Option<&Node>, role: &Role) -> bool {
    let order = |role: &Role| role.deployment.as_ref().map_or(0, |d| d.start_order);
    let Some(to) = to else { return true };
    let before = |node: &Node| graph.role(&node.id).is_none_or(|other| order(other) < order(role));
    if graph.is(&to.id, RoleClass::Balancer) {
        graph.upstream(&to.id).into_iter().all(before)
    } else {
        !graph.is(&to.id, RoleClass::Component) || before(to)
    }
}
