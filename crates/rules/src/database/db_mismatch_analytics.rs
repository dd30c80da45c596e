//! All nodes of API-M Analytics use one database for each schema.

use super::{analytics, mismatch};
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-mismatch-analytics",
    code: 172,
    severity: Severity::Error,
    waivable: true,
    summary: message!("All nodes of API-M Analytics use one database for each schema."),
    why: message!("What a worker sums up in one database a dashboard does not find in another."),
    fix: message!("Link all of them with the same database."),
    source: "[V] analytics-apim v3.1.0 wso2.datasources: the files of the pack; [D] Configuring APIM Analytics, step 4",
    check: |ctx, findings| {
        for schema in analytics::schemas(ctx) {
            mismatch::check(
                ctx,
                findings,
                schema.as_str(),
                &text!("what one writes, the other does not find"),
            );
        }
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const TWO: &str = "w: analytics-worker\nx: analytics-worker\nv: analytics-worker\n\
                       a: database host=a.x database.schemas=[analytics_db,permissions_db]\n\
                       b: database host=b.x database.schemas=[analytics_db,permissions_db]\n\
                       v -stores-in-> a\nw -stores-in-> a\n";

    #[test]
    fn trips_and_is_fixed() {
        let design = format!("{TWO}x -stores-in-> b");
        assert_fixed("db-mismatch-analytics", &design, 2, "x keeps the schema");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-mismatch-analytics", &format!("{TWO}x -stores-in-> a"));
        let core = "k: key-manager\np: publisher\na: database host=a.x\nb: database host=b.x\nk -stores-in-> a\np -stores-in-> b";
        assert_silent("db-mismatch-analytics", core);
    }
}
