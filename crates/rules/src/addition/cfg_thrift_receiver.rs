//! The receiver of events stays the one that works.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-thrift-receiver",
    code: 126,
    severity: Severity::Error,
    waivable: true,
    summary: message!("An addition does not make the receiver of events a Thrift one."),
    why: message!(
        "It switches the binary receiver off, and the template has the Thrift one off in any case: no receiver opens, and nothing is throttled."
    ),
    fix: message!("Keep binary, which is the default."),
    source: "[V] data-bridge-config.xml.j2 of carbon-analytics-common v5.2.24",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.is("transport.receiver.type")) {
            if leaf.text().is_some_and(|kind| kind.eq_ignore_ascii_case("thrift")) {
                let text =
                    text!("thrift opens no receiver at all. Write binary, or take the line out.");
                let changed = edit::replaced(added.text, &leaf.entry.value, "\"binary\"");
                let fix = added.fix(ctx, changed, text!("Write binary"));
                told.push(Told::new(leaf.entry.line, text).with(fix));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_untold};

    const RULE: &str = "cfg-thrift-receiver";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[transport]\nreceiver = { type = 'thrift', worker_threads = 5 }\n";
        assert_becomes(RULE, text, 1, &text.replace("'thrift'", "\"binary\""));
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[transport.receiver]\ntype = \"binary\"\n[transport.thrift]\ntype = \"thrift\"",
        );
    }
}
