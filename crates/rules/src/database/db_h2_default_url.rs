//! No schema lies in the file that the product keeps for itself.

use super::urls;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-h2-default-url",
    code: 78,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A typed H2 URL names a file of the schema's own."),
    why: message!(
        "The product opens WSO2CARBON_DB for its local registry, and for every H2 database without a URL: a schema in there is mixed with it. Without a typed URL the right file is written."
    ),
    fix: message!("Take the URL back, or name another file in it."),
    source: "[V] carbon-kernel v4.6.0 infer.json: the inferred H2 URL is one file",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for typed in urls::typed(ctx) {
        let Some(file) = &typed.engine.inferred_file else { continue };
        if typed.url.contains(file.as_str()) {
            let message = text!(
                "{url} names the file {file}, which the product keeps for itself. Take it back, and the file {written} is written.",
                url = typed.what(),
                file,
                written = &typed.schema.file
            );
            let fix = typed.set(ctx, None, text!("Take the URL back"));
            findings.push(typed.target(), message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "d: database database.engine=h2 database.apim_db.url=jdbc:h2:./repository/database/WSO2CARBON_DB";
        assert_fixed("db-h2-default-url", design, 1, "WSO2AM_DB");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("db-h2-default-url", "d: database database.engine=h2");
        assert_silent(
            "db-h2-default-url",
            "d: database database.engine=h2 database.apim_db.url=jdbc:h2:./repository/database/MY_DB",
        );
    }
}
