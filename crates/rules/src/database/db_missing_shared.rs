//! Every server has the shared database.

use super::missing;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-missing-shared",
    code: 71,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every server of the product has the shared database."),
    why: message!(
        "Users, tenants and the registry live there: without it a server has its own, and a changed password holds on one node only."
    ),
    fix: message!("Link the node with a database that holds shared_db."),
    source: "guide step 2; [V] master-datasources.xml.j2 jdbc/SHARED_DB",
    check: |ctx, findings| {
        missing::check(
            ctx,
            findings,
            "shared_db",
            &text!("it would keep users and tenants in a file of its own"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-missing-shared", "g: gateway\nt: traffic-manager", 1, "g and t");
        assert_fixed("db-missing-shared", "g: gateway\nd: database", 1, "g is not linked");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "db-missing-shared",
            "g: gateway\nd: database database.schemas=[shared_db]\ng -stores-in-> d",
        );
    }
}
