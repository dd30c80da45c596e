//! A Gateway and a Developer Portal know their Key Manager.

use super::need;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "km-url-missing",
    code: 47,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every Gateway and Developer Portal is linked with a Key Manager."),
    why: message!(
        "Without an address they ask localhost, where no Key Manager is: every call is refused."
    ),
    fix: message!("Link it with the Key Manager or the load balancer in front of it."),
    source: "guide steps 6.4 and 6.5; [V] carbon-apimgt core default.json: apim.key_manager.service_url is localhost",
    check: |ctx, findings| {
        need::check(
            ctx,
            findings,
            Function::KeyManagement,
            |_, _| Severity::Error,
            &text!("it would ask localhost for keys"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "km-url-missing",
            "g: gateway\nd: devportal\nk: key-manager",
            2,
            "not linked with a Key Manager",
        );
        let balanced = "g: gateway\nk: key-manager\nl: key-manager\nlb: load-balancer\nlb -balances-> k\nlb -balances-> l";
        assert_fixed("km-url-missing", balanced, 1, "validates keys with");
        // Section 2.10: an all-in-one is the Key Manager of components that stand beside it.
        assert_fixed("km-url-missing", "g: gateway\nd: devportal\na: all-in-one", 2, "localhost");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "km-url-missing",
            "g: gateway\nk: key-manager\nlb: load-balancer\nlb -balances-> k\ng -validates-with-> lb",
        );
        assert_silent(
            "km-url-missing",
            "g: gateway key_manager.service_url=https://km.x:9443/services/\nk: key-manager",
        );
        assert_silent("km-url-missing", "g: gateway");
        let beside = "g: gateway\na: all-in-one\nk: key-manager\ng -validates-with-> a";
        assert_silent("km-url-missing", beside);
    }
}
