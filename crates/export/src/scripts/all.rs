//! `start-all` and `stop-all`: every node that runs on one machine, in the runbook's order.

use topology::{Graph, Node, Role};

use super::{MACHINE, RUNNING, Script, TCP, filled, local};
use crate::documents::start_steps;
use crate::file::{Language, RenderedFile};
use crate::home;
use crate::plan::{Planned, Scope};

pub(super) const SCRIPTS: [Script; 4] = [
    Script {
        name: "start-all.bat",
        template: include_str!("templates/start-all.bat"),
        language: Language::Batch,
    },
    Script {
        name: "start-all.sh",
        template: include_str!("templates/start-all.sh"),
        language: Language::Shell,
    },
    Script {
        name: "stop-all.bat",
        template: include_str!("templates/stop-all.bat"),
        language: Language::Batch,
    },
    Script {
        name: "stop-all.sh",
        template: include_str!("templates/stop-all.sh"),
        language: Language::Shell,
    },
];

/// The places in them.
#[cfg(test)]
pub(super) const NAMES: [&str; 11] = [
    "ids",
    "base",
    "base_word",
    "seconds",
    "pid_file",
    "log_file",
    "machine",
    "tcp",
    "running",
    "lines",
    "lines_back",
];

pub(super) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let planned = |script: &'static Script| {
        Planned::new(script.name, move |path| render(script, scope.graph, &scope.nodes, path))
    };
    SCRIPTS.iter().map(planned).collect()
}

fn render(
    script: &Script,
    graph: &Graph<'_>,
    nodes: &[(&Node, &Role)],
    path: &str,
) -> RenderedFile {
    let product = &graph.catalogue.product;
    let steps = start_steps(graph, nodes);
    let mut lines: Vec<String> =
        steps.iter().map(|(_, node, role)| line(script, graph, node, role)).collect();
    let forwards = lines.join("\n");
    lines.reverse();
    let ids: Vec<&str> = steps.iter().map(|(_, node, _)| node.id.as_str()).collect();
    let base = if script.windows() { home::WINDOWS } else { home::LINUX };
    let values = [
        ("ids", script.quoted(&ids.join(" "))),
        ("base", base.to_owned()),
        ("base_word", script.quoted(base)),
        ("seconds", graph.catalogue.operations.start_seconds.to_string()),
        ("pid_file", script.quoted(&local(&product.pid_file, script.windows()))),
        ("log_file", script.quoted(&local(&product.log_file, script.windows()))),
        ("machine", MACHINE.to_owned()),
        ("tcp", TCP.to_owned()),
        ("running", RUNNING.to_owned()),
        ("lines", forwards),
        ("lines_back", lines.join("\n")),
    ];
    filled(script, &values, path)
}

/// What the scripts have to know of one node.
fn line(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let folder = home::folder(&graph.catalogue.product, node);
    let host = graph.host(node).map(|host| (host.hostname.as_str(), host.address.as_str()));
    let own = graph.name_or_id(node);
    let (name, address) = host.filter(|(name, _)| !name.is_empty()).unwrap_or((&own, ""));
    let ready = role.deployment.as_ref().and_then(|deployment| role.endpoint(&deployment.ready));
    let port = ready.map_or_else(String::new, |endpoint| endpoint.port_at(node.offset).to_string());
    let id = node.id.as_str();
    if script.windows() {
        script.call("node", &[id, name, &folder, &port])
    } else {
        script.call("node", &[id, name, address, &folder, &port])
    }
}
