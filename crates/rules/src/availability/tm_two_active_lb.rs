//! Policies are deployed to several Traffic Managers through a load balancer.

use super::ha_without_lb;
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Function, Role, Scale};
use topology::{Node, RoleId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "tm-two-active-lb",
    code: 16,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Several Traffic Managers have a load balancer in front of their admin port."
    ),
    why: message!(
        "The Publisher sends policies to one address. Without a load balancer that is one Traffic Manager, and policies cannot be deployed while it is down."
    ),
    fix: message!("Put a load balancer in front of them. Events still go to each one by itself."),
    source: "guide step 6.3, note on service_url",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    if ctx.providers(Function::ApiPublishing).is_empty() {
        return;
    }
    let mut groups: BTreeMap<&RoleId, (&Role, Vec<&Node>)> = BTreeMap::new();
    for node in ctx.providers(Function::TrafficManagement) {
        let Some(role) = ctx.graph.role(&node.id) else { continue };
        if role.scale == Scale::SideBySide {
            groups.entry(&role.id).or_insert_with(|| (role, Vec::new())).1.push(node);
        }
    }
    for (role, nodes) in groups.values().filter(|(_, nodes)| nodes.len() > 1) {
        let Some(first) = nodes.first() else { continue };
        let mut common = ctx.graph.balancers_of(&first.id);
        for node in nodes {
            let own = ctx.graph.balancers_of(&node.id);
            common.retain(|balancer| own.iter().any(|other| other.id == balancer.id));
        }
        if !common.is_empty() {
            continue;
        }
        let message = text!(
            "No load balancer stands in front of {nodes}, so policies go to {first} alone. Add one for the admin port.",
            nodes = names(nodes.iter().copied()),
            first = &first.name
        );
        let fix = ha_without_lb::fix(ctx, nodes, role);
        findings.push(Target::Node(first.id.clone()), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "p: publisher\nt: traffic-manager\nu: traffic-manager\np -reports-to-> t\np -reports-to-> u";
        assert_fixed("tm-two-active-lb", design, 1, "so policies go to t alone");
    }

    #[test]
    fn nearly_trips() {
        let behind = "p: publisher\nt: traffic-manager\nu: traffic-manager\nlb: load-balancer\n\
                      lb -balances-> t\nlb -balances-> u";
        assert_silent("tm-two-active-lb", behind);
        assert_silent("tm-two-active-lb", "p: publisher\nt: traffic-manager");
        // Nobody makes policies.
        assert_silent("tm-two-active-lb", "g: gateway\nt: traffic-manager\nu: traffic-manager");
    }
}
