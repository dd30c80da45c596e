//! What is added survives the files that the server makes of it.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Value;
use messages::{message, text};
use topology::catalogue::keys::join;

pub(crate) static RULE: Rule = Rule {
    id: "cfg-xml-marks",
    code: 162,
    severity: Severity::Warning,
    waivable: false,
    summary: message!("No text of an addition has & or < as they are."),
    why: message!(
        "The server copies texts into XML files without escaping them. A plain & or < makes such a file unreadable, and the server does not start. What the drawing writes is escaped; an addition is taken as it stands."
    ),
    fix: message!(
        "Write &amp; and &lt;. The few keys that end in other files may keep the plain mark."
    ),
    source: "[V] config-mapper v1.0.2 JinjaParser: rendering does not escape; fact sheet section 0",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            let texts = leaf.value().map(Value::texts).unwrap_or_default();
            if texts.iter().all(|text| escaped(text) == **text) {
                continue;
            }
            let text = text!(
                "{key} has & or < as it is, and the server copies it into XML. Write &amp; and &lt;.",
                key = join(&leaf.path)
            );
            let value = added.text.get(leaf.entry.value.clone()).map(escaped);
            let changed =
                value.and_then(|value| edit::replaced(added.text, &leaf.entry.value, &value));
            let fix = added.fix(ctx, changed, text!("Write them as XML has them"));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

/// The text with every mark that is not part of an entity written as one.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' if !begins_an_entity(&text[at + 1..]) => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn begins_an_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let number = name.strip_prefix('#').map(|n| n.strip_prefix('x').unwrap_or(n));
    number.map_or(matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"), |number| {
        !number.is_empty() && number.len() < 7 && number.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_untold};

    const RULE: &str = "cfg-xml-marks";

    #[test]
    fn trips_and_is_fixed() {
        assert_becomes(
            RULE,
            "[[datasource]]\nurl = \"jdbc:mysql://d/x?a=b&c=d&amp;e=f\" # & more\nx = ['<', \"&#38;\"]\n",
            2,
            "[[datasource]]\nurl = \"jdbc:mysql://d/x?a=b&amp;c=d&amp;e=f\" # & more\nx = ['&lt;', \"&#38;\"]\n",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, "a.b = \"x &amp; y &lt; z &#x26; > ' \\\"\" # & <\n\"&\" = 1\n");
    }
}
