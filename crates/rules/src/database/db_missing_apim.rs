//! Whoever needs the API Manager database has it.

use super::missing;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-missing-apim",
    code: 70,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Every Key Manager, Publisher, Developer Portal and all-in-one has the API Manager database."
    ),
    why: message!(
        "Without it a server silently uses a file of its own: its APIs and tokens are unknown to everyone else."
    ),
    fix: message!("Link the node with a database that holds apim_db."),
    source: "guide step 2; [V] master-datasources.xml.j2 jdbc/WSO2AM_DB",
    check: |ctx, findings| {
        missing::check(
            ctx,
            findings,
            "apim_db",
            &text!("it would keep APIs and tokens in a file of its own"),
        );
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-missing-apim", "k: key-manager\np: publisher", 1, "k and p");
        assert_fixed(
            "db-missing-apim",
            "k: key-manager\np: publisher\nd: database",
            2,
            "Link it with d",
        );
        assert_fixed(
            "db-missing-apim",
            "k: key-manager\nd: database database.schemas=[shared_db]\nk -stores-in-> d",
            1,
            "No database holds",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-missing-apim", "k: key-manager\nd: database\nk -stores-in-> d");
        assert_silent("db-missing-apim", "g: gateway\nt: traffic-manager");
    }
}
