//! One primary keystore for all.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{Text, message, text};
use std::collections::BTreeMap;
use topology::catalogue::known;
use topology::{Node, SettingId, SettingValue, Target};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-primary-mismatch",
    code: 100,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Every node has the same primary keystore."),
    why: message!("What one node encrypts or signs, another can neither read nor check."),
    fix: message!("Use one file on every node; only the TLS keystore may differ."),
    source: "guide step 1, note on the primary keystore; [D] Configuring Keystores",
    check,
};

/// What makes a keystore the one that it is.
const PARTS: [&str; 3] =
    [known::PRIMARY_KEYSTORE, known::PRIMARY_KEYSTORE_TYPE, known::PRIMARY_KEYSTORE_ALIAS];

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut stores: BTreeMap<Vec<Option<&SettingValue>>, Vec<&Node>> = BTreeMap::new();
    let uses = |node: &&Node| ctx.graph.uses_setting(node, known::PRIMARY_KEYSTORE);
    for node in ctx.graph.components().map(|(node, _)| node).filter(uses) {
        let store = PARTS.iter().map(|id| ctx.graph.value(node, id)).collect();
        stores.entry(store).or_default().push(node);
    }
    let Some((usual, _)) = stores.iter().rev().max_by_key(|(_, nodes)| nodes.len()) else { return };
    for (store, nodes) in stores.iter().filter(|(store, _)| *store != usual) {
        let differing: Vec<(SettingId, Option<&SettingValue>)> = PARTS
            .iter()
            .zip(store.iter().zip(usual))
            .filter(|(_, (own, usual))| own != usual)
            .filter_map(|(id, (_, usual))| Some((SettingId::new(id).ok()?, *usual)))
            .collect();
        let Some((first, _)) = differing.first() else { continue };
        let (own, others) = (in_words(store), in_words(usual));
        for node in nodes {
            let mut plan = Plan::new(ctx);
            for (id, value) in &differing {
                plan.set(&node.id, id, value.cloned());
            }
            let message = text!(
                "{node} has the primary keystore {own}, the others have {others}. Use one file.",
                node = &node.name,
                own = &own,
                others = &others
            );
            let target = Target::Setting { node: Some(node.id.clone()), setting: first.clone() };
            findings.push(target, message, plan.fix(text!("Use {name}", name = &others)));
        }
    }
}

/// A keystore as file, type and alias.
fn in_words(store: &[Option<&SettingValue>]) -> Text {
    let parts: Vec<String> = store.iter().flatten().map(ToString::to_string).collect();
    match parts.as_slice() {
        [file, kind, alias] => text!("{file} ({kind}, alias {alias})", file, kind, alias),
        other => other.join(" ").into(),
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
        // The same file under another alias or type is another key.
        let alias = "a: gateway\nb: key-manager\nc: publisher keystore.primary.alias=other";
        assert_fixed("keystore-primary-mismatch", alias, 1, "alias other");
        let kind = "a: gateway\nb: key-manager\nc: publisher keystore.primary.type=PKCS12";
        assert_fixed("keystore-primary-mismatch", kind, 1, "(PKCS12, alias wso2carbon)");
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
        // Analytics signs and encrypts nothing with it.
        assert_silent(
            "keystore-primary-mismatch",
            "a: gateway\nb: analytics-worker keystore.primary.file_name=other.jks",
        );
    }
}
