//! References stand where they are resolved.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::{ReferenceKind, Value, references};
use messages::{message, text};
use topology::catalogue::keys::join;

pub(crate) static RULE: Rule = Rule {
    id: "env-ref-in-array",
    code: 69,
    severity: Severity::Error,
    waivable: false,
    summary: message!("An addition has no $ref{}, $env{} or $sys{} inside an array of tables."),
    why: message!(
        "They are resolved in plain texts and lists alone. Inside [[...]] they are used as they stand, for example as a password."
    ),
    fix: message!(
        "Write ${admin.username}, ${admin.password} or $secret{}, which are resolved while the server runs."
    ),
    source: "[V] config-mapper v1.0.2 ReferenceResolver; arrays of tables work from 1.0.18 on",
    check,
};

/// References that have a form which is resolved everywhere.
const INSTEAD: [(&str, &str); 2] = [
    ("$ref{super_admin.username}", "${admin.username}"),
    ("$ref{super_admin.password}", "${admin.password}"),
];

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.in_array) {
            let texts = leaf.value().map(Value::texts).unwrap_or_default();
            let unresolved =
                texts.into_iter().flat_map(references).find(|r| r.kind != ReferenceKind::Secret);
            let Some(reference) = unresolved else { continue };
            let opening = match reference.kind {
                ReferenceKind::Key => "$ref",
                ReferenceKind::Environment => "$env",
                ReferenceKind::System | ReferenceKind::Secret => "$sys",
            };
            let text = text!(
                "{reference} is not resolved inside an array of tables, so {key} is this very text. Use ${admin.username}, ${admin.password} or $secret{}.",
                reference = format!("{opening}{{{}}}", reference.name),
                key = join(&leaf.path)
            );
            let value = added.text.get(leaf.entry.value.clone()).unwrap_or_default();
            let changed = INSTEAD.iter().fold(value.to_owned(), |value, (reference, instead)| {
                value.replace(reference, instead)
            });
            let changed = (changed != value)
                .then(|| edit::replaced(added.text, &leaf.entry.value, &changed))
                .flatten();
            let fix = added.fix(ctx, changed, text!("Use what is resolved there"));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_told, assert_untold};

    const RULE: &str = "env-ref-in-array";

    #[test]
    fn trips_and_is_fixed() {
        assert_becomes(
            RULE,
            "[[apim.gateway.environment]]\nname = \"x\"\nusername = \"$ref{super_admin.username}\"\n",
            1,
            "[[apim.gateway.environment]]\nname = \"x\"\nusername = \"${admin.username}\"\n",
        );
        assert_told(
            RULE,
            "[[datasource]]\nid = \"x\"\npassword = \"$env{X}\"",
            "Line 3: $env{X} is not resolved inside an array of tables, so datasource[].password is",
        );
        assert_told(RULE, "a = [{ b = [\"$sys{c}\"] }]", "Line 1: $sys{c} is not resolved");
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[apim.throttling.jms]\npassword = \"$env{X}\"\n[[datasource]]\npassword = \"$secret{x}\"\nusername = \"${admin.username}\"",
        );
    }
}
