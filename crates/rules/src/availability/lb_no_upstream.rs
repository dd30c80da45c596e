//! A load balancer has nodes behind it.

use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Role;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "lb-no-upstream",
    code: 22,
    severity: Severity::Error,
    waivable: false,
    summary: message!("A load balancer has at least one node behind it."),
    why: message!("It has nothing to pass requests on to, and whoever points at it gets an error."),
    fix: message!("Draw a link from it to each node it serves, or remove it."),
    source: "guide step 6, note on load balancers",
    check,
};

type Group<'a> = Vec<(&'a Node, &'a Role)>;

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let waits = |group: &&Group<'_>| {
        group.len() > 1 && group.iter().all(|(node, _)| ctx.graph.in_front(&node.id).is_empty())
    };
    let mut waiting = ctx.groups().values().filter(waits);
    let only = waiting.next().filter(|_| waiting.next().is_none());
    for (balancer, _) in ctx.graph.balancers() {
        if ctx.graph.upstream(&balancer.id).is_empty() {
            let message = text!(
                "{balancer} has no node behind it. Draw a link from it to each node it serves.",
                balancer = &balancer.name
            );
            findings.push(Target::Node(balancer.id.clone()), message, fix(ctx, balancer, only));
        }
    }
}

/// Puts it in front of the only group that still needs one; where that is not clear, removes it.
fn fix(ctx: &Context<'_>, balancer: &Node, waiting: Option<&Group<'_>>) -> Option<Fix> {
    let (Some(group), Some(kind)) = (waiting, ctx.balances()) else {
        let mut plan = Plan::new(ctx);
        plan.remove(balancer);
        return plan.fix(text!("Remove {node}", node = &balancer.name));
    };
    let mut plan = Plan::new(ctx);
    for (node, _) in group {
        plan.link(&balancer.id, &kind.id, &node.id);
    }
    let nodes = names(group.iter().map(|(node, _)| *node));
    plan.fix(text!("Put it in front of {nodes}", nodes))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("lb-no-upstream", "lb: load-balancer", 1, "no node behind it");
        assert_fixed(
            "lb-no-upstream",
            "lb: load-balancer\ng: gateway\nh: gateway",
            1,
            "no node behind it",
        );
    }

    #[test]
    fn the_fix_takes_the_group_that_waits_for_one() {
        let found = findings("lb-no-upstream", "lb: load-balancer\ng: gateway\nh: gateway");
        assert_eq!(found[0].fix.as_ref().unwrap().title.to_string(), "Put it in front of g and h");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("lb-no-upstream", "lb: load-balancer\nk: key-manager\nlb -balances-> k");
    }
}
