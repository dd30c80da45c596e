//! An addition adds, and does not write the drawing's keys again.

use super::Told;
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Clash;
use messages::{Text, message, text};
use std::collections::BTreeMap;
use topology::Node;
use topology::catalogue::keys::join;

pub(crate) static RULE: Rule = Rule {
    id: "cfg-duplicate-key",
    code: 121,
    severity: Severity::Error,
    waivable: false,
    summary: message!("An addition has no key, table or array that the drawing writes otherwise."),
    why: message!(
        "A key that stands twice ends the server's start. So the drawing's value stands, and the added one is left out."
    ),
    fix: message!(
        "Take the line out, or change the drawing or the setting that the value comes from."
    ),
    source: "[V] config-mapper v1.0.2, cava-toml MutableTomlTable: a key given twice in one table, or a table declared twice, is a parse error",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    for added in &additions.texts {
        let mut clashes: BTreeMap<(usize, String, String), (&Clash, Vec<&Node>)> = BTreeMap::new();
        for (node, _) in &added.nodes {
            for left in additions.left_out(added, &node.id) {
                let key = (left.line, join(&left.path), left.clash.to_string());
                clashes.entry(key).or_insert((&left.clash, Vec::new())).1.push(*node);
            }
        }
        let mut told = Vec::new();
        let leaves = added.leaves();
        for ((line, key, _), (clash, nodes)) in clashes {
            let (on, why) = (added.on(&nodes), in_the_way(clash));
            let leaf = leaves
                .iter()
                .find(|leaf| leaf.entry.line == line && !leaf.in_array && join(&leaf.path) == key);
            if *clash == Clash::Node {
                let text = text!("{key} is left out{on}: {why}.", key, on, why);
                told.push(Told { severity: Some(Severity::Info), ..Told::new(line, text) });
                continue;
            }
            let text = text!(
                "{key} is left out{on}: {why}. Take the line out, or change what the value comes from.",
                key,
                on,
                why
            );
            let everywhere = nodes.len() == added.nodes.len();
            let changed =
                leaf.filter(|_| everywhere).and_then(|leaf| super::edit::without(added.text, leaf));
            let fix = added.fix(ctx, changed, text!("Take the line out"));
            told.push(Told::new(line, text).with(fix));
        }
        added.report(findings, told);
    }
}

/// The end of a sentence, as the file's comment has it.
fn in_the_way(clash: &Clash) -> Text {
    match clash {
        Clash::Drawing => text!("the drawing writes it already"),
        Clash::Node => text!("the node's own addition writes it"),
        Clash::Value(path) => text!("{path} holds a value in this file", path),
        Clash::Table(path) => text!("{path} is a table in this file", path),
        Clash::Array(path) => text!("{path} is an array of tables in this file", path),
    }
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::addition::testing::{added, assert_becomes, assert_told, assert_untold};
    use crate::testing::of;
    use topology::catalogue::known;
    use topology::{Change, SettingValue};

    const RULE: &str = "cfg-duplicate-key";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[server]\nmode = \"single\"\nhostname = \"x\" # mine\noffset = 3\n";
        assert_becomes(RULE, text, 2, "[server]\nmode = \"single\"\n");
        assert_told(
            RULE,
            "[user_store.type]\nx = 1",
            "Line 2: user_store.type.x is left out: user_store.type holds a value in this file.",
        );
        assert_told(RULE, "[[server]]\nx = 1", "Line 1: server is left out: server is a table");
    }

    /// On the design, it is told once, with the nodes that it is about.
    #[test]
    fn trips_for_some_nodes_of_the_design() {
        let design = added(
            "g: gateway\nh: gateway\nk: key-manager",
            "",
            "[apim.cors]\nallow_origins = \"*\"",
        );
        let found = of(RULE, &design);
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .message
                .to_string()
                .contains("apim.cors.allow_origins is left out on g and h:"),
            "{found:#?}"
        );
        assert_eq!(found[0].fix, None);
    }

    #[test]
    fn what_a_node_says_otherwise_than_the_design_is_a_note() {
        let mut design = added("g: gateway\nk: key-manager", "", "server.mode = \"single\"");
        let (id, node) = (known::ADDITION.parse().unwrap(), "g".parse().unwrap());
        let value = Some(SettingValue::Text("server.mode = \"ha\"".into()));
        Change::set_node_setting(&design, &node, &id, value).apply(&mut design).unwrap();
        let found = of(RULE, &design);
        assert_eq!((found.len(), found[0].severity), (1, Severity::Info));
        assert!(
            found[0]
                .message
                .to_string()
                .contains("server.mode is left out on g: the node's own addition")
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[server]\nmode = \"single\"\n[[apim.throttling.url_group]]\ntype = \"x\"",
        );
    }
}
