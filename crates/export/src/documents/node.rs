//! `nodes/ID/README.md`: one node for the person who sits at its machine.

use topology::catalogue::{LinkPurpose, Use};
use topology::{Graph, Node, Role};

use super::{Page, line};
use crate::home;
use crate::java;
use crate::secrets;
use crate::text::markdown;

pub(crate) fn render(graph: &Graph<'_>, node: &Node, role: &Role) -> String {
    let mut page = Page::default();
    let pack = graph.catalogue.pack_of(role);
    line!(page, "# {} ({})", markdown(&node.name), role.name);
    line!(page);
    line!(
        page,
        "`{}` of the design {}, {} {}.",
        node.id,
        markdown(graph.design.name()),
        pack.name,
        pack.version
    );
    line!(page);
    facts(&mut page, graph, node, role);
    ports(&mut page, graph, node);
    peers(&mut page, graph, node);
    java_flags(&mut page, graph, node);
    line!(page, "## Commands");
    line!(page);
    let why = if pack.optimizer.is_some() {
        ": installing it takes away what its profile does not need"
    } else {
        ""
    };
    line!(page, "Unpack {} once for this node alone{why}.", pack.id);
    line!(page);
    line!(page, "| | Linux | Windows |");
    line!(page, "| --- | --- | --- |");
    for script in ["install", "preflight", "start", "stop"] {
        line!(
            page,
            "| {script} | `sh bin/{script}.sh {}` | `bin\\{script}.bat {}` |",
            home::linux_folder(graph, node),
            home::windows_folder(graph, node)
        );
    }
    line!(page);
    let needed = secrets::of(graph, std::iter::once((node, role)));
    let names: Vec<String> = needed.keys().map(|name| format!("`{name}`")).collect();
    if !names.is_empty() {
        line!(page, "It needs the secrets {}.", names.join(", "));
    }
    page.into_text()
}

fn facts(page: &mut Page, graph: &Graph<'_>, node: &Node, role: &Role) {
    line!(page, "| | |");
    line!(page, "| --- | --- |");
    line!(page, "| reached as | {} |", markdown(&graph.name_or_id(node)));
    line!(page, "| announces itself as | {} |", markdown(&graph.announced_name(node)));
    if let Some(host) = graph.host(node) {
        line!(page, "| host | {} {} |", markdown(&host.hostname), markdown(&host.address));
    }
    line!(page, "| port offset | {} |", node.offset);
    if let Some(deployment) = &role.deployment {
        if graph.catalogue.pack_of(role).optimizer.is_some() {
            let profile = deployment.profile.as_deref().unwrap_or("default (everything)");
            line!(page, "| profile | {profile} |");
        }
        if let Some(server_role) = &deployment.server_role {
            line!(page, "| server role | {server_role} |");
        }
    }
    if let Some(most) = graph.heap(node) {
        line!(page, "| heap of Java | at most {most} MB |");
    }
    line!(page);
}

/// What the start scripts tell Java in production, and what install writes into the product's own.
fn java_flags(page: &mut Page, graph: &Graph<'_>, node: &Node) {
    let verifier = java::hostname_verifier(graph, node);
    if java::flags(graph).next().is_none() && verifier.is_empty() {
        return;
    }
    line!(page, "## What Java is told");
    line!(page);
    for flag in java::flags(graph) {
        line!(page, "- `{}`: {}", flag.flag, flag.why);
    }
    if !verifier.is_empty() {
        line!(
            page,
            "- `-Dhttpclient.hostnameVerifier={verifier}`: how names in certificates are checked. It stands in the product's own start script, where install writes it; after an update of the pack run install again."
        );
    }
    line!(page);
}

fn ports(page: &mut Page, graph: &Graph<'_>, node: &Node) {
    line!(page, "## Ports it opens");
    line!(page);
    line!(page, "| port | protocol | what |");
    line!(page, "| ---: | --- | --- |");
    for (endpoint, port) in graph.listening(node) {
        let note = match endpoint.usage {
            Use::Opened => " (opened, needed by nobody else)",
            Use::Monitoring => " (for monitoring only)",
            Use::Management | Use::Traffic | Use::Events => "",
        };
        line!(page, "| {port} | {} | {}{note} |", endpoint.protocol, endpoint.name);
    }
    line!(page);
}

fn peers(page: &mut Page, graph: &Graph<'_>, node: &Node) {
    let points = |link: &&&topology::Link| {
        graph.kind(&link.id).is_some_and(|kind| kind.purpose != LinkPurpose::Shows)
    };
    let links: Vec<_> = graph.outgoing(&node.id).iter().filter(points).collect();
    if links.is_empty() {
        return;
    }
    line!(page, "## What it connects to");
    line!(page);
    for link in links {
        let (Some(kind), Some(target)) = (graph.kind(&link.id), graph.design.node(&link.to)) else {
            continue;
        };
        line!(
            page,
            "- {} {} ({})",
            kind.name,
            markdown(&target.name),
            markdown(&graph.name_or_id(target))
        );
    }
    line!(page);
}
