//! Portals behind a load balancer need an edit that no key of the configuration makes.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "customurl-missing",
    code: 30,
    severity: Severity::Info,
    waivable: true,
    summary: message!(
        "Portals behind a load balancer are edited by hand after they are installed."
    ),
    why: message!(
        "Without customUrl in their settings.js, people who sign in are sent to the node instead of the load balancer."
    ),
    fix: message!("Do what the runbook says under \"By hand\" on each of these nodes."),
    source: "[D] Configuring the Proxy Server and the Load Balancer; section 2.12",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut behind: BTreeMap<&topology::NodeId, (&Node, Vec<&Node>)> = BTreeMap::new();
    for (node, _) in ctx.graph.components().filter(|(_, role)| !role.behind_balancer.is_empty()) {
        if let Some(balancer) = ctx.graph.balancers_of(&node.id).into_iter().next() {
            behind.entry(&balancer.id).or_insert_with(|| (balancer, Vec::new())).1.push(node);
        }
    }
    for (balancer, nodes) in behind.values() {
        let message = text!(
            "{nodes} behind {balancer} need an edit of settings.js after installing, which no key of the configuration makes. The runbook lists the files.",
            nodes = names(nodes.iter().copied()),
            balancer = &balancer.name
        );
        findings.push(Target::Node(balancer.id.clone()), message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let pair =
            "a: publisher\nb: publisher\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b";
        assert_reported("customurl-missing", pair, 1, "a and b behind lb");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("customurl-missing", "a: publisher");
        assert_silent("customurl-missing", "a: gateway\nlb: load-balancer\nlb -balances-> a");
    }
}
