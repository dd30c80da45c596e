//! `README.md`: what the bundle is, in which order things start, and where it departs from the guide.

use std::collections::BTreeSet;

use topology::catalogue::{Correction, Pack};
use topology::{Graph, Node, Role};

use super::{Page, by_hand, groups, line, waivers};
use crate::secrets::{self, Keeping};
use crate::text::markdown;
use crate::{config, home, packs};

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
    steps(&mut page, graph, nodes);
    start_order(&mut page, graph, nodes);
    by_hand::render(&mut page, graph, nodes);
    by_hand::names(&mut page, graph);
    contents(&mut page, graph, nodes);
    corrections(&mut page, graph, nodes);
    waivers::render(&mut page, graph);
    page.into_text()
}

fn steps(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    let packs = packs::used(graph, nodes);
    let mut steps: Vec<String> = Vec::new();
    let mut step = |text: String| steps.push(text);
    step("Check that the files are whole: `sha256sum -c SHA256SUMS`.".into());
    step("Let every machine resolve the names below; `network/hosts` has them as lines. Let the firewalls pass what `network/README.md` lists.".into());
    step("Look through `operations/limits.conf` and `operations/sysctl.conf`, and install them on each machine on Linux.".into());
    step(format!(
        "On each machine, unpack {} once for each node that runs there, into the node's folder that the table below names, and unpack this bundle beside it. Two nodes never share a folder: installing one takes away what its profile does not need, and there is no undo. The path to the folder has no blanks.",
        unpacked(&packs)
    ));
    step("Copy `secrets.env.example` to `secrets.env`, fill it in, and let nobody else read it: `chmod 600 secrets.env`.".into());
    step(format!(
        "Make the keystores and truststores with `certificates/create-keystores.sh`, as `certificates/README.md` says, and put those of each node into {} of its folder. All nodes share one primary keystore.{}",
        packs::each(&packs, |pack| &pack.security_folder),
        shipped_stores(&packs)
    ));
    step("Prepare the databases as `databases/README.md` says: its scripts are those of the unpacked product.".into());
    if graph.balancers().next().is_some() {
        step("Prepare the load balancers as each `load-balancers/*/README.md` says, with the certificates made above.".into());
    }
    if graph.shares().next().is_some() {
        step("Prepare the shares as each `shares/*/README.md` says; each node's own part follows after it is installed.".into());
    }
    step(format!(
        "On each machine, run `nodes/ID/bin/install.sh FOLDER` for each of its nodes, on Windows `nodes\\ID\\bin\\install.bat FOLDER`.{}",
        installing(graph, nodes)
    ));
    if by_hand::is_needed(graph, nodes) {
        step("Do what stands below under \"By hand\".".into());
    }
    step("Start the nodes one after another in the order below. For each, on its own machine: run `nodes/ID/bin/preflight.sh FOLDER`, on Windows `preflight.bat`, until it finds no problem, then `nodes/ID/bin/start.sh FOLDER`, and wait until the node is ready. Preflight wants those to answer that start earlier; with `--local` it asks no other machine and can be run at any time. `start-all.sh` starts all nodes of the machine it runs on, and `stop-all.sh` stops them in reverse; on Windows both are `.bat`. To start them with their machines, look through `nodes/ID/systemd/ID.service` and install it.".into());
    line!(page, "## Steps");
    line!(page);
    for (index, text) in steps.iter().enumerate() {
        line!(page, "{}. {text}", index + 1);
    }
    line!(page);
}

/// What else happens to passwords when a node is installed.
fn installing(graph: &Graph<'_>, nodes: &[(&Node, &Role)]) -> &'static str {
    match secrets::kept(graph, nodes) {
        Keeping::Environment => "",
        Keeping::Vault(_) => {
            " It puts the passwords of `secrets.env` into the node's configuration and lets the product's cipher tool encrypt them with the primary keystore, which has to be in place; on Windows the tool needs Apache Ant. Afterwards `secrets.env` needs to hold the keystore's password alone, which a start hands to the server in a file that the server removes."
        }
        Keeping::Clear => {
            " It puts the passwords of `secrets.env` into the node's configuration in clear, readable by nobody but the user who ran it, and the machine needs `secrets.env` no longer."
        }
    }
}

/// The archives to unpack, each with the Java that it runs on.
fn unpacked(packs: &[&Pack]) -> String {
    let each = packs.iter().map(|pack| format!("{} (Java {})", pack.id, pack.java()));
    each.collect::<Vec<_>>().join(" or ")
}

/// What to know of stores that come with the packs, each thing once.
fn shipped_stores(packs: &[&Pack]) -> String {
    let mut said: Vec<&str> = Vec::new();
    for text in packs.iter().flat_map(|pack| &pack.shipped_stores) {
        if !said.contains(&text.as_str()) {
            said.push(text);
        }
    }
    said.iter().fold(String::new(), |text, store| text + " " + store)
}

/// Nodes by start order, then id.
pub(crate) fn in_start_order<'n>(nodes: &[(&'n Node, &'n Role)]) -> Vec<(&'n Node, &'n Role)> {
    let mut sorted = nodes.to_vec();
    let order = |role: &Role| role.deployment.as_ref().map_or(u8::MAX, |d| d.start_order);
    sorted.sort_by(|(a, a_role), (b, b_role)| (order(a_role), &a.id).cmp(&(order(b_role), &b.id)));
    sorted
}

