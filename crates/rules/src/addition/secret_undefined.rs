//! What an addition takes from the secure vault is in it.

use super::Told;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::{ReferenceKind, Value, references};
use messages::{message, text};
use std::collections::BTreeMap;
use topology::Node;

pub(crate) static RULE: Rule = Rule {
    id: "secret-undefined",
    code: 96,
    severity: Severity::Error,
    waivable: false,
    summary: message!("Each $secret{alias} of an addition has an entry in [secrets]."),
    why: message!("The server finds no such alias in its vault and does not start."),
    fix: message!(
        "Add the alias to [secrets] with what the cipher tool makes of its value, or write $env{NAME} where that is resolved."
    ),
    source: "[V] cipher-tool v1.1.9 and config-mapper v1.0.2; fact sheet section 9",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    for added in &additions.texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            let texts = leaf.value().map(Value::texts).unwrap_or_default();
            let aliases = texts.into_iter().flat_map(references);
            let mut missing: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
            for alias in aliases.filter(|r| r.kind == ReferenceKind::Secret).map(|r| r.name) {
                let path = ["secrets".to_owned(), alias.to_owned()];
                let lacks = |node: &&Node| !additions.has_value(&node.id, &path);
                let nodes = added.nodes.iter().map(|(node, _)| *node).filter(lacks);
                missing.insert(alias, nodes.collect());
            }
            for (alias, nodes) in missing.into_iter().filter(|(_, nodes)| !nodes.is_empty()) {
                let text = text!(
                    "$secret{{alias}} has no entry in [secrets]{on}. Add {alias} there, or write $env{NAME}.",
                    alias,
                    on = added.on(&nodes)
                );
                told.push(Told::new(leaf.entry.line, text));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_told, assert_untold};

    const RULE: &str = "secret-undefined";

    #[test]
    fn trips() {
        assert_told(
            RULE,
            "[[datasource]]\npassword = \"$secret{ds}\"\n[secrets]\nd = \"x\"",
            "Line 2: $secret{ds} has no entry in [secrets].",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, "[[datasource]]\npassword = \"$secret{ds}\"\n[secrets]\nds = \"x\"");
        assert_untold(RULE, "a.password = \"$env{DS}\"");
    }
}
