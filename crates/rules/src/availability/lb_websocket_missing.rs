//! A load balancer publishes each endpoint on a port of its own, WebSocket too.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Endpoint, Protocol};
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "lb-websocket-missing",
    code: 26,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A load balancer passes every kind of call on, WebSocket calls too, each on a port of its own."
    ),
    why: message!("Two kinds on one port leave one of them out: calls of that kind reach nobody."),
    fix: message!("Give each its own port at the load balancer."),
    source: "section 6: 8099 and 9099 pass as a stream or as HTTP with Upgrade headers",
    check,
};

fn is_web_socket(endpoint: &Endpoint) -> bool {
    matches!(endpoint.protocol, Protocol::Ws | Protocol::Wss)
}

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (balancer, _) in ctx.graph.balancers() {
        let fronts = ctx.graph.fronts(balancer);
        let mut ports: BTreeMap<u16, &Endpoint> = BTreeMap::new();
        for (endpoint, port) in &fronts {
            let Some(first) = ports.get(port) else {
                ports.insert(*port, endpoint);
                continue;
            };
            let Some(front) = endpoint.front.as_ref() else { continue };
            // Two roles on one port are told by the rule about mixed nodes.
            let one = ctx.graph.upstream(&balancer.id).into_iter().any(|node| {
                let role = ctx.graph.role(&node.id);
                role.is_some_and(|role| {
                    role.endpoint(&first.id).is_some() && role.endpoint(&endpoint.id).is_some()
                })
            });
            if !one || first.id == endpoint.id {
                continue;
            }
            let socket = is_web_socket(endpoint) || is_web_socket(first);
            let severity = if socket { Severity::Warning } else { Severity::Error };
            let message = text!(
                "{balancer} would publish both {first} and {second} on port {port}, and only the first works. Give each its own port.",
                balancer = &balancer.name,
                first = term(&first.name),
                second = term(&endpoint.name),
                port
            );
            let taken: Vec<u16> = fronts.iter().map(|(_, port)| *port).collect();
            let target =
                Target::Setting { node: Some(balancer.id.clone()), setting: front.setting.clone() };
            findings.push_as(
                severity,
                target,
                message,
                free(ctx, balancer, &front.setting, &taken, front.port),
            );
        }
    }
}

/// The endpoint's usual port, or the next one above it that is free.
fn free(
    ctx: &Context<'_>,
    balancer: &Node,
    setting: &SettingId,
    taken: &[u16],
    usual: u16,
) -> Option<crate::finding::Fix> {
    let port = (usual..=u16::MAX).find(|port| !taken.contains(port))?;
    let mut plan = Plan::new(ctx);
    plan.set(&balancer.id, setting, Some(SettingValue::Integer(port.into())));
    plan.fix(text!("Use port {port}", port))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let one = "a: gateway\nlb: load-balancer port.wss=443\nlb -balances-> a";
        assert_fixed("lb-websocket-missing", one, 1, "only the first works");
        let plain = "a: gateway\nlb: load-balancer port.http=443\nlb -balances-> a";
        assert_fixed("lb-websocket-missing", plain, 1, "API HTTPS and API HTTP on port 443");
    }

    #[test]
    fn nearly_trips() {
        let moved = "a: gateway\nb: gateway\nlb: load-balancer port.wss=8443\nlb -balances-> a\nlb -balances-> b";
        assert_silent("lb-websocket-missing", moved);
        // Another rule tells of two roles on one port.
        let mixed =
            "a: devportal\nb: publisher\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b";
        assert_silent("lb-websocket-missing", mixed);
    }
}
