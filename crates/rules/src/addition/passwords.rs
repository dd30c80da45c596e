//! A password never stands in an addition, which is a part of the design.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use export::addition::Leaf;
use messages::text;
use topology::Environment;
use topology::catalogue::{SettingKind, keys::join};

/// What the rule on passwords in clear says of additions: a design is shared, stored, compared and put
/// into Git, and whoever reads it has the password.
pub(crate) fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let severity = if ctx.design.environment() == Environment::Production {
        Severity::Error
    } else {
        Severity::Warning
    };
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| holds_a_password(leaf)) {
            let key = join(&leaf.path);
            let name = name_for(&leaf.path);
            let ciphered = leaf.in_array || leaf.path.first().is_some_and(|root| root == "secrets");
            let text = if ciphered {
                text!(
                    "{key} holds a password as it is. Keep it out of the design, and write $secret{} with what the cipher tool makes of it.",
                    key
                )
            } else {
                text!(
                    "{key} holds a password as it is. Write $env{{name}}, and put the value into secrets.env.",
                    key,
                    name = &name
                )
            };
            let offered = !ciphered && SettingKind::Secret.check(&name.as_str().into()).is_ok();
            let changed = offered
                .then(|| {
                    edit::replaced(added.text, &leaf.entry.value, &format!("\"$env{{{name}}}\""))
                })
                .flatten();
            let fix = added.fix(ctx, changed, text!("Use the secret {name}", name));
            let told_of = Told { severity: Some(severity), ..Told::new(leaf.entry.line, text) };
            told.push(told_of.with(fix));
        }
        added.report(findings, told);
    }
}

/// True for a text that stands where a password does and refers to nothing.
fn holds_a_password(leaf: &Leaf<'_>) -> bool {
    let (Some(text), Some(last)) = (leaf.text(), leaf.path.last()) else { return false };
    let text = text.trim();
    if leaf.path.len() == 2 && leaf.path[0] == "secrets" {
        // The cipher tool replaces what stands in brackets.
        return text.starts_with('[') && text.ends_with(']') && text.len() > 2;
    }
    let last = last.to_ascii_lowercase();
    let named = last.ends_with("password")
        || last.ends_with("passphrase")
        || last == "pass"
        || last.ends_with("_pass");
    let refers = ["$ref{", "$env{", "$sys{", "$secret{", "${"].iter().any(|r| text.contains(r));
    let flag = matches!(text, "" | "true" | "false");
    named && !refers && !flag
}

/// The name that a secret for a key could have.
fn name_for(path: &[String]) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    join(path).chars().map(upper).collect()
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::addition::testing::{added, assert_becomes, assert_told, assert_untold};
    use crate::testing::of;

    const RULE: &str = "secret-plain";

    #[test]
    fn trips_and_is_fixed() {
        let mail = "[output_adapter.email]\naddress = \"a@x\"\npassword = 'hunter2' # mine\n";
        assert_told(RULE, mail, "Line 3: output_adapter.email.password holds a password as it is.");
        assert_becomes(
            RULE,
            mail,
            1,
            &mail.replace("'hunter2'", "\"$env{OUTPUT_ADAPTER_EMAIL_PASSWORD}\""),
        );
        assert_told(RULE, "apim.workflow.wf_engine_pass = \"x\"", "Line 1: ");
        assert_told(
            RULE,
            "[[datasource]]\nid = \"a\"\npassword = \"x\"",
            "Line 3: datasource[].password",
        );
        assert_told(RULE, "[secrets]\nmail = \"[hunter2]\"", "Line 2: secrets.mail holds");
    }

    /// The message never repeats the password.
    #[test]
    fn is_an_error_in_production() {
        let text = "[output_adapter.email]\npassword = \"hunter2\"";
        let found = of(RULE, &added("environment production\ng: gateway", "g", text));
        assert_eq!((found.len(), found[0].severity), (1, Severity::Error));
        assert!(!found[0].message.to_string().contains("hunter2"));
        let found = of(RULE, &added("g: gateway", "g", text));
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[a]\npassword = \"$env{X}\"\nkey_password = \"$secret{x}\"\nb_password = \"${admin.password}\"\nc_password = true\nbypass = \"x\"\nd_password = \"\"\n[secrets]\nmail = \"cipher+text==\"",
        );
    }
}
