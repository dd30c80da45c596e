//! Traffic Managers that are meant to take over from one another can find each other.

use crate::addition::mode_ha;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::known;
use topology::{SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-mode-ha",
    code: 131,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "A server in the mode ha says by which names it synchronises events and is managed."
    ),
    why: message!(
        "Both names are 0.0.0.0 otherwise, by which the other server reaches nobody: the engines do not pair. The guide's Traffic Managers need none of it, both are active in the mode single."
    ),
    fix: message!("Use the mode single, or give both names."),
    source: "[V] carbon-apimgt core default.json, event processor manager default.json; fact sheet section 2.4",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    mode_ha::check(ctx, findings);
    let Ok(setting) = SettingId::new(known::SERVER_MODE) else { return };
    for (node, _) in ctx.graph.components() {
        let mode = ctx.graph.setting(node, known::SERVER_MODE);
        if mode != Some(SettingValue::Text(known::SERVER_HA.to_owned())) {
            continue;
        }
        let given = |id: &str| {
            let value = ctx.graph.setting(node, id);
            value.is_some_and(|value| value.as_text().is_some_and(|text| !text.is_empty()))
        };
        if given(known::EVENT_SYNC) && given(known::EVENT_MANAGEMENT) {
            continue;
        }
        let mut plan = Plan::new(ctx);
        plan.set(&node.id, &setting, None);
        let message = text!(
            "{node} is in the mode ha and does not say by which names its partner reaches it for events and management. Give both, or use the mode single, in which all Traffic Managers are active.",
            node = &node.name
        );
        let target = Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
        findings.push(target, message, plan.fix(text!("Use the mode single")));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("cfg-mode-ha", "t: traffic-manager server.mode=ha", 1, "t is in the mode ha");
        let one = "t: traffic-manager server.mode=ha event_sync.hostname=t.x";
        assert_fixed("cfg-mode-ha", one, 1, "Give both");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("cfg-mode-ha", "t: traffic-manager server.mode=single");
        assert_silent(
            "cfg-mode-ha",
            "t: traffic-manager server.mode=ha event_sync.hostname=t.x event_management.hostname=t.x",
        );
    }
}
