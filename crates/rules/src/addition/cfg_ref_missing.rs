//! What an addition refers to is there.

use super::Told;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::{ReferenceKind, Value, references};
use messages::{message, text};
use std::collections::BTreeMap;
use topology::Node;
use topology::catalogue::{SettingKind, keys::split};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-ref-missing",
    code: 123,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "A $ref{} of an addition names a key that the file or the product has, an $env{} a name that the start script can check."
    ),
    why: message!(
        "The server looks references up when it starts, and ends with exit code 1 where it finds nothing."
    ),
    fix: message!(
        "Name a key that is there. Variables are called with capital letters, digits and underscores."
    ),
    source: "[V] config-mapper v1.0.2 ReferenceResolver; defaults of the known keys",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    for added in &additions.texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| !leaf.in_array) {
            let texts = leaf.value().map(Value::texts).unwrap_or_default();
            let mut missing: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
            for reference in texts.into_iter().flat_map(references) {
                if reference.kind == ReferenceKind::Environment
                    && SettingKind::Secret.check(&reference.name.into()).is_err()
                {
                    let text = text!(
                        "$env{{name}} is no name that the start script can check. Use capital letters, digits and underscores, such as MAIL_PASSWORD.",
                        name = reference.name
                    );
                    told.push(Told::new(leaf.entry.line, text));
                }
                if reference.kind != ReferenceKind::Key {
                    continue;
                }
                let path = split(reference.name);
                if has_a_value(ctx, &path) || missing.contains_key(reference.name) {
                    continue;
                }
                let lacks = |node: &&Node| !additions.has_value(&node.id, &path);
                let nodes = added.nodes.iter().map(|(node, _)| *node).filter(lacks);
                missing.insert(reference.name, nodes.collect());
            }
            for (name, nodes) in missing.into_iter().filter(|(_, nodes)| !nodes.is_empty()) {
                let text = text!(
                    "$ref{{name}} leads nowhere{on}: neither the file nor the product's defaults have the key. The server would not start.",
                    name,
                    on = added.on(&nodes)
                );
                told.push(Told::new(leaf.entry.line, text));
            }
        }
        added.report(findings, told);
    }
}

/// Whether the product has a value where nobody writes the key, as far as is known.
fn has_a_value(ctx: &Context<'_>, path: &[String]) -> bool {
    let known = ctx.catalogue.keys.find(path);
    known.is_some_and(|key| key.default.is_some() || key.may_be_inferred())
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_told, assert_untold};
    use crate::testing::of;

    const RULE: &str = "cfg-ref-missing";

    #[test]
    fn trips() {
        assert_told(
            RULE,
            "[apim.throttling.jms]\npassword = \"$ref{super_admin.pasword}\"",
            "Line 2: $ref{super_admin.pasword} leads nowhere: neither",
        );
        assert_told(RULE, "server.mode = \"a$ref{apim.wss.keystore.alias}\"", "Line 1: ");
        assert_told(
            RULE,
            "x.y = [\"$env{PATH}\", \"$env{mail}\"]",
            "Line 1: $env{mail} is no name",
        );
    }

    #[test]
    fn trips_for_some_nodes_of_the_design() {
        let text = "[apim.throttling.jms]\nusername = \"$ref{apim.cors.allow_origins}\"\npassword = \"$ref{database.apim_db.type}x\"";
        let design = added("g: gateway\nt: traffic-manager", "", text);
        let found = of(RULE, &design);
        assert_eq!(found, [], "both have a default or are inferred");
        let text = "[server]\nx = \"$ref{apim.throttling.jms.a}\"";
        let mut design = added("g: gateway\nt: traffic-manager", "", text);
        let (id, node) = ("config.addition".parse().unwrap(), "g".parse().unwrap());
        let own = Some("apim.throttling.jms.a = 1".into());
        topology::Change::set_node_setting(&design, &node, &id, own).apply(&mut design).unwrap();
        let found = of(RULE, &design);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.to_string().contains("leads nowhere on t:"), "{found:#?}");
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[apim.throttling.jms]\nusername = \"$ref{super_admin.username}\"\npassword = \"$ref{apim.throttling.password}\"\n[a]\nb = \"$ref{a.c} $env{MAIL} $sys{user.home}\"\nc = 1",
        );
    }
}
