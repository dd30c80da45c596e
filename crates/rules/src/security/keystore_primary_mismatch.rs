//! One primary keystore for all.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-primary-mismatch",
    code: 100,
    severity: Severity::Error,
    summary: "Every node has the same primary keystore.",
    why: "What one node encrypts or signs, another can neither read nor check.",
    fix: "Use one file on every node; only the TLS keystore may differ.",
    source: "guide step 1, note on the primary keystore; [D] Configuring Keystores",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let Ok(id) = SettingId::new(known::PRIMARY_KEYSTORE) else { return };
    let mut files: BTreeMap<SettingValue, Vec<&Node>> = BTreeMap::new();
    for (node, _) in ctx.graph.components() {
        if let Some(file) = ctx.graph.setting(node, id.as_str()) {
            files.entry(file).or_default().push(node);
        }
    }
    let Some((usual, _)) = files.iter().rev().max_by_key(|(_, nodes)| nodes.len()) else { return };
    for (file, nodes) in files.iter().filter(|(file, _)| *file != usual) {
        for node in nodes {
            let mut plan = Plan::new(ctx.design);
            plan.set(&node.id, &id, Some(usual.clone()));
            let message = format!(
                "{} has the primary keystore {file}, the others have {usual}. Use one file.",
                node.name
            );
            let target = Target::Setting { node: Some(node.id.clone()), setting: id.clone() };
            findings.push(target, message, plan.fix(format!("Use {usual}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        let design =
            "a: gateway\nb: key-manager\nc: publisher keystore.primary.file_name=other.jks";
        assert_fixed(
            "keystore-primary-mismatch",
            design,
            1,
            "c has the primary keystore other.jks",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "keystore-primary-mismatch",
            "a: gateway keystore.tls.file_name=a.jks\nb: key-manager",
        );
        assert_silent(
            "keystore-primary-mismatch",
            "set keystore.primary.file_name = own.jks\na: gateway\nb: key-manager",
        );
    }
}
