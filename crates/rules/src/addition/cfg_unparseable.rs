//! An addition is TOML that the product's parser reads.

use super::Told;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::keys::join;

pub(crate) static RULE: Rule = Rule {
    id: "cfg-unparseable",
    code: 160,
    severity: Severity::Error,
    waivable: false,
    summary: message!("An addition to deployment.toml is TOML that the server reads."),
    why: message!(
        "The server ends with exit code 1 when its file is no TOML, or says something twice. So an addition that cannot be read is left out of the file as a whole, and a value that the server's older parser does not take is left out by itself."
    ),
    fix: message!("Correct the line. The file says in a comment what was left out."),
    source: "[V] config-mapper v1.0.2 TomlParser: a parse error ends the process; cava-toml 0.5.0 knows TOML 0.5: MutableTomlArray refuses mixed lists",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let told = match &added.read {
            Err(wrong) => vec![Told::new(
                wrong.line,
                text!(
                    "it is no TOML ({reason}), so the whole addition is left out. Correct the line.",
                    reason = &wrong.reason
                ),
            )],
            Ok(read) => {
                let refused = read.refused.iter().map(|refused| {
                    let (key, why) = (join(&refused.path), term(refused.why));
                    let text = text!("{key} {why}. It is left out.", key, why);
                    Told::new(refused.line, text)
                });
                refused.collect()
            }
        };
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_told, assert_untold};
    use crate::testing::of;

    const RULE: &str = "cfg-unparseable";

    #[test]
    fn trips() {
        assert_told(RULE, "[a]\nb = 1\nb = 2", "Line 3: it is no TOML (duplicate key)");
        assert_told(RULE, "a = [1, \"x\"]", "Line 1: a mixes kinds of values in one list");
        assert_told(RULE, "\n[b]\na = 2020-01-01", "Line 3: b.a holds a date");
    }

    /// One text is one finding, however many files it would go into.
    #[test]
    fn trips_once_for_the_design() {
        let found = of(RULE, &added("g: gateway\nk: key-manager\nd: database", "", "x = "));
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .message
                .to_string()
                .starts_with("Line 1 of the design's addition: it is no TOML")
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, "[a]\nb = [1, 2]\n[[c]]\nd = \"2020-01-01\"\n[[c]]\n");
        assert_untold(RULE, "  \n");
    }
}
