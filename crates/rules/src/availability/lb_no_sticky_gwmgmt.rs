//! The admin port of several Gateways or all-in-one servers is reached through a sticky load balancer.

use super::sticky;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::message;
use topology::catalogue::StickinessNeed;

pub(crate) static RULE: Rule = Rule {
    id: "lb-no-sticky-gwmgmt",
    code: 19,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "A load balancer in front of several Gateways or all-in-one servers keeps a caller on one of them."
    ),
    why: message!(
        "Deploying an API signs in first and sends the API then: on two different nodes the second call is refused. People who sign in to an all-in-one pair fare alike."
    ),
    fix: message!("Switch sticky sessions on; API traffic stays spread all the same."),
    source: "guide step 6, note on sticky sessions; [V] carbon-apimgt v6.6.163 AbstractAPIGatewayAdminClient.java",
    check: |ctx, findings| sticky::check(ctx, findings, StickinessNeed::Several),
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway\nh: gateway\nlb: load-balancer sticky=false\nlb -balances-> g\nlb -balances-> h";
        assert_fixed("lb-no-sticky-gwmgmt", design, 1, "in front of g and h");
        let pair = "a: all-in-one\nb: all-in-one\nlb: load-balancer sticky=false\nlb -balances-> a\nlb -balances-> b";
        assert_fixed("lb-no-sticky-gwmgmt", pair, 1, "sign-in page");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "lb-no-sticky-gwmgmt",
            "g: gateway\nlb: load-balancer sticky=false\nlb -balances-> g",
        );
        // Section 6: one all-in-one node needs none.
        let one = "a: all-in-one\nlb: load-balancer sticky=false\nlb -balances-> a";
        assert_silent("lb-no-sticky-gwmgmt", one);
        assert_silent("lb-no-sticky-portal", one);
    }
}
