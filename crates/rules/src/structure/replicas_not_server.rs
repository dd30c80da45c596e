//! Only servers are deployed several times from one drawing.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use topology::catalogue::{Role, RoleClass};
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "replicas-not-server",
    code: 152,
    severity: Severity::Warning,
    waivable: false,
    summary: message!("Only servers of the product stand for several replicas."),
    why: message!(
        "A second load balancer, database or share is another address with data of its own: a number cannot say which, so the bundle has one."
    ),
    fix: message!("Set it to one, and draw the others."),
    source: "[I] replicas are alike and stand behind one address; two databases are two sets of data",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for node in ctx.design.nodes().filter(|node| node.replicas > 1) {
        let Some(role) = ctx.graph.role(&node.id) else { continue };
        if role.is(RoleClass::Component) {
            continue;
        }
        let message = text!(
            "{node} stands for {replicas} replicas, but a {role} is deployed once. Set it to one, and draw the others.",
            node = &node.name,
            replicas = node.replicas,
            role = in_sentence(role)
        );
        let mut plan = Plan::new(ctx);
        plan.replace(Node { replicas: 1, ..node.clone() });
        findings.push(Target::Node(node.id.clone()), message, plan.fix(text!("Set it to one")));
    }
}

fn in_sentence(role: &Role) -> Text {
    match role.class {
        RoleClass::Balancer => text!("load balancer"),
        RoleClass::Database => text!("database"),
        RoleClass::Storage => text!("shared storage"),
        _ => role.name.to_lowercase().into(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("replicas-not-server", "d: database ×2\ns: shared-storage ×3", 2, "once");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("replicas-not-server", "g: gateway ×4\nd: database");
    }
}
