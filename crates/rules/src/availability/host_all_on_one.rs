//! Partners stand on several machines.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Role, Scale};
use topology::{Environment, Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "host-all-on-one",
    code: 146,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Nodes that stand in for one another do not all run on one host."),
    why: message!(
        "When that machine fails, all of them are gone: the second one costs memory and brings nothing."
    ),
    fix: message!("Move one of them to another host."),
    source: "[I] fact sheet section 13",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut groups: BTreeMap<(&str, String), Vec<&Node>> = BTreeMap::new();
    for (node, role) in ctx.graph.components().filter(|(_, role)| role.scale != Scale::Single) {
        groups.entry((role.id.as_str(), group(ctx, node, role))).or_default().push(node);
    }
    // Whoever tries something out may well do it on one machine.
    let severity = match ctx.design.environment() {
        Environment::Production => Severity::Warning,
        Environment::Development | Environment::Test => Severity::Info,
    };
    for nodes in groups.into_values().filter(|nodes| nodes.len() > 1) {
        let Some(host) = nodes[0].host.as_ref() else { continue };
        if nodes.iter().all(|node| node.host.as_ref() == Some(host)) {
            let place = ctx.design.host(host).map_or(host.as_str(), |host| &host.hostname);
            let message = text!(
                "{nodes} all run on {host}: when it fails, none is left. Move one of them to another host.",
                nodes = names(nodes),
                host = place
            );
            findings.push_as(severity, Target::Host(host.clone()), message, None);
        }
    }
}

fn group(ctx: &Context<'_>, node: &Node, role: &Role) -> String {
    let group = role.group_by.as_ref().and_then(|id| ctx.graph.setting(node, id.as_str()));
    group.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "host-all-on-one",
            "environment production\nhost h vm1\na: traffic-manager @h\nb: traffic-manager @h +1",
            1,
            "a and b all run on vm1",
        );
    }

    #[test]
    fn nearly_trips() {
        let several = "host h vm1\nhost i vm2\na: gateway @h\nb: gateway @h +1\nc: gateway @i";
        assert_silent("host-all-on-one", several);
        let groups =
            "host h vm1\na: gateway @h environment.name=A\nb: gateway @h +1 environment.name=B";
        assert_silent("host-all-on-one", groups);
        assert_silent("host-all-on-one", "a: gateway\nb: gateway");
    }
}
