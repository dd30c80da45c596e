//! Gateways of one environment share their APIs.

use super::groups;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "share-missing-gateway",
    code: 112,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Several Gateways of one environment, or several all-in-one servers, keep their deployed APIs on one share."
    ),
    why: message!(
        "An API is deployed to one of them. Without a share the others answer that there is no such API."
    ),
    fix: message!("Add a share and link each of them with it."),
    source: "guide step 6.5, note on the shared file system; [D] Configuring an Active-Active Deployment",
    check: |ctx, findings| {
        groups::check(ctx, findings, Function::ApiGateway, None, &text!("their deployed APIs"));
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    const RULE: &str = "share-missing-gateway";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(RULE, "a: gateway\nb: gateway", 1, "a and b work as one");
        assert_fixed(RULE, "a: all-in-one\nb: all-in-one", 1, "missing on the others");
        // Each has a share, and no share has both.
        let apart = "a: gateway\nb: gateway\ns: shared-storage host=s.x\nt: shared-storage host=t.x\n\
                     a -mounts-> s\nb -mounts-> t";
        assert_fixed(RULE, apart, 1, "Add one");
    }

    #[test]
    fn the_fix_takes_no_share_of_another_group() {
        let design = "a: gateway\nb: gateway\nc: gateway environment.name=x\ns: shared-storage host=s.x\n\
                      a -mounts-> s\nc -mounts-> s";
        let fix = findings(RULE, design)[0].fix.clone().unwrap();
        assert_eq!(fix.title.to_string(), "Add a shared storage");
    }

    #[test]
    fn nearly_trips() {
        let shared =
            "a: gateway\nb: gateway\ns: shared-storage host=s.x\na -mounts-> s\nb -mounts-> s";
        assert_silent(RULE, shared);
        assert_silent(RULE, "a: gateway\nb: gateway environment.name=x\nc: all-in-one");
        assert_silent(RULE, "a: traffic-manager\nb: traffic-manager\nc: publisher\nd: publisher");
    }
}
