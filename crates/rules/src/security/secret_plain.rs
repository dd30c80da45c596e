//! Passwords do not stand in clear: in production not in files, and nowhere in a design.

use crate::addition::passwords;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "secret-plain",
    code: 95,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "In production no password stands in a configuration file in clear, and none in an addition to one."
    ),
    why: message!(
        "Whoever can read a node's deployment.toml, a backup of it, or a log that quotes it, can sign in as the administrator and open the databases. A design is read by more people still: a password in an addition is a warning, in production an error."
    ),
    fix: message!(
        "Keep secrets in environment variables or in the secure vault. In an addition, write $env{NAME}; inside an array of tables, $secret{alias}."
    ),
    source: "[V] wso2-domain section 9; [D] Encrypting Passwords in Configuration Files, 3.1.0",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    passwords::check(ctx, findings);
    let Ok(id) = SettingId::new(known::SECRETS) else { return };
    let kept = ctx.design.setting(&id).and_then(SettingValue::as_text);
    if ctx.design.environment() != Environment::Production || kept != Some(known::SECRETS_PLAIN) {
        return;
    }
    let message = text!(
        "Passwords stand in each node's deployment.toml in clear, and this is production. Keep them in the secure vault or in environment variables."
    );
    let mut plan = Plan::new(ctx);
    plan.set_on_design(&id, None);
    let target = Target::Setting { node: None, setting: id };
    findings.push(target, message, plan.fix(text!("Use environment variables")));
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design = "environment production\nset secrets = plain\na: all-in-one";
        assert_fixed("secret-plain", design, 1, "in clear");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("secret-plain", "set secrets = plain\na: all-in-one");
        assert_silent(
            "secret-plain",
            "environment production\nset secrets = secure-vault\na: all-in-one",
        );
    }
}
