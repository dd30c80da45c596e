//! Every setting is one that its place has, with a value that fits.

use crate::context::Context;
use crate::finding::{Findings, Fix, Severity};
use crate::rule::Rule;
use topology::catalogue::{SettingSpec, known};
use topology::{Change, Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "setting-invalid",
    code: 119,
    severity: Severity::Error,
    waivable: false,
    summary: "Every setting is known where it stands, and its value fits.",
    why: "A setting that nobody knows does nothing without a word; a value that does not fit breaks the file it ends in.",
    fix: "Correct the value, or reset the setting to its default.",
    source: "[V] config-mapper v1.0.2: unknown keys are ignored without a message",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (id, value) in ctx.design.settings() {
        let spec = ctx.catalogue.setting(id.as_str()).filter(|spec| spec.scope.design);
        if let Some(problem) = problem(spec, id, value, "the design") {
            let fix = Fix {
                title: "Reset it".into(),
                change: Change::set_design_setting(ctx.design, id, None),
            };
            findings.push(Target::Setting { node: None, setting: id.clone() }, problem, Some(fix));
        }
    }
    for node in ctx.design.nodes().filter(|node| ctx.graph.role(&node.id).is_some()) {
        for (id, value) in &node.settings {
            let spec = ctx
                .catalogue
                .setting(id.as_str())
                .filter(|spec| spec.scope.roles.contains(&node.role));
            if let Some(problem) = problem(spec, id, value, &node.name) {
                findings.push(target(node, id), problem, reset(ctx, node, id));
            }
        }
    }
}

fn problem(
    spec: Option<&SettingSpec>,
    id: &SettingId,
    value: &SettingValue,
    place: &str,
) -> Option<String> {
    let Some(spec) = spec else {
        return Some(format!("{place} has no setting {id}, so it changes nothing. Remove it."));
    };
    let why = spec.kind.check(value).err().or_else(|| no_folder(id, value))?;
    Some(format!("{} of {place} {why}.", spec.name))
}

/// A share's folder becomes part of scripts, where it has to stay one word.
fn no_folder(id: &SettingId, value: &SettingValue) -> Option<String> {
    let wrong = *id == *known::SHARE_PATH && !topology::is_folder(value.as_text()?);
    wrong.then(|| "takes an absolute folder of plain names, such as /srv/wso2/gateways".to_owned())
}

fn target(node: &Node, id: &SettingId) -> Target {
    Target::Setting { node: Some(node.id.clone()), setting: id.clone() }
}

fn reset(ctx: &Context<'_>, node: &Node, id: &SettingId) -> Option<Fix> {
    Some(Fix {
        title: "Reset it".into(),
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
