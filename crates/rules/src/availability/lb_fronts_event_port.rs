//! Events go to each Traffic Manager by itself.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::{MOST_LINKS, Plan};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "lb-fronts-event-port",
    code: 17,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Events go to each Traffic Manager by itself, never through a load balancer."
    ),
    why: message!(
        "Every Traffic Manager has to count every event; behind a load balancer each would count a part, and limits multiply. The bundle therefore names each one, and the drawing says something else."
    ),
    fix: message!(
        "Link with each Traffic Manager; the load balancer may still serve the admin port."
    ),
    source: "guide step 6.2; [V] carbon-apimgt v6.6.163 api-manager.xml.j2:808-839",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let links = ctx.graph.links().iter();
    for joined in links.filter(|joined| Context::is_event_link_to_balancer(joined)) {
        let (link, from, balancer) = (joined.link, joined.from.node, joined.to.node);
        let mut plan = Plan::new(ctx);
        plan.unlink(link);
        let upstream = ctx.graph.upstream(&balancer.id);
        for node in upstream.iter().take(MOST_LINKS) {
            plan.link(&from.id, &link.kind, &node.id);
        }
        let message = text!(
            "{node} is drawn to send events to {balancer}, but events go through no load balancer: the file names each node behind it by itself. Link it with each node.",
            node = &from.name,
            balancer = &balancer.name
        );
        findings.push(
            Target::Link(link.id.clone()),
            message,
            plan.fix(text!("Link with each node behind it"))
                .filter(|_| upstream.len() <= MOST_LINKS),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway\nlb: load-balancer\nt1: traffic-manager\nt2: traffic-manager\n\
                      lb -balances-> t1\nlb -balances-> t2\ng -reports-to-> lb";
        assert_fixed("lb-fronts-event-port", design, 1, "events to lb");
        assert_silent("edge-not-allowed", design);
    }

    #[test]
    fn nearly_trips() {
        let design = "p: publisher\nlb: load-balancer\nt: traffic-manager\nlb -balances-> t\np -sends-policies-to-> lb\np -reports-to-> t";
        assert_silent("lb-fronts-event-port", design);
    }
}
