//! Every link is one that the catalogue allows between these two roles.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "edge-not-allowed",
    code: 10,
    severity: Severity::Info,
    waivable: false,
    summary: message!("Every link is one that means something between these two roles."),
    why: message!(
        "A link without a meaning changes no file; the drawing says something that the deployment does not do."
    ),
    fix: message!("Remove the link, or draw it between the nodes that really talk."),
    source: "[V] product-apim v3.1.0 infer.json; the connections of the guide's step 6",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    // Most links join what their kind may join.
    for joined in ctx.graph.links().iter().filter(|joined| !(joined.from.fits && joined.to.fits)) {
        let (link, from, to) = (joined.link, joined.from.node, joined.to.node);
        let Some(kind) = joined.kind else { continue };
        let known = joined.from.role.is_some() && joined.to.role.is_some();
        let told_better = Context::is_event_link_to_balancer(joined)
            || Context::is_provider_listening_to_itself(joined);
        if known && !told_better && !ctx.graph.allows(kind, from, to) {
            let message = text!(
                "The link \"{from} {link} {to}\" has no meaning and changes no file. Remove it.",
                from = &from.name,
                link = term(&kind.name),
                to = &to.name
            );
            let mut plan = Plan::new(ctx);
            plan.unlink(link);
            let fix = plan.fix(text!("Remove the link"));
            findings.push(Target::Link(link.id.clone()), message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "edge-not-allowed",
            "d: devportal\nt: traffic-manager\nd -reports-to-> t",
            1,
            "has no meaning",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("edge-not-allowed", "g: gateway\nt: traffic-manager\ng -reports-to-> t");
        assert_silent("edge-not-allowed", "g: gateway\nlb: load-balancer\ng -validates-with-> lb");
    }
}
