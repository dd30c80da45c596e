//! A Publisher has a place to deploy APIs to, and a Developer Portal addresses to show.

use super::need;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "env-missing",
    code: 62,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every Publisher and Developer Portal is linked with a Gateway."),
    why: message!(
        "A Publisher without an environment has nowhere to deploy; a Developer Portal shows addresses of localhost."
    ),
    fix: message!("Link it with the Gateway or the load balancer in front of it."),
    source: "guide steps 6.3 and 6.4; [V] carbon-apimgt v6.6.163 api-manager.xml.j2:111-142",
    check: |ctx, findings| {
        let how_bad = |ctx: &crate::context::Context<'_>, node: &topology::Node| {
            let publishes = ctx.graph.provides(&node.id, Function::ApiPublishing);
            if publishes { Severity::Error } else { Severity::Warning }
        };
        need::check(
            ctx,
            findings,
            Function::ApiGateway,
            how_bad,
            &text!("its APIs would have no address"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::testing::{assert_fixed, assert_silent, findings};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("env-missing", "p: publisher\nd: devportal\ng: gateway", 2, "no address");
    }

    #[test]
    fn an_all_in_one_is_a_gateway_too() {
        assert_fixed("env-missing", "p: publisher\nd: devportal\na: all-in-one", 2, "no address");
    }

    #[test]
    fn a_portal_without_addresses_is_a_warning() {
        let found = findings("env-missing", "d: devportal\ng: gateway");
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "env-missing",
            "p: publisher\ng: gateway\nlb: load-balancer\nlb -balances-> g\np -publishes-to-> lb",
        );
        assert_silent("env-missing", "p: publisher");
    }
}
