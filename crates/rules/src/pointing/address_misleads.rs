//! A typed address leads to someone of the drawing who does what it is typed for.

use super::address::{Typed, name_of, target_of};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use topology::catalogue::{AddressSetting, Function, Protocol, RoleClass};
use topology::url::Url;
use topology::{Node, is_loopback};

pub(crate) static RULE: Rule = Rule {
    id: "address-misleads",
    code: 48,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "An address that a person gave leads to a node that does what is asked there, by the load balancer where several do, with the port and the scheme that answer."
    ),
    why: message!(
        "A typed address replaces what the drawing says. Where somebody else listens, or nobody, the call fails; where it names one of several, it fails with that one."
    ),
    fix: message!("Clear the field so that the drawing decides, or correct the address."),
    source: "[V] fact sheet section 2.1, who talks to whom; rules 16, 48 and 60 of section 13",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for Typed { node, address, url } in ctx.typed().iter().copied() {
        let Some(url) = Url::parse(url) else { continue };
        let Some((severity, wrong)) = misled(ctx, node, address, &url) else { continue };
        let message = text!(
            "{setting} of {node} leads to {wrong} Clear it so that the drawing decides, or correct it.",
            setting = name_of(ctx, &address.setting),
            node = &node.name,
            wrong
        );
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &address.setting, None);
        let fix = plan.fix(text!("Let the drawing decide"));
        findings.push_as(severity, target_of(node, &address.setting), message, fix);
    }
}

/// How bad an address is, and the rest of a sentence on where it leads.
fn misled(
    ctx: &Context<'_>,
    node: &Node,
    address: &AddressSetting,
    url: &Url<'_>,
) -> Option<(Severity, Text)> {
    let kinds = address.kinds.iter().filter_map(|kind| ctx.catalogue.link_kind(kind));
    let function = kinds.filter_map(|kind| kind.function).next();
    // Its own rule knows more of ports there.
    if function == Some(Function::Analytics) {
        return None;
    }
    let does = |other: &Node| match function {
        Some(function) => ctx.graph.provides(&other.id, function),
        None => {
            ctx.graph.role(&other.id).is_some_and(|role| role.endpoint(&address.endpoint).is_some())
        }
    };
    if is_loopback(url.host) {
        let wrong = text!("{host} itself, which does not do this.", host = url.host);
        return (!does(node)).then_some((Severity::Error, wrong));
    }
    let named = ctx.reached_by(url.host);
    let mut reached: Vec<&Node> = Vec::new();
    for node in named {
        let behind = ctx.graph.upstream(&node.id);
        if behind.is_empty() {
            reached.push(node);
        } else {
            reached.extend(behind);
        }
    }
    // A name of the world outside, which the drawing does not know.
    if reached.is_empty() {
        return None;
    }
    // What a Key Manager answers, a Gateway may answer for it under another path.
    let calls = function.is_some()
        && address.path_for_calls.is_some()
        && reached.iter().any(|other| ctx.graph.provides(&other.id, Function::ApiGateway));
    if calls {
        return None;
    }
    let fits: Vec<&Node> = reached.iter().copied().filter(|other| does(other)).collect();
    if fits.is_empty() {
        let wrong = text!("{nodes}, where nobody does this.", nodes = names(reached));
        return Some((Severity::Error, wrong));
    }
    wrong_port(ctx, address, url, named, &fits)
        .map(|wrong| (Severity::Error, wrong))
        .or_else(|| wrong_scheme(ctx, address, url, &fits).map(|wrong| (Severity::Error, wrong)))
        .or_else(|| one_of_several(ctx, function, named).map(|wrong| (Severity::Warning, wrong)))
}

fn wrong_port(
    ctx: &Context<'_>,
    address: &AddressSetting,
    url: &Url<'_>,
    named: &[&Node],
    fits: &[&Node],
) -> Option<Text> {
    let usual = if matches!(url.scheme, "http" | "ws") { 80 } else { 443 };
    let port = url.port.unwrap_or(usual);
    let endpoint = |node: &Node| ctx.graph.role(&node.id)?.endpoint(&address.endpoint);
    let opened: Vec<u32> = named
        .iter()
        .flat_map(|node| {
            let balancer = ctx.graph.is(&node.id, RoleClass::Balancer);
            let front = |to: &&Node| ctx.graph.front_port(node, endpoint(to)?).map(u32::from);
            let behind = fits.iter().filter_map(front).filter(|_| balancer);
            let own = endpoint(node).map(|endpoint| endpoint.port_at(node.offset));
            behind.chain(own).collect::<Vec<_>>()
        })
        .collect();
    let right = opened.first()?;
    // The default port of a node with an offset is told by a rule of its own.
    let forgot =
        |node: &&Node| node.offset > 0 && endpoint(node).is_some_and(|e| u32::from(e.port) == port);
    if opened.contains(&port) || named.iter().any(forgot) {
        return None;
    }
    Some(text!(
        "port {port} of {nodes}, which answers this on {right}.",
        port,
        nodes = names(named.iter().copied()),
        right
    ))
}

