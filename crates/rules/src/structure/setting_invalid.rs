//! Every setting is one that its place has, with a value that fits.

use crate::context::{Context, term};
use crate::finding::{Findings, Fix, Severity};
use crate::rule::Rule;
use messages::{Text, message, text};
use topology::catalogue::{SettingSpec, known};
use topology::{Change, Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "setting-invalid",
    code: 119,
    severity: Severity::Error,
    waivable: false,
    summary: message!("Every setting is known where it stands, and its value fits."),
    why: message!(
        "A setting that nobody knows does nothing without a word; a value that does not fit breaks the file it ends in."
    ),
    fix: message!("Correct the value, or reset the setting to its default."),
    source: "[V] config-mapper v1.0.2: unknown keys are ignored without a message",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (id, value) in ctx.design.settings() {
        let spec = ctx.graph.spec(id.as_str()).filter(|spec| spec.scope.design);
        if let Some(problem) = problem(spec, id, value, None) {
            let fix = Fix {
                title: text!("Reset it"),
                change: Change::set_design_setting(ctx.design, id, None),
            };
            findings.push(Target::Setting { node: None, setting: id.clone() }, problem, Some(fix));
        }
    }
    for (node, _) in ctx.graph.nodes().iter().filter(|(_, role)| role.is_some()) {
        for (id, value) in &node.settings {
            let spec = ctx.graph.spec(id.as_str());
            let spec = spec.filter(|spec| spec.scope.roles.contains(&node.role));
            if let Some(problem) = problem(spec, id, value, Some(node)) {
                findings.push(target(node, id), problem, reset(ctx, node, id));
            }
        }
    }
}

fn problem(
    spec: Option<&SettingSpec>,
    id: &SettingId,
    value: &SettingValue,
    node: Option<&Node>,
) -> Option<Text> {
    let Some(spec) = spec else { return Some(unknown(id, node)) };
    let setting = term(&spec.name);
    if let Err(why) = spec.kind.fits(value) {
        return Some(match node {
            Some(node) => {
                text!("{setting} of {node} {why}.", setting, node = &node.name, why)
            }
            None => text!("{setting} of the design {why}.", setting, why),
        });
    }
    let wrong = node.filter(|_| is_no_folder(id, value))?;
    Some(text!(
        "{setting} of {node} takes an absolute folder of plain names, such as /srv/wso2/gateways.",
        setting,
        node = &wrong.name
    ))
}

fn unknown(id: &SettingId, node: Option<&Node>) -> Text {
    let setting = id.as_str();
    match node {
        Some(node) => text!(
            "{node} has no setting {setting}, so it changes nothing. Remove it.",
            node = &node.name,
            setting
        ),
        None => {
            text!("the design has no setting {setting}, so it changes nothing. Remove it.", setting)
        }
    }
}

/// A share's folder becomes part of scripts, where it has to stay one word.
fn is_no_folder(id: &SettingId, value: &SettingValue) -> bool {
    let folder = value.as_text().filter(|_| *id == *known::SHARE_PATH);
    folder.is_some_and(|folder| !topology::is_folder(folder))
}

fn target(node: &Node, id: &SettingId) -> Target {
    Target::Setting { node: Some(node.id.clone()), setting: id.clone() }
}

fn reset(ctx: &Context<'_>, node: &Node, id: &SettingId) -> Option<Fix> {
    Some(Fix {
        title: text!("Reset it"),
        change: Change::set_node_setting(ctx.design, &node.id, id, None),
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed(
            "setting-invalid",
            "lb: load-balancer kind=apache",
            1,
            "Software of lb takes one of nginx",
        );
        assert_fixed("setting-invalid", "g: gateway sticky=true", 1, "g has no setting sticky");
        assert_fixed("setting-invalid", "set admin.password = hunter2", 1, "name of a secret");
        assert_fixed("setting-invalid", "set nonsense = 1", 1, "has no setting");
    }

    /// Section 0: a reference that is not found stops the server's start.
    #[test]
    fn a_reference_in_a_text_is_told() {
        for design in [
            "set admin.username = $env{X}",
            "g: gateway environment.name=$ref{x}",
            "g: gateway cors.allow_headers=[a,$sys{x}]",
            "d: database database.username=$secret{x}",
        ] {
            assert_fixed("setting-invalid", design, 1, "must not hold $");
        }
        assert_silent("setting-invalid", "g: gateway environment.name=US$");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "setting-invalid",
            "lb: load-balancer kind=haproxy sticky=false port.https=8443",
        );
    }
}
