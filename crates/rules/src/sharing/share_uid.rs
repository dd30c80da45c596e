//! Nodes of one share run as one user.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "share-uid",
    code: 117,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Nodes that keep folders on one share run as users with the same number."),
    why: message!(
        "A file server knows users by number: what one node made, another may not change."
    ),
    fix: message!("Give all of them the same user number, such as 802 of WSO2's images."),
    source: "[V] docker-apim 3.1.x runs as 802; section 7",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(setting) = SettingId::new(known::USER_ID) else { return };
    for (share, _) in ctx.graph.shares() {
        let mut users: BTreeMap<Option<SettingValue>, Vec<&Node>> = BTreeMap::new();
        for (node, _) in ctx.graph.mounting(&share.id) {
            users.entry(ctx.graph.setting(node, known::USER_ID)).or_default().push(node);
        }
        let usual = users.iter().rev().max_by_key(|(_, nodes)| nodes.len());
        let Some((Some(usual), _)) = usual else { continue };
        let number = usual.to_string();
        for (user, nodes) in users.iter().filter(|(user, _)| user.as_ref() != Some(usual)) {
            let user = user.as_ref().map(ToString::to_string).unwrap_or_default();
            for node in nodes {
                let mut plan = Plan::new(ctx);
                plan.set(&node.id, &setting, Some(usual.clone()));
                let message = text!(
                    "{node} runs as user number {user}, the others on {share} as {usual}. Use one number.",
                    node = &node.name,
                    user = &user,
                    share = &share.name,
                    usual = &number
                );
                let target =
                    Target::Setting { node: Some(node.id.clone()), setting: setting.clone() };
                findings.push(target, message, plan.fix(text!("Use {name}", name = &number)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    const MOUNTS: &str =
        "\ns: shared-storage host=s.x\na -mounts-> s\nb -mounts-> s\nc -mounts-> s";

    #[test]
    fn trips_and_is_fixed() {
        let design = format!("a: gateway\nb: gateway user.id=1001\nc: gateway{MOUNTS}");
        assert_fixed("share-uid", &design, 1, "b runs as user number 1001, the others on s as 802");
    }

    #[test]
    fn nearly_trips() {
        let all = "a: gateway user.id=900\nb: gateway user.id=900\nc: gateway user.id=900";
        assert_silent("share-uid", &format!("{all}{MOUNTS}\nd: gateway"));
    }
}
