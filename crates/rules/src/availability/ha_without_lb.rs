//! Several nodes that callers take for one address have a load balancer in front of all of them.

use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::{Plan, left_of};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::{Role, RoleClass};
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "ha-without-lb",
    code: 13,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Several Key Managers, Publishers, Developer Portals or Gateways have one load balancer in front of them."
    ),
    why: message!(
        "Callers are configured with one URL. Without a load balancer all of them use the first node, and the others stand idle."
    ),
    fix: message!(
        "Put a load balancer in front of them, or tell the Gateways apart by environment name."
    ),
    source: "guide step 6, note on load balancers; [V] key_manager.service_url and environment.service_url take one URL",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for group in ctx.groups().values().filter(|group| group.len() > 1) {
        let mut fronted = group.iter().map(|(node, _)| ctx.graph.in_front(&node.id));
        let mut common = fronted.next().unwrap_or_default().to_vec();
        for balancers in fronted {
            common.retain(|balancer| balancers.iter().any(|other| other.id == balancer.id));
        }
        if !common.is_empty() {
            continue;
        }
        let Some((first, role)) = group.first() else { continue };
        let nodes: Vec<&Node> = group.iter().map(|(node, _)| *node).collect();
        let message = text!(
            "{nodes} work as one, but no load balancer stands in front of all of them, so callers would use {first} only. Add one.",
            nodes = names(nodes.iter().copied()),
            first = &first.name
        );
        findings.push(Target::Node(first.id.clone()), message, fix(ctx, &nodes, role));
    }
}

/// Puts the load balancer that one of them already has in front of all, or a new one.
pub(super) fn fix(ctx: &Context<'_>, nodes: &[&Node], role: &Role) -> Option<Fix> {
    let kind = ctx.balances()?;
    let known = nodes.iter().find_map(|node| ctx.graph.balancers_of(&node.id).into_iter().next());
    let mut plan = Plan::new(ctx);
    let (balancer, title) = match known {
        Some(balancer) => {
            let title = text!("Put {balancer} in front of all", balancer = &balancer.name);
            (balancer.id.clone(), title)
        }
        None => {
            let balancer = ctx.catalogue.role_of_class(RoleClass::Balancer)?;
            let id = plan.node(balancer, left_of(ctx.design, nodes), ctx.free_hostname(&role.stem));
            (id, text!("Add a load balancer"))
        }
    };
    for node in nodes {
        plan.link(&balancer, &kind.id, &node.id);
    }
    plan.fix(title)
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("ha-without-lb", "gw1: gateway\ngw2: gateway", 1, "gw1 and gw2");
        assert_fixed("ha-without-lb", "a: is-key-manager\nb: is-key-manager", 1, "a and b");
        assert_fixed(
            "ha-without-lb",
            "a: key-manager\nb: key-manager\nc: publisher\nd: publisher",
            2,
            "would use",
        );
        assert_fixed(
            "ha-without-lb",
            "a: all-in-one\nb: all-in-one\nlb: load-balancer\nlb -balances-> a",
            1,
            "in front of all",
        );
    }

    /// The host name is that of the whole group, and a second group gets another.
    #[test]
    fn two_groups_get_two_names() {
        let design = "a: gateway\nb: gateway\nc: gateway environment.name=x\nd: gateway environment.name=x\n\
                      lb: load-balancer host=gw.example.com\nlb -balances-> a\nlb -balances-> b";
        let found = crate::testing::findings("ha-without-lb", design);
        assert_eq!(found.len(), 1, "{found:#?}");
        let fix = found[0].fix.clone().unwrap();
        let mut fixed = topology::notation::design(design);
        fix.change.apply(&mut fixed).unwrap();
        let names: Vec<&str> = fixed.nodes().map(|node| node.hostname.as_str()).collect();
        assert!(names.contains(&"gw2.example.com"), "{names:?}");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("ha-without-lb", "gw1: gateway\ngw2: gateway environment.name=sandbox");
        assert_silent("ha-without-lb", "tm1: traffic-manager\ntm2: traffic-manager");
        assert_silent(
            "ha-without-lb",
            "a: key-manager\nb: key-manager\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b",
        );
    }
}
