//! API-M Analytics keeps what it collects in a database.

use super::{analytics, missing};
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-missing-analytics",
    code: 171,
    severity: Severity::Error,
    waivable: true,
    summary: message!("API-M Analytics keeps what it collects in a database."),
    why: message!(
        "Without one a worker and a dashboard each use a file of their own: the dashboard shows nothing of what the worker has, and a second worker knows nothing of the first."
    ),
    fix: message!("Link the node with a database that holds the schema."),
    source: "[V] analytics-apim v3.1.0 wso2.datasources: the files of the pack; [D] Configuring APIM Analytics, step 4",
    check: |ctx, findings| {
        for schema in analytics::schemas(ctx) {
            missing::check(
                ctx,
                findings,
                schema.as_str(),
                &text!("it would use a file of its own"),
            );
        }
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("db-missing-analytics", "w: analytics-worker", 2, "that w needs");
        let held =
            "w: analytics-worker\nd: database database.schemas=[analytics_db,permissions_db]";
        assert_fixed("db-missing-analytics", held, 2, "Link it with d");
    }

    #[test]
    fn nearly_trips() {
        let held = "w: analytics-worker\nd: database database.schemas=[analytics_db,permissions_db]\nw -stores-in-> d";
        assert_silent("db-missing-analytics", held);
        assert_silent("db-missing-analytics", "g: gateway\nk: key-manager");
    }
}
