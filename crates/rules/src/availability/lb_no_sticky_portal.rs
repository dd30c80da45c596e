//! Load balancers in front of portals keep a person on one node.

use super::sticky;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::message;
use topology::catalogue::StickinessNeed;

pub(crate) static RULE: Rule = Rule {
    id: "lb-no-sticky-portal",
    code: 18,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A load balancer in front of portals keeps a person on one node."),
    why: message!(
        "A person who signs in on one node is unknown to the next and is sent back to the sign-in page, over and over."
    ),
    fix: message!("Switch sticky sessions on."),
    source: "[D] Configuring the Proxy Server and the Load Balancer, 3.1.0; guide step 6, note on sticky sessions",
    check: |ctx, findings| sticky::check(ctx, findings, StickinessNeed::Always),
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "p: publisher\nlb: load-balancer sticky=false\nlb -balances-> p";
        assert_fixed("lb-no-sticky-portal", design, 1, "lb is not sticky in front of p");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("lb-no-sticky-portal", "p: publisher\nlb: load-balancer\nlb -balances-> p");
        assert_silent(
            "lb-no-sticky-portal",
            "k: key-manager\nlb: load-balancer sticky=false\nlb -balances-> k",
        );
    }
}
