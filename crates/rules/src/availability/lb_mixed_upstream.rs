//! A load balancer serves one kind of node on each port.

use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::{MOST_LINKS, Plan, left_of};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::{Role, RoleClass};
use topology::{Link, Node, NodeId, RoleId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "lb-mixed-upstream",
    code: 24,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Nodes of two roles behind one load balancer are published on different ports."
    ),
    why: message!(
        "On a port that both want, a request reaches a node of either, and one of them has no such service."
    ),
    fix: message!("Give each role a load balancer of its own."),
    source: "[D] Configuring the Proxy Server and the Load Balancer: one upstream per component and port; [I]",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (balancer, _) in ctx.graph.balancers() {
        let mut roles: BTreeMap<&RoleId, (&Role, Vec<&Node>)> = BTreeMap::new();
        for node in ctx.graph.upstream(&balancer.id) {
            if let Some(role) = ctx.graph.role(&node.id) {
                roles.entry(&node.role).or_insert_with(|| (role, Vec::new())).1.push(node);
            }
        }
        if roles.len() < 2 {
            continue;
        }
        let mut ports: BTreeMap<u16, &RoleId> = BTreeMap::new();
        let mut shared: Option<(u16, &RoleId, &RoleId)> = None;
        for (id, (role, _)) in &roles {
            for endpoint in &role.endpoints {
                let Some(port) = ctx.graph.front_port(balancer, endpoint) else { continue };
                match ports.get(&port) {
                    Some(first) if first != id => shared = shared.or(Some((port, first, id))),
                    Some(_) => {}
                    None => drop(ports.insert(port, id)),
                }
            }
        }
        let Some((port, first, second)) = shared else { continue };
        let (Some((_, stay)), Some((role, go))) = (roles.get(first), roles.get(second)) else {
            continue;
        };
        let message = text!(
            "{balancer} would publish both {first} and {second} on port {port}, and a request reaches either. Give each its own load balancer.",
            balancer = &balancer.name,
            first = names(stay.iter().copied()),
            second = names(go.iter().copied()),
            port
        );
        findings.push(Target::Node(balancer.id.clone()), message, part(ctx, balancer, role, go));
    }
}

/// Puts the nodes of one role behind a new load balancer, with the links that only they can answer.
fn part(ctx: &Context<'_>, balancer: &Node, role: &Role, go: &[&Node]) -> Option<Fix> {
    let (kind, new) = (ctx.balances()?, ctx.catalogue.role_of_class(RoleClass::Balancer)?);
    let moved = |id: &NodeId| go.iter().any(|node| node.id == *id);
    let callers = ctx.graph.incoming(&balancer.id);
    if go.len() + callers.len() > MOST_LINKS {
        return None;
    }
    let mut plan = Plan::new(ctx);
    let own = plan.node(new, left_of(ctx.design, go), ctx.free_hostname(&role.stem));
    let passed: Vec<&Link> = ctx
        .graph
        .outgoing(&balancer.id)
        .iter()
        .copied()
        .filter(|link| link.kind == kind.id && moved(&link.to))
        .collect();
    for link in passed {
        plan.unlink(link);
        plan.link(&own, &kind.id, &link.to);
    }
    let stays = |node: &&Node| !moved(&node.id);
    let rest: Vec<&Node> = ctx.graph.upstream(&balancer.id).into_iter().filter(stays).collect();
    for link in callers {
        let Some(kind) = ctx.graph.kind(&link.id) else { continue };
        if kind.to.contains(&role.id) && !rest.iter().any(|node| kind.to.contains(&node.role)) {
            plan.unlink(link);
            plan.link(&link.from, &link.kind, &own);
        }
    }
    plan.fix(text!("Put {nodes} behind one of their own", nodes = names(go.iter().copied())))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    const PORTALS: &str = "d: devportal\np: publisher\nk: key-manager\nlb: load-balancer\n\
                           lb -balances-> d\nlb -balances-> p\np -opens-> lb";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("lb-mixed-upstream", PORTALS, 1, "both d and p on port 443");
        let three = format!("{PORTALS}\nlb -balances-> k");
        assert_eq!(findings("lb-mixed-upstream", &three).len(), 1, "one finding a load balancer");
    }

    /// The link that only the moved node can answer moves with it.
    #[test]
    fn callers_are_not_left_behind() {
        let design = "g: gateway\nk: key-manager\nd: devportal\nlb: load-balancer\n\
                      lb -balances-> d\nlb -balances-> k\ng -validates-with-> lb";
        let fix = findings("lb-mixed-upstream", design)[0].fix.clone().unwrap();
        let mut fixed = topology::notation::design(design);
        fix.change.apply(&mut fixed).unwrap();
        let found = crate::validate(&fixed, catalogue::wso2am_3_1_0());
        assert!(!found.iter().any(|f| f.rule == "edge-not-allowed"), "{found:#?}");
    }

    #[test]
    fn nearly_trips() {
        // Nodes of one role do share their ports: that is what a load balancer is for.
        let one = "a: gateway\nb: gateway\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b";
        assert_silent("lb-mixed-upstream", one);
        let apart = "a: database\nb: gateway\nlb: load-balancer\nlb -balances-> b";
        assert_silent("lb-mixed-upstream", apart);
    }
}
