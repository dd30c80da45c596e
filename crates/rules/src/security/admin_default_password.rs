//! Production does not run with the administrator that everybody knows.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, SettingId, Target};

pub(crate) static RULE: Rule = Rule {
    id: "admin-default-password",
    code: 92,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "In production the administrator is not the one that every installation starts with."
    ),
    why: message!(
        "Name and password of the default administrator are printed in the product's guide: they are what an attacker tries first."
    ),
    fix: message!(
        "Choose another name, and a password of its own for the secret. The console never sees the password, so it cannot check it."
    ),
    source: "guide step 3; [D] Security Guidelines for Production Deployment",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(id) = SettingId::new(known::ADMIN_USERNAME) else { return };
    let Some(usual) = ctx.catalogue.setting(id.as_str()).and_then(|spec| spec.default.as_ref())
    else {
        return;
    };
    let given = ctx.design.setting(&id).unwrap_or(usual);
    let serves = ctx.graph.components().next().is_some();
    if ctx.design.environment() == Environment::Production && given == usual && serves {
        let message = text!(
            "The administrator of this production deployment is called {usual}, as in every fresh installation. Choose another name, and give its secret a password of its own.",
            usual = usual.to_string()
        );
        findings.push(Target::Setting { node: None, setting: id }, message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported(
            "admin-default-password",
            "environment production\na: all-in-one",
            1,
            "is called admin",
        );
        assert_reported(
            "admin-default-password",
            "environment production\nset admin.username = admin\na: all-in-one",
            1,
            "admin",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "admin-default-password",
            "environment production\nset admin.username = operator\na: all-in-one",
        );
        assert_silent("admin-default-password", "a: all-in-one");
    }
}
