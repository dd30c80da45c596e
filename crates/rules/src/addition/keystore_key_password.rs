//! A keystore and the key in it have one password.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-key-password",
    code: 102,
    severity: Severity::Error,
    waivable: true,
    summary: message!("A keystore that an addition names has the same password for its key."),
    why: message!(
        "The servlet container and Java's key managers open the key with the keystore's password: with another one no TLS port opens."
    ),
    fix: message!("Use one secret for both."),
    source: "[D] Configuring Keystores in WSO2 API Manager, 3.1.0; fact sheet section 5, note 4",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let leaves = added.leaves();
        let mut told = Vec::new();
        for key in &leaves {
            let [keystore, store, last] = key.path.as_slice() else { continue };
            if keystore != "keystore" || last != "key_password" {
                continue;
            }
            let own = leaves.iter().find(|other| {
                matches!(other.path.as_slice(), [a, b, c] if a == keystore && b == store && c == "password")
            });
            let Some(own) = own.filter(|own| own.text() != key.text()) else { continue };
            let value = added.text.get(own.entry.value.clone()).unwrap_or_default();
            let changed = edit::replaced(added.text, &key.entry.value, value);
            let fix = added.fix(ctx, changed, text!("Use one for both"));
            let text = text!(
                "key_password of keystore.{store} is another than its password. Use one for both.",
                store
            );
            told.push(Told::new(key.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_untold};

    const RULE: &str = "keystore-key-password";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[keystore.internal]\npassword = \"$env{A}\"\nkey_password = \"$env{B}\"\n";
        assert_becomes(RULE, text, 1, &text.replace("{B}", "{A}"));
    }

    #[test]
    fn nearly_trips() {
        let text = "[keystore.internal]\npassword = \"$env{A}\"\nkey_password = \"$env{A}\"";
        assert_untold(RULE, text);
        assert_untold(RULE, "[keystore.internal]\nkey_password = \"$env{A}\"");
    }
}
