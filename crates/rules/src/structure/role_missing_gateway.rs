//! A Publisher has a Gateway to deploy to.

use super::missing;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "role-missing-gateway",
    code: 3,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A Publisher has a Gateway to deploy to."),
    why: message!("APIs can be designed but not called."),
    fix: message!("Add a Gateway and link the Publisher with it."),
    source: "guide step 6.3; [V] api-manager.xml.j2:111-142",
    check: |ctx, findings| {
        // A Developer Portal alone shows what others publish.
        let publishers = ctx
            .in_need(Function::ApiGateway)
            .iter()
            .map(|asking| asking.node)
            .filter(|node| ctx.graph.provides(&node.id, Function::ApiPublishing));
        missing::check(
            ctx,
            findings,
            Function::ApiGateway,
            publishers,
            &text!("there would be no place to deploy APIs to"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("role-missing-gateway", "pub1: publisher", 1, "there is none");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("role-missing-gateway", "pub1: publisher\ngw1: gateway");
        assert_silent("role-missing-gateway", "a: all-in-one");
        assert_silent("role-missing-gateway", "dev1: devportal\nkm1: key-manager");
        assert_silent("role-missing-gateway", "pub1: publisher\na: all-in-one");
    }
}
