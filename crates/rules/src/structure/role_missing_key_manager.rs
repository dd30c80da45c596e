//! A deployment of separate components has a Key Manager.

use super::missing;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "role-missing-key-manager",
    code: 1,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A deployment of separate components has a Key Manager."),
    why: message!("Without one there are no tokens, and every API call is refused."),
    fix: message!("Add a Key Manager and link the Gateways and the Developer Portal with it."),
    source: "guide step 6.1; [V] carbon-apimgt v6.6.163 APIManagerConfiguration.java",
    check: |ctx, findings| {
        missing::check(
            ctx,
            findings,
            Function::KeyManagement,
            ctx.specialists(),
            &text!("no token would be issued or checked"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("role-missing-key-manager", "gw1: gateway", 1, "there is none");
        // Nobody of these asks it for keys, and still the deployment issues no token.
        let design = "pub1: publisher\ntm1: traffic-manager";
        assert_fixed("role-missing-key-manager", design, 1, "pub1 and tm1 need a Key Manager");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("role-missing-key-manager", "gw1: gateway\nkm1: key-manager");
        assert_silent("role-missing-key-manager", "gw1: gateway\nis1: is-key-manager");
        assert_silent("role-missing-key-manager", "a: all-in-one");
        assert_silent("role-missing-key-manager", "a: all-in-one\ngw1: gateway");
    }
}
