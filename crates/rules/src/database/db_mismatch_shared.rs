//! All nodes use one shared database.

use super::mismatch;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-mismatch-shared",
    code: 74,
    severity: Severity::Error,
    waivable: true,
    summary: message!("All nodes use one shared database."),
    why: message!(
        "Users and tenants differ from node to node, and one node refuses what another allowed."
    ),
    fix: message!("Link all nodes with the same database."),
    source: "guide step 2",
    check: |ctx, findings| {
        mismatch::check(
            ctx,
            findings,
            "shared_db",
            &text!("its users and tenants are unknown there"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "g: gateway\nh: gateway\nt: traffic-manager\na: database host=a.x\nb: database host=b.x\n\
                      g -stores-in-> a\nh -stores-in-> a\nt -stores-in-> b";
        assert_fixed("db-mismatch-shared", design, 1, "t keeps the schema shared_db in b");
    }

    #[test]
    fn no_fix_takes_another_schema_away() {
        let design = "k: key-manager\ng: gateway\nh: gateway\na: database host=a.x database.schemas=[shared_db]\nb: database host=b.x\n\
                      g -stores-in-> a\nh -stores-in-> a\nk -stores-in-> b";
        assert_reported("db-mismatch-shared", design, 1, "k keeps");
        assert!(crate::testing::findings("db-mismatch-shared", design)[0].fix.is_none());
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "db-mismatch-shared",
            "g: gateway\nh: gateway\na: database\ng -stores-in-> a\nh -stores-in-> a",
        );
    }
}