fn wrong_scheme(
    ctx: &Context<'_>,
    address: &AddressSetting,
    url: &Url<'_>,
    fits: &[&Node],
) -> Option<Text> {
    let first = fits.first()?;
    let spoken = match ctx.graph.role(&first.id)?.endpoint(&address.endpoint)?.protocol {
        Protocol::Http => "http",
        Protocol::Https => "https",
        Protocol::Ws => "ws",
        Protocol::Wss => "wss",
        _ => return None,
    };
    (url.scheme != spoken).then(|| {
        text!(
            "{node} with {scheme}://, where {spoken}:// is spoken.",
            node = &first.name,
            scheme = url.scheme,
            spoken
        )
    })
}

/// One node of several that do the same, past the load balancer in front of them.
fn one_of_several(ctx: &Context<'_>, function: Option<Function>, named: &[&Node]) -> Option<Text> {
    // Where a Gateway writes for others, one is named on purpose: rules of their own judge it.
    if function.is_none_or(|function| function == Function::ApiGateway) {
        return None;
    }
    let [node] = named else { return None };
    let partners = ctx.graph.partners(node);
    let alone = ctx.graph.is(&node.id, RoleClass::Balancer)
        || partners.len() < 2
        || ctx.graph.writer_for(node).is_some();
    if alone {
        return None;
    }
    let others = names(partners.iter().copied().filter(|partner| partner.id != node.id));
    Some(text!(
        "{node} past the load balancer, so {others} is of no use to it.",
        node = &node.name,
        others
    ))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const NODES: &str = "k: key-manager host=k.x\nm: key-manager host=m.x\nlb: load-balancer host=lb.x\n\
        lb -balances-> k\nlb -balances-> m\nt: traffic-manager host=t.x\np: publisher host=p.x\n\
        d: devportal host=d.x +1\ng: gateway host=g.x";

    fn with(node: &str, setting: &str, url: &str) -> String {
        let line = format!("{node}:");
        let lines = NODES.lines().map(|text| {
            if text.starts_with(&line) {
                format!("{text} {setting}={url}")
            } else {
                text.to_owned()
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn trips_and_is_fixed() {
        for (node, setting, url, says) in [
            (
                "g",
                "key_manager.service_url",
                "https://localhost:9443/services/",
                "localhost itself",
            ),
            ("g", "key_manager.service_url", "https://t.x:9443/services/", "t, where nobody does"),
            ("g", "key_manager.service_url", "https://lb.x:9443/services/", "answers this on 443"),
            ("g", "key_manager.service_url", "http://lb.x:443/services/", "https:// is spoken"),
            (
                "g",
                "key_manager.service_url",
                "https://k.x:9443/services/",
                "past the load balancer",
            ),
            ("d", "oauth.revoke_endpoint", "https://localhost:9443/oauth2/revoke", "localhost"),
            ("p", "throttling.service_url", "https://p.x:9443/services/", "p, where nobody does"),
            ("p", "environment.https_endpoint", "http://g.x:8243", "https:// is spoken"),
            ("p", "environment.wss_endpoint", "wss://g.x:9099", "answers this on 8099"),
        ] {
            assert_fixed("address-misleads", &with(node, setting, url), 1, says);
        }
    }

    #[test]
    fn nearly_trips() {
        for (node, setting, url) in [
            ("g", "key_manager.service_url", "https://lb.x/services/"),
            ("g", "key_manager.service_url", "https://keys.elsewhere.example/services/"),
            ("p", "throttling.service_url", "https://t.x:9443/services/"),
            ("d", "oauth.revoke_endpoint", "https://g.x:8243/revoke"),
            ("p", "environment.https_endpoint", "https://g.x:8243"),
            // Told by the rule about offsets.
            ("p", "devportal.url", "https://d.x:9443/devportal"),
            ("g", "key_manager.service_url", "nonsense"),
        ] {
            assert_silent("address-misleads", &with(node, setting, url));
        }
        assert_silent(
            "address-misleads",
            "a: all-in-one key_manager.service_url=https://localhost:9443/services/",
        );
    }
}
