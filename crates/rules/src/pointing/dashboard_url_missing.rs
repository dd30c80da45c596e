//! A dashboard knows the portals whose APIs and applications it shows.

use super::need;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "dashboard-url-missing",
    code: 170,
    severity: Severity::Error,
    waivable: true,
    summary: message!("An Analytics dashboard is linked with a Publisher and a Developer Portal."),
    why: message!(
        "Without an address it asks localhost which APIs and applications there are, and shows none."
    ),
    fix: message!("Link it with the portals, or with the load balancers in front of them."),
    source: "[V] analytics-apim v3.1.0 conf/dashboard/deployment.yaml: publisherUrl and devPortalUrl are localhost; [D] Configuring APIM Analytics, step 5",
    check: |ctx, findings| {
        for function in [Function::ApiPublishing, Function::DeveloperPortal] {
            need::check(
                ctx,
                findings,
                function,
                |_, _| Severity::Error,
                &text!("it would ask localhost"),
            );
        }
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let apart = "x: analytics-dashboard\np: publisher\nd: devportal";
        assert_fixed("dashboard-url-missing", apart, 2, "it would ask localhost");
        assert_fixed(
            "dashboard-url-missing",
            "x: analytics-dashboard\na: all-in-one",
            2,
            "x is not",
        );
    }

    #[test]
    fn nearly_trips() {
        let linked = "x: analytics-dashboard\na: all-in-one\nx -lists-apis-of-> a\nx -lists-applications-of-> a";
        assert_silent("dashboard-url-missing", linked);
        assert_silent("dashboard-url-missing", "p: publisher\nd: devportal\ng: gateway");
    }
}
