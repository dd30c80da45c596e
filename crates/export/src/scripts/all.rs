//! `start-all` and `stop-all`: every node that runs on one machine, in the runbook's order.

use topology::catalogue::Program;
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
    let catalogue = graph.catalogue;
    let steps = start_steps(graph, nodes);
    let ids: Vec<&str> = steps.iter().map(|(_, node, _)| node.id.as_str()).collect();
    let nodes: Vec<(&Node, &Role)> = steps.iter().map(|(_, node, role)| (*node, *role)).collect();
    let back: Vec<(&Node, &Role)> = nodes.iter().copied().rev().collect();
    let program = nodes.first().map(|(_, role)| catalogue.program_of(role));
    let program = program.unwrap_or_else(|| catalogue.own_program());
    let base = if script.windows() { home::WINDOWS } else { home::LINUX };
    let values = [
        ("ids", script.quoted(&ids.join(" "))),
        ("base", base.to_owned()),
        ("base_word", script.quoted(base)),
        ("seconds", graph.catalogue.operations.start_seconds.to_string()),
        ("pid_file", script.quoted(&local(&program.pid_file, script.windows()))),
        ("log_file", script.quoted(&local(&program.log_file, script.windows()))),
        ("machine", MACHINE.to_owned()),
        ("tcp", TCP.to_owned()),
        ("running", RUNNING.to_owned()),
        ("lines", lines(script, graph, &nodes, program)),
        ("lines_back", lines(script, graph, &back, program)),
    ];
    filled(script, &values, path)
}

/// A line for each node. The shell's functions look at the files of the program that the variables
/// name at that moment, so a line before a node changes them where it runs another program.
fn lines<'c>(
    script: &Script,
    graph: &Graph<'c>,
    nodes: &[(&Node, &Role)],
    mut current: &'c Program,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (node, role) in nodes {
        let program = graph.catalogue.program_of(role);
        if !script.windows() && program.pid_file != current.pid_file {
            lines.push(format!("pid_file={}", script.quoted(&program.pid_file)));
        }
        let logs = script.template.contains("{{log_file}}");
        if !script.windows() && logs && program.log_file != current.log_file {
            lines.push(format!("log_file={}", script.quoted(&program.log_file)));
        }
        current = program;
        lines.push(line(script, graph, node, role));
    }
    lines.join("\n")
}

/// What the scripts have to know of one node.
fn line(script: &Script, graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let folder = home::folder(graph, node);
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
