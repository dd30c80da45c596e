//! Several Key Managers or Traffic Managers are reached through a sticky load balancer.

use super::sticky;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::message;
use topology::catalogue::StickinessNeed;

pub(crate) static RULE: Rule = Rule {
    id: "lb-no-sticky-tm-km",
    code: 20,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A load balancer in front of several Key Managers or Traffic Managers keeps a caller on one of them."
    ),
    why: message!(
        "The guide asks for it: callers sign in to one node and then ask another. Other pages of WSO2 call it optional."
    ),
    fix: message!("Switch sticky sessions on."),
    source: "guide step 6, note on sticky sessions; section 3.1 row 19",
    check: |ctx, findings| sticky::check(ctx, findings, StickinessNeed::Recommended),
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let keys = "a: key-manager\nb: key-manager\nlb: load-balancer sticky=false\nlb -balances-> a\nlb -balances-> b";
        assert_fixed("lb-no-sticky-tm-km", keys, 1, "in front of a and b");
        let identity = keys.replace("key-manager", "is-key-manager");
        assert_fixed("lb-no-sticky-tm-km", &identity, 1, "in front of a and b");
        let traffic = keys.replace("key-manager", "traffic-manager");
        assert_fixed("lb-no-sticky-tm-km", &traffic, 1, "looked up on another");
    }

    #[test]
    fn nearly_trips() {
        let one = "a: key-manager\nlb: load-balancer sticky=false\nlb -balances-> a";
        assert_silent("lb-no-sticky-tm-km", one);
        let sticky =
            "a: key-manager\nb: key-manager\nlb: load-balancer\nlb -balances-> a\nlb -balances-> b";
        assert_silent("lb-no-sticky-tm-km", sticky);
    }
}
