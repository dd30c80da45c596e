//! The administrator's name survives the places it is put into.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, SettingValue, Target};

/// What breaks an AMQP URL or an XML file.
const BAD: [char; 8] = ['@', '#', '/', '%', '?', ':', '&', '<'];

pub(crate) static RULE: Rule = Rule {
    id: "admin-bad-chars",
    code: 93,
    severity: Severity::Error,
    waivable: false,
    summary: message!("The administrator's name has none of @ # / % ? : & <."),
    why: message!("It becomes part of an AMQP URL and of XML files, and both break."),
    fix: message!(
        "Choose a name of letters, digits, dots and hyphens. The start script checks the password the same way."
    ),
    source: "[V] jndi.properties.j2 puts user and password into the URL; user-mgt.xml template",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(id) = SettingId::new(known::ADMIN_USERNAME) else { return };
    let Some(name) = ctx.design.setting(&id).and_then(SettingValue::as_text) else { return };
    let bad: Vec<String> =
        BAD.iter().filter(|bad| name.contains(**bad)).map(char::to_string).collect();
    if bad.is_empty() {
        return;
    }
    let cleaned: String = name.chars().filter(|c| !BAD.contains(c)).collect();
    let value = (!cleaned.is_empty()).then(|| SettingValue::Text(cleaned.clone()));
    let title = if cleaned.is_empty() {
        text!("Use the default")
    } else {
        text!("Call it {name}", name = &cleaned)
    };
    let mut plan = Plan::new(ctx);
    plan.set_on_design(&id, value);
    let message = text!(
        "The administrator's name has {marks}, which breaks the address of the message broker. Leave it out.",
        marks = bad.join(" ")
    );
    findings.push(Target::Setting { node: None, setting: id }, message, plan.fix(title));
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("admin-bad-chars", "set admin.username = ann@example.com", 1, "has @");
        assert_fixed("admin-bad-chars", "set admin.username = @", 1, "has @");
        assert_fixed("admin-bad-chars", "set admin.username = a:b%c?", 1, "has % ? :");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("admin-bad-chars", "set admin.username = ann.example-com_1");
    }
}
