//! Production speaks TLS 1.2.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{Environment, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "tls-old-protocols",
    code: 110,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("In production no port speaks TLS older than 1.2."),
    why: message!(
        "TLS 1.0 and 1.1 have been broken for years, and Java of today refuses them: whoever still offers them can be talked down to them."
    ),
    fix: message!("Choose TLS 1.2 alone, which is the default in production."),
    source: "[V] default.json of carbon-kernel v4.6.0 and product-apim v3.1.0, fact sheet section 5; [D] Security Guidelines for Production Deployment; RFC 8996",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::TLS_VERSIONS) else { return };
    let all = Some(&SettingValue::Text(known::TLS_ALL.to_owned())) == ctx.design.setting(&setting);
    let serves = ctx.graph.components().next().is_some();
    if all && serves && ctx.design.environment() == Environment::Production {
        let mut plan = Plan::new(ctx);
        plan.set_on_design(&setting, None);
        let message = text!(
            "This production deployment speaks TLS 1.0 and 1.1, which are broken. Choose TLS 1.2 alone."
        );
        let fix = plan.fix(text!("Use TLS 1.2 alone"));
        findings.push(Target::Setting { node: None, setting }, message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const RULE: &str = "tls-old-protocols";

    #[test]
    fn trips_and_is_fixed() {
        let text = "environment production\nset tls.versions = all\na: all-in-one";
        assert_fixed(RULE, text, 1, "speaks TLS 1.0 and 1.1");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(RULE, "environment production\na: all-in-one");
        assert_silent(RULE, "environment production\nset tls.versions = always\na: all-in-one");
        assert_silent(RULE, "environment test\nset tls.versions = all\na: all-in-one");
    }
}
