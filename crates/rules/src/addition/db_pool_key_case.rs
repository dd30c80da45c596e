//! Options of a connection pool are spelled as the pool knows them.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "db-pool-key-case",
    code: 88,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("An addition's pool options are in camelCase, but for those of shared_db."),
    why: message!(
        "They are copied into the data source as tags of their own name. Names with underscores are renamed for shared_db alone; elsewhere they become tags that nobody knows."
    ),
    fix: message!("Write maxActive instead of max_active, and so on."),
    source: "[V] carbon-apimgt v6.6.163 master-datasources.xml.j2; key-mappings.json has shared_db alone",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            let (database, option) = match leaf.path.as_slice() {
                [root, database, pool, option] if root == "database" && pool == "pool_options" => {
                    (Some(database.as_str()), option)
                }
                [root, pool, option] if root == "datasource[]" && pool == "pool_options" => {
                    (None, option)
                }
                _ => continue,
            };
            if !option.contains('_') || database == Some("shared_db") {
                continue;
            }
            let camel = camel(option);
            let text = match database {
                Some(database) => text!(
                    "the pool of {database} does not know {option}. Write {camel}.",
                    database,
                    option,
                    camel = &camel
                ),
                None => text!(
                    "the pool of a datasource does not know {option}. Write {camel}.",
                    option,
                    camel = &camel
                ),
            };
            let changed = edit::renamed(added.text, &leaf, &camel);
            let fix = added.fix(ctx, changed, text!("Write {value}", value = camel));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

fn camel(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or(name).to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_untold};

    const RULE: &str = "db-pool-key-case";

    #[test]
    fn trips_and_is_fixed() {
        assert_becomes(
            RULE,
            "[database.apim_db.pool_options]\nmax_active = 5\ntest_on_borrow = true\n[[datasource]]\nid = \"x\"\npool_options.max_wait = 1",
            3,
            "[database.apim_db.pool_options]\nmaxActive = 5\ntestOnBorrow = true\n[[datasource]]\nid = \"x\"\npool_options.maxWait = 1",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[database.apim_db.pool_options]\nmaxActive = 5\n[database.shared_db.pool_options]\nmax_active = 5\n[database.user]\nmax_active = 1",
        );
    }
}
