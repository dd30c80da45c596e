//! Whoever sends events sends them to every Traffic Manager.

use super::need;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::Function;

pub(crate) static RULE: Rule = Rule {
    id: "tm-group-count",
    code: 50,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every Gateway, Publisher and Key Manager reports to every Traffic Manager."),
    why: message!(
        "A Traffic Manager that misses events counts too few, and lets calls through that the others refuse."
    ),
    fix: message!("Link the node with each Traffic Manager."),
    source: "guide steps 6.1, 6.3 and 6.5; [V] carbon-apimgt v6.6.163 api-manager.xml.j2:808-839",
    check: |ctx, findings| {
        need::check(
            ctx,
            findings,
            Function::TrafficManagement,
            |_, _| Severity::Error,
            &text!("its events would not be counted there"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent, findings};

    const TWO: &str = "g: gateway\nt1: traffic-manager\nt2: traffic-manager";

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "tm-group-count",
            &format!("{TWO}\ng -reports-to-> t1"),
            1,
            "g is not linked with t2",
        );
        assert_fixed("tm-group-count", TWO, 1, "t1 and t2");
        let pair = "g: gateway\na: all-in-one\nb: all-in-one\ng -reports-to-> a";
        assert_fixed("tm-group-count", pair, 1, "g is not linked with b");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("tm-group-count", &format!("{TWO}\ng -reports-to-> t1\ng -reports-to-> t2"));
        assert!(findings("tm-group-count", "g: gateway").is_empty());
        // Where there are Traffic Managers, an all-in-one counts for itself alone.
        let beside = "g: gateway\na: all-in-one\nt: traffic-manager\ng -reports-to-> t";
        assert_silent("tm-group-count", beside);
    }
}
