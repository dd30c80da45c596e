//! `network/README.md`: the same connections, from zone to zone, for the keeper of the firewall.

use std::collections::BTreeMap;

use topology::catalogue::Use;
use topology::{Graph, Node};

use super::flows::{Flow, zones};
use crate::documents::{Page, line};
use crate::text::markdown;

pub(super) fn render<'d>(graph: &Graph<'d>, flows: &[Flow<'d>]) -> String {
    let mut page = Page::default();
    line!(page, "# Network");
    line!(page);
    line!(
        page,
        "Every connection that the files of this bundle make, read from the same links. `ports.csv` has the same rows for a spreadsheet or a script; `hosts` has the names. All of them are TCP, opened from left to right; answers come back on the same connection."
    );
    line!(page);
    if flows.is_empty() {
        line!(page, "The drawing has no connection.");
        return page.into_text();
    }
    let mut by_zones: BTreeMap<(String, String), Vec<&Flow<'d>>> = BTreeMap::new();
    for flow in flows {
        let from = flow.from.node(graph).map_or_else(|| OUTSIDE.to_owned(), |n| zone(graph, n));
        let to = flow.to.map_or_else(|| OUTSIDE.to_owned(), |node| zone(graph, node));
        by_zones.entry((from, to)).or_default().push(flow);
    }
    for ((from, to), flows) in by_zones {
        let within = from == to && from != OUTSIDE;
        if within && from == NO_ZONE {
            line!(page, "## Between nodes that stand in no zone");
        } else if within {
            line!(page, "## Within {}", markdown(&from));
        } else {
            line!(page, "## From {} to {}", markdown(&from), markdown(&to));
        }
        line!(page);
        line!(page, "| from | to | address | protocol | for |");
        line!(page, "| --- | --- | --- | --- | --- |");
        for flow in flows {
            let caller = flow.from.node(graph).map_or_else(|| flow.from.outside(), |n| &n.name);
            let callee = flow.to.map_or("not a node of the drawing", |node| &node.name);
            let what: Vec<String> = flow.what.iter().map(|what| markdown(what)).collect();
            let protocols: Vec<&str> = flow.protocols.iter().map(String::as_str).collect();
            line!(
                page,
                "| {} | {} | {} | {} | {} |",
                markdown(caller),
                markdown(callee),
                markdown(&super::flows::authority(&flow.name, flow.port)),
                markdown(&protocols.join(", ")),
                what.join(", ")
            );
        }
        line!(page);
    }
    closed(&mut page, graph);
    page.into_text()
}

/// Zone of those who are no node.
const OUTSIDE: &str = "outside";
/// Zone of nodes for which none is drawn.
const NO_ZONE: &str = "no zone";

fn zone(graph: &Graph<'_>, node: &Node) -> String {
    let zones = zones(graph, node);
    if zones.is_empty() { NO_ZONE.to_owned() } else { zones }
}

/// What nodes open and nobody of the drawing needs.
fn closed(page: &mut Page, graph: &Graph<'_>) {
    let mut ports: BTreeMap<(u32, &str, bool), Vec<&str>> = BTreeMap::new();
    for (node, _) in graph.components() {
        for (endpoint, port) in graph.listening(node) {
            let watching = endpoint.usage == Use::Monitoring;
            if watching || endpoint.usage == Use::Opened {
                let key = (port, endpoint.name.as_str(), watching);
                ports.entry(key).or_default().push(node.id.as_str());
            }
        }
    }
    if ports.is_empty() {
        return;
    }
    line!(page, "## Keep closed");
    line!(page);
    line!(
        page,
        "The servers open these as well, and no connection above needs them. Let nobody in from outside; open those for monitoring to the machine that watches, and to no other."
    );
    line!(page);
    line!(page, "| port | what | nodes |");
    line!(page, "| ---: | --- | --- |");
    for ((port, name, watching), nodes) in ports {
        let note = if watching { " (monitoring)" } else { "" };
        line!(page, "| {port} | {name}{note} | {} |", nodes.join(", "));
    }
    line!(page);
}
