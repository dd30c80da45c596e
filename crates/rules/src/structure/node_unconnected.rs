//! Every server, load balancer and database is linked with something.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::RoleClass;

pub(crate) static RULE: Rule = Rule {
    id: "node-unconnected",
    code: 9,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Every server, load balancer and database is linked with something."),
    why: message!("A node without a link is deployed, but nothing of the drawing uses it."),
    fix: message!("Draw the links it needs, or remove it."),
    source: "[I] a link is what the configuration of a connection is made from",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    // One node alone is a deployment, or a drawing that has just begun.
    if ctx.design.nodes().len() < 2 {
        return;
    }
    for node in ctx.design.nodes() {
        let Some(role) = ctx.graph.role(&node.id) else { continue };
        let alone =
            ctx.graph.outgoing(&node.id).is_empty() && ctx.graph.incoming(&node.id).is_empty();
        // A server that needs nobody works by itself.
        let complete = role.is(RoleClass::Component) && role.is_complete();
        if alone && role.class != RoleClass::Outside && !complete {
            let message = text!(
                "{node} is linked with nothing, so nothing of this deployment uses it. Link it, or remove it.",
                node = &node.name
            );
            let mut plan = Plan::new(ctx);
            plan.remove(node);
            findings.push(Target::Node(node.id.clone()), message, plan.fix(text!("Remove it")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "node-unconnected",
            "d: database\na: all-in-one\nb: database\na -stores-in-> b",
            1,
            "linked with nothing",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("node-unconnected", "g: gateway");
        assert_silent(
            "node-unconnected",
            "a: all-in-one\nb: database\na -stores-in-> b\nc: client",
        );
    }
}
