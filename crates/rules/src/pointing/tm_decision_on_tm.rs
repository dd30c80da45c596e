//! A Traffic Manager listens to itself only.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "tm-decision-on-tm",
    code: 56,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("No Traffic Manager is linked with another as a receiver of its events."),
    why: message!(
        "The drawing says that one listens to the other, and the bundle does not: the key for it would also move where this node announces its decisions, so it is never written here."
    ),
    fix: message!("Remove the link."),
    source: "[V] carbon-apimgt v6.6.163 jndi.properties.j2; product-apim v3.1.0 infer.json",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let links = ctx.graph.links().iter();
    for joined in links.filter(|joined| Context::is_provider_listening_to_itself(joined)) {
        let (link, from, to) = (joined.link, joined.from.node, joined.to.node);
        let message = text!(
            "{from} and {to} both count events and decide for themselves: the link changes no file. Remove it.",
            from = &from.name,
            to = &to.name
        );
        let mut plan = Plan::new(ctx);
        plan.unlink(link);
        findings.push(Target::Link(link.id.clone()), message, plan.fix(text!("Remove the link")));
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
            "changes no file",
        );
    }

    /// What changes no file holds no export back.
    #[test]
    fn it_is_a_warning_on_every_kind_of_node() {
        for role in ["traffic-manager", "all-in-one"] {
            let design = format!("a: {role}\nb: {role}\na -reports-to-> b");
            assert_eq!(findings("tm-decision-on-tm", &design)[0].severity, Severity::Warning);
        }
    }

    #[test]
    fn nearly_trips() {
        assert_silent("tm-decision-on-tm", "a: gateway\nb: traffic-manager\na -reports-to-> b");
    }
}
