//! A deployment of separate components has a Traffic Manager.

use super::missing;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "role-missing-traffic-manager",
    code: 2,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A deployment of separate components has a Traffic Manager."),
    why: message!("Throttling is dead, and Gateways log connection errors without end."),
    fix: message!(
        "Add a Traffic Manager and link the Gateways, Publishers and Key Managers with it."
    ),
    source: "guide step 6.2; [V] api-manager.xml.j2",
    check: |ctx, findings| {
        let function = Function::TrafficManagement;
        let askers = ctx.in_need(function).iter().map(|asking| asking.node);
        missing::check(ctx, findings, function, askers, &text!("limits would not be counted"));
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("role-missing-traffic-manager", "gw1: gateway", 1, "there is none");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("role-missing-traffic-manager", "gw1: gateway\ntm1: traffic-manager");
        assert_silent("role-missing-traffic-manager", "a: all-in-one");
    }
}
