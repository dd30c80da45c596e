//! `README.md`: what the bundle is, in which order things start, and where it departs from the guide.

use topology::catalogue::{Correction, ValueRule};
use topology::{Graph, Node, Role};

use super::{Page, line};
use crate::text::markdown;

pub(crate) fn render(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> String {
    let mut page = Page::default();
    let product = &graph.catalogue.product;
    line!(page, "# {}: {} {}", markdown(graph.design.name()), product.name, product.version);
    line!(page);
    line!(page, "This folder deploys the design in `design.json`; `topology.svg` is its picture.");
    line!(
        page,
        "Every value in it comes from the drawing. To change one, change the drawing and export again."
    );
    line!(page);
    steps(&mut page, graph);
    start_order(&mut page, graph, nodes);
    contents(&mut page, graph);
    corrections(&mut page, graph, nodes);
    page.into_text()
}

fn steps(page: &mut Page, graph: &Graph<'_>) {
    let product = &graph.catalogue.product;
    line!(page, "## Steps");
    line!(page);
    line!(page, "1. Check that the files are whole: `sha256sum -c SHA256SUMS`.");
    line!(page, "2. Prepare the databases as `databases/README.md` says.");
    line!(page, "3. Prepare the load balancers as each `load-balancers/*/README.md` says.");
    line!(
        page,
        "4. On each machine, unpack {} (Java {}) and this folder.",
        product.pack,
        product.java
    );
    line!(
        page,
        "5. Copy `secrets.env.example` to `secrets.env`, fill it in, and let nobody else read it: `chmod 600 secrets.env`."
    );
    line!(
        page,
        "6. Put the keystores and the truststore that the nodes name into `{}`. All nodes share one primary keystore.",
        product.security_folder
    );
    line!(
        page,
        "7. On each machine, run `nodes/ID/bin/install.sh /opt/{}`, on Windows `nodes\\ID\\bin\\install.bat`.",
        product.pack
    );
    line!(
        page,
        "8. Start the nodes in the order below with `nodes/ID/bin/start.sh /opt/{}`. Wait until one is ready before you start the next.",
        product.pack
    );
    line!(page);
}

/// Nodes by start order, then id.
pub(crate) fn in_start_order<'n>(nodes: &[(&'n Node, &'n Role)]) -> Vec<(&'n Node, &'n Role)> {
    let mut sorted = nodes.to_vec();
    let order = |role: &Role| role.deployment.as_ref().map_or(u8::MAX, |d| d.start_order);
    sorted.sort_by(|(a, a_role), (b, b_role)| (order(a_role), &a.id).cmp(&(order(b_role), &b.id)));
    sorted
}

fn start_order(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    line!(page, "## Start order");
    line!(page);
    if nodes.is_empty() {
        line!(page, "The design holds no server of the product.");
        line!(page);
        return;
    }
    line!(
        page,
        "Databases first, load balancers last. Nodes with the same number may start together. Stop in reverse."
    );
    line!(page);
    line!(page, "| step | node | what | host | offset | ready when it answers on |");
    line!(page, "| ---: | --- | --- | --- | ---: | --- |");
    let (mut step, mut last) = (0, None);
    for (node, role) in in_start_order(nodes) {
        let Some(deployment) = &role.deployment else { continue };
        if last != Some(deployment.start_order) {
            (step, last) = (step + 1, Some(deployment.start_order));
        }
        let ready = role.endpoint(&deployment.ready).map(|e| e.port_at(node.offset));
        let host = graph.name_or_id(node);
        line!(
            page,
            "| {step} | `{}` | {} ({}) | {} | {} | {} |",
            node.id,
            markdown(&node.name),
            role.name,
            markdown(&host),
            node.offset,
            ready.map_or_else(String::new, |port| port.to_string()),
        );
    }
    line!(page);
}

fn contents(page: &mut Page, graph: &Graph<'_>) {
    line!(page, "## What is where");
    line!(page);
    line!(page, "| path | is |");
    line!(page, "| --- | --- |");
    line!(
        page,
        "| `nodes/ID/{}` | the node's configuration |",
        graph.catalogue.product.config_file
    );
    line!(page, "| `nodes/ID/bin/` | install, start and stop scripts for Linux and Windows |");
    line!(page, "| `nodes/ID/README.md` | the node's ports and the nodes it talks to |");
    line!(
        page,
        "| `load-balancers/ID/README.md` | what to listen on, where to send it, what has to stick |"
    );
    line!(
        page,
        "| `databases/README.md` | what to create, which scripts to run, which driver goes where |"
    );
    line!(page, "| `secrets.env.example` | the names of all secrets; no value is in this folder |");
    line!(
        page,
        "| `manifest.json` | every file with its checksum, every node, every secret's name |"
    );
    line!(page, "| `design.json` | the design, to be opened in Topology Designer again |");
    line!(page);
}

fn corrections(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    let used = used_corrections(graph, nodes);
    if used.is_empty() {
        return;
    }
    line!(page, "## Where this departs from the guide");
    line!(page);
    line!(page, "WSO2's guide for distributed deployment is followed, except here:");
    line!(page);
    line!(page, "| | the guide | here | because |");
    line!(page, "| --- | --- | --- | --- |");
    for correction in used {
        let Correction { id, guide, here, reason, source, .. } = correction;
        let [guide, here, reason, source] =
            [guide, here, reason, source].map(|text| markdown(text));
        line!(page, "| {id} | {guide} | {here} | {reason} ({source}) |");
    }
}

/// The corrections that show in, or are left out of, the files of these nodes.
pub(crate) fn used_corrections<'c>(
    graph: &Graph<'c>,
    nodes: &[(&Node, &Role)],
) -> Vec<&'c Correction> {
    let catalogue = graph.catalogue;
    let shown = |id: &str, role: &Role| {
        catalogue.sections.iter().filter(|section| section.roles.contains(&role.id)).any(
            |section| {
                section.entries.iter().any(|entry| {
                    let here = entry.roles.is_empty() || entry.roles.contains(&role.id);
                    here && entry.correction.as_deref() == Some(id)
                        && !matches!(entry.value, ValueRule::FrontPort { .. })
                })
            },
        )
    };
    let fronted = |id: &str, node: &Node, role: &Role| {
        !graph.balancers_of(&node.id).is_empty()
            && catalogue.sections.iter().filter(|section| section.roles.contains(&role.id)).any(
                |section| {
                    section.entries.iter().any(|entry| entry.correction.as_deref() == Some(id))
                },
            )
    };
    let uses = |correction: &Correction| {
        nodes.iter().any(|(node, role)| {
            correction.left_out.contains(&role.id)
                || shown(&correction.id, role)
                || fronted(&correction.id, node, role)
        })
    };
    catalogue.corrections.iter().filter(|correction| uses(correction)).collect()
}
