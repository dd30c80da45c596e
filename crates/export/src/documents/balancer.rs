//! `load-balancers/ID/README.md`: what a load balancer has to do, whatever software it is.

use topology::catalogue::known;
use topology::{Graph, Node, SettingValue};

use super::{Page, line};
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
    line!(page, "- TLS: the certificate has to hold the name {}.", markdown(&name));
    let sticky = graph.setting(balancer, known::BALANCER_STICKY).and_then(|value| value.as_bool());
    if sticky == Some(true) {
        line!(page, "- Sticky sessions: on. Keep each client on one node.");
    } else {
        line!(page, "- Sticky sessions: off.");
    }
    for node in &upstream {
        if let Some(need) = graph.role(&node.id).and_then(|role| role.stickiness.as_ref()) {
            line!(page, "- Without stickiness, {} ({}).", need.why, markdown(&need.source));
            break;
        }
    }
    line!(
        page,
        "- Headers: pass `Host`, `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Port` on."
    );
    line!(
        page,
        "- Events of Traffic Managers (binary, JMS) never go through it: each one is reached by itself."
    );
    if let Some(SettingValue::Text(kind)) = graph.setting(balancer, known::BALANCER_KIND) {
        line!(page, "- Software in the drawing: {}.", markdown(&kind));
    }
    page.into_text()
}
