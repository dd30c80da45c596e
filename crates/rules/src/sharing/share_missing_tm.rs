//! Traffic Managers share their policies.

use super::groups;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "share-missing-tm",
    code: 113,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Several Traffic Managers keep their policies on one share."),
    why: message!(
        "A policy is deployed to one of them. Without a share the others do not count by it."
    ),
    fix: message!("Add a share and link each of them with it."),
    source: "guide step 6.2, note on the shared file system; [V] kubernetes-apim v3.1.0.4 pattern 3",
    check: |ctx, findings| {
        let (policies, apis) = (Function::TrafficManagement, Function::ApiGateway);
        groups::check(ctx, findings, policies, Some(apis), &text!("their policies"));
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "share-missing-tm";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(RULE, "a: traffic-manager\nb: traffic-manager", 1, "holds their policies");
        let one =
            "a: traffic-manager\nb: traffic-manager\ns: shared-storage host=s.x\na -mounts-> s";
        assert_fixed(RULE, one, 1, "a and b");
    }

    #[test]
    fn nearly_trips() {
        let both = "a: traffic-manager\nb: traffic-manager\ns: shared-storage host=s.x\n\
                    a -mounts-> s\nb -mounts-> s";
        assert_silent(RULE, both);
        assert_silent(RULE, "a: traffic-manager\nb: all-in-one\nc: all-in-one");
    }
}
