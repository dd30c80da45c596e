//! Ports for monitoring are for the house alone.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::{RoleClass, Use};
use topology::{Environment, Target};

pub(crate) static RULE: Rule = Rule {
    id: "jmx-public",
    code: 46,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "In production nobody from outside reaches a server that opens ports for monitoring, except through a load balancer."
    ),
    why: message!("Whoever reaches them and knows a password runs code in the server."),
    fix: message!(
        "Put a load balancer in front, or let the firewall keep these ports closed: network/README.md of the bundle lists them."
    ),
    source: "[I] fact sheet section 9: 9999 and 11111 not public",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    if ctx.design.environment() != Environment::Production {
        return;
    }
    for (node, _) in ctx.graph.components() {
        let callers = ctx.graph.incoming(&node.id).iter();
        let mut outside = callers.filter(|link| ctx.graph.is(&link.from, RoleClass::Outside));
        let Some(caller) = outside.next().and_then(|link| ctx.design.node(&link.from)) else {
            continue;
        };
        let ports: Vec<String> = ctx
            .graph
            .listening(node)
            .filter(|(endpoint, _)| endpoint.usage == Use::Monitoring)
            .map(|(_, port)| port.to_string())
            .collect();
        if !ports.is_empty() {
            let message = text!(
                "{caller} reaches {node} without a load balancer in between, and {caller} need not reach its ports for monitoring ({ports}). Put a load balancer in front, or close these ports at the firewall.",
                caller = &caller.name,
                node = &node.name,
                ports = ports.join(", ")
            );
            findings.push(Target::Node(node.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "jmx-public",
            "environment production\nc: client\ng: gateway +1\nc -calls-> g",
            1,
            "(10000, 11112)",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "jmx-public",
            "environment production\nc: client\ng: gateway\nlb: load-balancer\nlb -balances-> g\nc -calls-> lb",
        );
        assert_silent("jmx-public", "c: client\ng: gateway\nc -calls-> g");
    }
}
