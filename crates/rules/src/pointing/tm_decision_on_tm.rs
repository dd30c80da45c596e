//! A Traffic Manager listens to itself only.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "tm-decision-on-tm",
    code: 56,
    severity: Severity::Error,
    summary: "No Traffic Manager is linked with another as a receiver of its events.",
    why: "The key that says where decisions are heard also says where this node announces its own: the other one's listeners would never hear of them.",
    fix: "Remove the link.",
    source: "[V] carbon-apimgt v6.6.163 jndi.properties.j2; product-apim v3.1.0 infer.json",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for link in ctx.design.links().filter(|link| ctx.is_provider_listening_to_itself(link)) {
        let (Some(from), Some(to)) = (ctx.design.node(&link.from), ctx.design.node(&link.to))
        else {
            continue;
        };
        let complete = ctx.graph.role(&from.id).is_some_and(topology::catalogue::Role::is_complete);
        let severity = if complete { Severity::Warning } else { Severity::Error };
        let message = format!(
            "{} would announce its decisions at {} instead of at itself. Remove the link.",
            from.name, to.name
        );
        let mut plan = Plan::new(ctx.design);
        plan.unlink(link);
        findings.push_as(
            severity,
            Target::Link(link.id.clone()),
            message,
            plan.fix("Remove the link"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "tm-decision-on-tm",
            "a: traffic-manager\nb: traffic-manager\na -reports-to-> b",
            1,
            "a would announce",
        );
    }

    #[test]
    fn on_a_complete_server_it_is_a_warning() {
        let found =
            findings("tm-decision-on-tm", "a: all-in-one\nb: all-in-one\na -reports-to-> b");
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn nearly_trips() {
        assert_silent("tm-decision-on-tm", "a: gateway\nb: traffic-manager\na -reports-to-> b");
    }
}
