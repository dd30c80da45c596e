//! A load balancer has nodes behind it.

use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use topology::{Change, Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "lb-no-upstream",
    code: 22,
    severity: Severity::Error,
    summary: "A load balancer has at least one node behind it.",
    why: "It has nothing to pass requests on to, and whoever points at it gets an error.",
    fix: "Draw a link from it to each node it serves, or remove it.",
    source: "guide step 6, note on load balancers",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (balancer, _) in ctx.graph.balancers() {
        if ctx.graph.upstream(&balancer.id).is_empty() {
            let message = format!(
                "{} has no node behind it. Draw a link from it to each node it serves.",
                balancer.name
            );
            findings.push(Target::Node(balancer.id.clone()), message, fix(ctx, balancer));
        }
    }
}

/// Puts it in front of the only group that still needs one; where that is not clear, removes it.
fn fix(ctx: &Context<'_>, balancer: &Node) -> Option<Fix> {
    let groups = ctx.groups();
    let waiting = |group: &&Vec<(&Node, _)>| {
        group.len() > 1 && group.iter().all(|(node, _)| ctx.graph.balancers_of(&node.id).is_empty())
    };
    let mut waiting = groups.values().filter(waiting);
    let (Some(group), None, Some(kind)) = (waiting.next(), waiting.next(), ctx.balances()) else {
        let change = Change::remove(ctx.design, &[balancer.id.clone()].into(), &Default::default());
        return Some(Fix { title: format!("Remove {}", balancer.name), change });
    };
    let mut plan = Plan::new(ctx.design);
    for (node, _) in group {
        plan.link(&balancer.id, &kind.id, &node.id);
    }
    plan.fix(format!("Put it in front of {}", names(group.iter().map(|(node, _)| *node))))
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
        assert_eq!(found[0].fix.as_ref().unwrap().title, "Put it in front of g and h");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("lb-no-upstream", "lb: load-balancer\nk: key-manager\nlb -balances-> k");
    }
}
