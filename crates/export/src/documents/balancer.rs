//! `load-balancers/ID/README.md`: what a load balancer has to do, whatever software it is.

use std::collections::BTreeSet;

use topology::catalogue::{Endpoint, Protocol, Use, known};
use topology::{Graph, Node, SettingValue};

use super::{Page, line};
use crate::balancers;
use crate::text::markdown;

pub(crate) fn render(graph: &Graph<'_>, balancer: &Node) -> String {
    let mut page = Page::default();
    let name = graph.name_or_id(balancer);
    line!(page, "# {}", markdown(&balancer.name));
    line!(page);
    line!(
        page,
        "The nodes behind it tell others this name and these ports, so it has to listen on exactly them."
    );
    line!(page);
    line!(page, "| listens on | protocol | what | sends to |");
    line!(page, "| --- | --- | --- | --- |");
    let upstream = graph.upstream(&balancer.id);
    for (endpoint, port) in graph.fronts(balancer) {
        let targets: Vec<String> = upstream
            .iter()
            .filter_map(|node| {
                let found = graph.role(&node.id)?.endpoint(&endpoint.id)?;
                Some(markdown(&format!(
                    "{}:{}",
                    graph.name_or_id(node),
                    found.port_at(node.offset)
                )))
            })
            .collect();
        line!(
            page,
            "| {}:{port} | {} | {} | {} |",
            markdown(&name),
            endpoint.protocol,
            endpoint.name,
            targets.join(", ")
        );
    }
    line!(page);
    line!(
        page,
        "- TLS: the certificate has to hold the name {}. It speaks TLS to the nodes as well, and checks their certificates.",
        markdown(&name)
    );
    sticky(&mut page, graph, balancer);
    line!(
        page,
        "- Headers: send `Host`, `X-Forwarded-Host`, `X-Forwarded-Server`, `X-Forwarded-For` and `X-Forwarded-Port` (the port that the caller used) to the nodes."
    );
    line!(page, "- Wait up to five minutes for an answer: deployments take their time.");
    let sockets = ports(graph, balancer, |endpoint| {
        endpoint.upgrades || matches!(endpoint.protocol, Protocol::Ws | Protocol::Wss)
    });
    if !sockets.is_empty() {
        line!(
            page,
            "- WebSocket, {}: pass it on as a TCP stream, or as HTTP with the headers `Upgrade` and `Connection`.",
            listed(&sockets)
        );
    }
    line!(
        page,
        "- Events of Traffic Managers (binary, JMS) never go through it: each one is reached by itself."
    );
    line!(page);
    if let Some(place) = balancers::place(graph, balancer) {
        page.lines(&place);
    } else if let Some(SettingValue::Text(kind)) = graph.setting(balancer, known::BALANCER_KIND) {
        line!(
            page,
            "The bundle holds no file for it (software in the drawing: {}): whoever runs it has to see that it does the above.",
            markdown(&kind)
        );
    }
    page.into_text()
}

/// Stickiness is for what signs in: the management ports. API calls are spread.
fn sticky(page: &mut Page, graph: &Graph<'_>, balancer: &Node) {
    let given = graph.setting(balancer, known::BALANCER_STICKY).and_then(|value| value.as_bool());
    let management = ports(graph, balancer, |endpoint| endpoint.usage == Use::Management);
    if given != Some(true) {
        line!(page, "- Sticky sessions: off.");
    } else if management.is_empty() {
        line!(page, "- Sticky sessions: on no port, because none is for management.");
    } else {
        line!(
            page,
            "- Sticky sessions: on {} alone, keep each client on one node (cookie `JSESSIONID`, or its address).",
            listed(&management)
        );
    }
    let needs = graph.upstream(&balancer.id).into_iter();
    let need = needs.filter_map(|node| graph.role(&node.id)?.stickiness.as_ref()).next();
    if let Some(need) = need {
        line!(page, "- Without stickiness, {} ({}).", need.why, markdown(&need.source));
    }
}

/// The ports it listens on for endpoints of a kind, each once.
fn ports(graph: &Graph<'_>, balancer: &Node, wanted: impl Fn(&Endpoint) -> bool) -> Vec<u16> {
    let fronts = graph.fronts(balancer).into_iter();
    let ports: BTreeSet<u16> =
        fronts.filter(|(endpoint, _)| wanted(endpoint)).map(|(_, port)| port).collect();
    ports.into_iter().collect()
}

fn listed(ports: &[u16]) -> String {
    let noun = if ports.len() == 1 { "port" } else { "ports" };
    let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
    format!("{noun} {}", ports.join(" and "))
}
