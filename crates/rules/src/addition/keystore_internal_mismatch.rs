//! What one node encrypts, the others can read.

use super::Told;
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::{Node, NodeId};

pub(crate) static RULE: Rule = Rule {
    id: "keystore-internal-mismatch",
    code: 163,
    severity: Severity::Error,
    waivable: true,
    summary: message!("An internal keystore that additions name is the same on every node."),
    why: message!(
        "It encrypts what is kept in the shared database: what one node wrote with its own key, the others cannot read. Without a name it is the primary keystore, which is one for all."
    ),
    fix: message!(
        "Write it into the design's addition, which holds for every node, or leave it out."
    ),
    source: "[V] carbon-kernel v4.6.0 default.json: keystore.internal refers to keystore.primary; fact sheet section 5, note 3",
    check,
};

const KEY: &str = "keystore.internal.file_name";

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    let mut said: BTreeMap<&NodeId, String> = BTreeMap::new();
    // The design's text comes last, and a node's own wins over it.
    for added in &additions.texts {
        for leaf in added.leaves().iter().filter(|leaf| leaf.is(KEY)) {
            for (node, _) in &added.nodes {
                said.entry(&node.id).or_insert_with(|| leaf.text().unwrap_or_default().to_owned());
            }
        }
    }
    if said.is_empty() {
        return;
    }
    for added in additions.texts.iter().filter(|added| added.owner.is_some()) {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.is(KEY)) {
            let file = leaf.text().unwrap_or_default();
            let other = |node: &&Node| said.get(&node.id).is_none_or(|own| own != file);
            let others: Vec<&Node> =
                ctx.graph.components().map(|(node, _)| node).filter(other).collect();
            if !others.is_empty() {
                let text = text!(
                    "the internal keystore is {file} here and another one on {others}: neither reads what the other encrypts. Write it into the design's addition.",
                    file,
                    others = names(others)
                );
                told.push(Told::new(leaf.entry.line, text));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::added;
    use crate::testing::of;

    const RULE: &str = "keystore-internal-mismatch";
    const TEXT: &str = "[keystore.internal]\nfile_name = \"own.jks\"";

    #[test]
    fn trips() {
        let found = of(RULE, &added("g: gateway\nk: key-manager", "g", TEXT));
        assert!(
            found.len() == 1 && found[0].message.to_string().contains("another one on k"),
            "{found:#?}"
        );
    }

    #[test]
    fn nearly_trips() {
        assert_eq!(of(RULE, &added("g: gateway\nk: key-manager", "", TEXT)), []);
        assert_eq!(of(RULE, &added("g: gateway", "g", TEXT)), []);
    }
}