/// Nodes in the order in which they start, with the number of their step: those with the same number
/// may start together.
pub(crate) fn start_steps<'n>(
    graph: &Graph<'_>,
    nodes: &[(&'n Node, &'n Role)],
) -> Vec<(usize, &'n Node, &'n Role)> {
    let places = groups::places(graph, nodes);
    let order = |node: &Node, role: &Role| {
        let first = role.deployment.as_ref().map_or(u8::MAX, |d| d.start_order);
        (first, places.get(&node.id).copied().unwrap_or_default())
    };
    let mut sorted = in_start_order(nodes);
    sorted.retain(|(_, role)| role.deployment.is_some());
    sorted.sort_by_key(|(node, role)| order(node, role));
    let (mut step, mut last) = (0, None);
    let numbered = |(node, role): (&'n Node, &'n Role)| {
        if last != Some(order(node, role)) {
            (step, last) = (step + 1, Some(order(node, role)));
        }
        (step, node, role)
    };
    sorted.into_iter().map(numbered).collect()
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
        "Databases and load balancers run before the first of them. Nodes with the same number may start together. Stop in reverse."
    );
    let steps = start_steps(graph, nodes);
    if groups::places(graph, nodes).values().any(|place| *place > 0) {
        line!(
            page,
            "Partners have numbers one after another for the first start: one of them makes the administrator and the registry, and the next has to find both. Later they may start together."
        );
    }
    line!(page);
    line!(page, "| step | node | what | folder | host | offset | ready when it answers on |");
    line!(page, "| ---: | --- | --- | --- | --- | ---: | --- |");
    for (step, node, role) in steps {
        let Some(deployment) = &role.deployment else { continue };
        let ready = role.endpoint(&deployment.ready).map(|e| e.port_at(node.offset));
        let host = graph.name_or_id(node);
        line!(
            page,
            "| {step} | `{}` | {} ({}) | `{}` | {} | {} | {} |",
            node.id,
            markdown(&node.name),
            role.name,
            home::of(graph, node),
            markdown(&host),
            node.offset,
            ready.map_or_else(String::new, |port| port.to_string()),
        );
    }
    line!(page);
}

fn contents(page: &mut Page, graph: &Graph<'_>, nodes: &[(&Node, &Role)]) {
    line!(page, "## What is where");
    line!(page);
    line!(page, "| path | is |");
    line!(page, "| --- | --- |");
    let mut files: Vec<&str> =
        nodes.iter().map(|(_, role)| &*graph.catalogue.program_of(role).config_file).collect();
    if files.is_empty() {
        files.push(&graph.catalogue.own_program().config_file);
    }
    files.sort_unstable();
    files.dedup();
    for file in files {
        line!(page, "| `nodes/ID/{file}` | the node's configuration |");
    }
    line!(
        page,
        "| `nodes/ID/bin/` | scripts that install, check, start and stop it, for Linux and Windows |"
    );
    line!(page, "| `nodes/ID/systemd/` | the node as a service, to be looked through |");
    line!(page, "| `nodes/ID/README.md` | the node's ports and the nodes it talks to |");
    line!(
        page,
        "| `load-balancers/ID/` | the file for nginx or HAProxy; what to listen on, where to send it, what has to stick |"
    );
    line!(page, "| `shares/ID/` | what mounts or copies the folders that nodes share |");
    line!(
        page,
        "| `databases/README.md` | what to create, which scripts to run, which driver goes where |"
    );
    line!(page, "| `start-all.sh`, `stop-all.sh` | all nodes of the machine they run on |");
    line!(page, "| `certificates/` | what makes keystores and truststores, and for which names |");
    line!(page, "| `network/` | names to resolve, and who connects to whom on which port |");
    line!(page, "| `operations/` | limits and kernel settings, to be looked through |");
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

/// The corrections that the files of these nodes speak of.
pub(crate) fn used_corrections<'c>(
    graph: &Graph<'c>,
    nodes: &[(&Node, &Role)],
) -> Vec<&'c Correction> {
    let used: BTreeSet<String> =
        nodes.iter().flat_map(|(node, role)| config::corrections(graph, node, role)).collect();
    graph.catalogue.corrections.iter().filter(|correction| used.contains(&correction.id)).collect()
}
