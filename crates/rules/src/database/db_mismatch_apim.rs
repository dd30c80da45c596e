//! All nodes use one API Manager database.

use super::mismatch;
use crate::finding::Severity;
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-mismatch-apim",
    code: 73,
    severity: Severity::Error,
    waivable: true,
    summary: message!("All nodes use one API Manager database."),
    why: message!("An API or token that one node stores is not there for another."),
    fix: message!("Link all nodes with the same database."),
    source: "guide step 2",
    check: |ctx, findings| {
        mismatch::check(ctx, findings, "apim_db", &text!("its APIs and tokens are unknown there"));
    },
};

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const THREE: &str =
        "k: key-manager\np: publisher\nd: devportal\na: database host=a.x\nb: database host=b.x\n";

    #[test]
    fn trips_and_is_fixed() {
        let design = format!("{THREE}k -stores-in-> a\np -stores-in-> a\nd -stores-in-> b");
        assert_fixed(
            "db-mismatch-apim",
            &design,
            1,
            "d keeps the schema apim_db in b, the others in a",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "db-mismatch-apim",
            &format!("{THREE}k -stores-in-> a\np -stores-in-> a\nd -stores-in-> a"),
        );
        let twice = "k: key-manager\np: publisher\na: database host=a.x\nb: database host=A.x\nk -stores-in-> a\np -stores-in-> b";
        assert_silent("db-mismatch-apim", twice);
        let url = "database.apim_db.url=jdbc:mysql://one.x/apim_db";
        let typed = format!(
            "k: key-manager\np: publisher\na: database {url}\nb: database {url}\nk -stores-in-> a\np -stores-in-> b"
        );
        assert_silent("db-mismatch-apim", &typed);
    }
}
