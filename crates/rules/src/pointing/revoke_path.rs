//! A typed revoke endpoint has the path that its target serves.

use super::address::{Typed, name_of, target_of};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeSet;
use topology::catalogue::{Endpoint, Function, RoleClass, Use, known};
use topology::url::Url;
use topology::{Node, SettingValue};

pub(crate) static RULE: Rule = Rule {
    id: "revoke-path",
    code: 59,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "A revoke endpoint that a person gave ends in /oauth2/revoke on a Key Manager and in /revoke on a Gateway."
    ),
    why: message!(
        "The token URL is made of it by putting token for revoke: with the wrong path, keys cannot be made in the portal."
    ),
    fix: message!("Correct the path, or clear the field so that the drawing decides."),
    source: "[V] carbon-apimgt v6.6.163 AMDefaultKeyManagerImpl.java:622",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for Typed { node, address, url } in ctx.typed().iter().copied() {
        if address.setting != *known::REVOKE_ENDPOINT {
            continue;
        }
        let Some(parts) = Url::parse(url) else { continue };
        let Some(at_gateway) = &address.path_for_calls else { continue };
        let (at_gateway, at_keys) = (at_gateway.as_str(), address.path.as_str());
        let right: BTreeSet<&str> = match served(ctx, &parts) {
            // What the drawing does not know may be either.
            None => [at_keys, at_gateway].into(),
            Some(Serves { keys, calls }) => {
                let paths = [keys.then_some(at_keys), calls.then_some(at_gateway)];
                paths.into_iter().flatten().collect()
            }
        };
        let Some(first) = right.iter().next().filter(|_| !right.contains(parts.path)) else {
            continue;
        };
        // Of two that may be right, the Key Manager's is the one that the drawing would write.
        let use_it = if right.contains(at_keys) { at_keys } else { first };
        let setting = name_of(ctx, &address.setting);
        let message = if parts.path.is_empty() {
            text!(
                "{setting} of {node} has no path; there it is {right}.",
                setting,
                node = &node.name,
                right = use_it
            )
        } else {
            text!(
                "{setting} of {node} has {path}; there it is {right}.",
                setting,
                node = &node.name,
                path = parts.path,
                right = use_it
            )
        };
        let mut plan = Plan::new(ctx);
        plan.set(
            &node.id,
            &address.setting,
            Some(SettingValue::Text(parts.with(parts.port, use_it))),
        );
        findings.push(
            target_of(node, &address.setting),
            message,
            plan.fix(text!("Use {name}", name = use_it)),
        );
    }
}

/// What answers at an address.
struct Serves {
    keys: bool,
    calls: bool,
}

/// What the nodes at a URL's name do, also behind a load balancer: their roles decide, and the port
/// only for a server that is both. `None` where nobody of the drawing has the name.
fn served(ctx: &Context<'_>, parts: &Url<'_>) -> Option<Serves> {
    let named = ctx.reached_by(parts.host);
    let balancer = named.iter().find(|node| ctx.graph.is(&node.id, RoleClass::Balancer));
    let behind = balancer.map(|balancer| ctx.graph.upstream(&balancer.id));
    let nodes: &[&Node] = behind.as_deref().unwrap_or(named);
    let does = |function| nodes.iter().any(|node| ctx.graph.provides(&node.id, function));
    let (keys, calls) = (does(Function::KeyManagement), does(Function::ApiGateway));
    if !(keys && calls) {
        return (keys || calls).then_some(Serves { keys, calls });
    }
    let listens = |usage: Use| match balancer {
        Some(balancer) => ctx.graph.fronts(balancer).iter().any(|(endpoint, port)| {
            endpoint.usage == usage && Some(u32::from(*port)) == parts.port
        }),
        None => nodes.iter().flat_map(|node| ctx.graph.listening(node)).any(
            |(endpoint, port): (&Endpoint, u32)| {
                endpoint.usage == usage && Some(port) == parts.port
            },
        ),
    };
    let (keys, calls) = (listens(Use::Management), listens(Use::Traffic));
    if keys || calls { Some(Serves { keys, calls }) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const NODES: &str =
        "k: key-manager host=km.x\ng: gateway host=gw.x\nd: devportal oauth.revoke_endpoint=";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "revoke-path",
            &format!("{NODES}https://km.x:9443/revoke"),
            1,
            "there it is /oauth2/revoke",
        );
        assert_fixed(
            "revoke-path",
            &format!("{NODES}https://gw.x:8243/oauth2/revoke"),
            1,
            "there it is /revoke",
        );
        assert_fixed("revoke-path", &format!("{NODES}https://other.x"), 1, "no path");
        // The role decides, not the port.
        let other_port = format!("{NODES}https://gw.x:9443/oauth2/revoke");
        assert_fixed("revoke-path", &other_port, 1, "there it is /revoke");
    }

    /// Section 2.9: behind a load balancer the nodes there decide.
    #[test]
    fn sees_through_load_balancers() {
        let front = |role: &str, url: &str| {
            format!(
                "n: {role}\nlb: load-balancer host=lb.x\nlb -balances-> n\nd: devportal oauth.revoke_endpoint={url}"
            )
        };
        let wrong = [
            ("key-manager", "https://lb.x:443/revoke", "/oauth2/revoke"),
            ("gateway", "https://lb.x:443/oauth2/revoke", "/revoke"),
            ("all-in-one", "https://lb.x:9443/revoke", "/oauth2/revoke"),
            ("all-in-one", "https://lb.x:443/oauth2/revoke", "/revoke"),
        ];
        for (role, url, right) in wrong {
            let says = format!("there it is {right}");
            assert_fixed("revoke-path", &front(role, url), 1, &says);
        }
        for (role, url) in [
            ("key-manager", "https://lb.x/oauth2/revoke"),
            ("gateway", "https://lb.x/revoke"),
            ("all-in-one", "https://lb.x:9443/oauth2/revoke"),
            ("all-in-one", "https://lb.x:443/revoke"),
        ] {
            assert_silent("revoke-path", &front(role, url));
        }
    }

    #[test]
    fn nearly_trips() {
        for url in [
            "https://km.x:9443/oauth2/revoke",
            "https://gw.x:8243/revoke",
            "https://other.x/revoke",
        ] {
            assert_silent("revoke-path", &format!("{NODES}{url}"));
        }
    }
}
