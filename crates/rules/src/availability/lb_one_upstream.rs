//! A load balancer has several nodes to choose from.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "lb-one-upstream",
    code: 23,
    severity: Severity::Info,
    waivable: true,
    summary: message!("A load balancer has more than one node behind it."),
    why: message!(
        "With one node there is nothing to balance: it is one more machine that can fail. It may still be there for its certificate or its name."
    ),
    fix: message!("Add a second node, or let callers reach the one node directly."),
    source: "section 6; [I]",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (balancer, _) in ctx.graph.balancers() {
        if let [only] = ctx.graph.upstream(&balancer.id).as_slice() {
            let message = text!(
                "{balancer} has {node} alone behind it, which makes nothing safer. Add a second node, or leave it out.",
                balancer = &balancer.name,
                node = &only.name
            );
            findings.push(Target::Node(balancer.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let one = "a: gateway\nlb: load-balancer\nlb -balances-> a";
        assert_reported("lb-one-upstream", one, 1, "a alone behind it");
    }

    #[test]
    fn nearly_trips() {
        let two = "a: gateway\nb: gateway\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b";
        assert_silent("lb-one-upstream", two);
        assert_silent("lb-one-upstream", "lb: load-balancer");
    }
}
