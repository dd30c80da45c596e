//! `explain`: the documentation of a rule, or of all of them.

use std::fmt::Write as _;

use super::{Outcome, print};
use crate::cli::Explain;

pub(super) fn run(args: &Explain) -> Outcome {
    let Some(id) = &args.rule else { return print(&all()) };
    match rules::rule(id) {
        Some(rule) => print(&rule.page()),
        None => {
            let ids: Vec<&str> = rules::RULES.iter().map(|rule| rule.id).collect();
            Err(format!("there is no rule `{id}`; the rules are {}", ids.join(", ")))
        }
    }
}

/// `docs/rules.md`: a table to find a rule in, and a section for each.
fn all() -> String {
    let mut page = String::from(
        "# Rules\n\nWhat a design is checked for. Made by `cargo xtask docs` from the rules themselves.\n\n\
         | number | rule | severity | checks that |\n| ---: | --- | --- | --- |\n",
    );
    for rule in rules::RULES {
        let (code, id, severity) = (rule.code, rule.id, rule.severity.as_str());
        // A String takes every write.
        let _ = writeln!(page, "| {code} | [{id}](#{id}) | {severity} | {} |", rule.summary);
    }
    for rule in rules::RULES {
        let _ = write!(
            page,
            "\n## {}\n\n{} · {}{}\n\n**What it checks.** {}\n\n**Why it matters.** {}\n\n**How to fix.** {}\n\n**References.** {}\n",
            rule.id,
            rule.code,
            rule.severity.as_str(),
            if rule.waivable { "" } else { " · cannot be waived" },
            rule.summary,
            rule.why,
            rule.fix,
            rule.source
        );
    }
    page
}
