//! The product reads what is added.

use super::{Told, cfg_known_wrong_key, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Reads;
use messages::{message, text};
use std::collections::BTreeSet;
use topology::catalogue::keys::join;

pub(crate) static RULE: Rule = Rule {
    id: "cfg-unknown-key",
    code: 161,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("Every key of an addition is one that the product's version reads."),
    why: message!(
        "The server ignores a key that it does not know without a word: a slip never fails, it just does nothing."
    ),
    fix: message!("Write the key that was meant. One that an update has brought may stay."),
    source: "[V] config-mapper v1.0.2: unknown keys are ignored without a message; the 1,895 keys read from the templates and defaults of 3.1.0",
    check,
};

/// Looking for what was meant takes a walk through all keys, so it is done for the first lines alone.
const LOOKED_UP: usize = super::MOST;

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let keys = &ctx.catalogue.keys;
    for added in &ctx.additions().texts {
        let nodes = added.nodes.iter();
        let reads: BTreeSet<Reads<'_>> =
            nodes.map(|(node, _)| Reads::of(&ctx.graph, node)).collect();
        let mut told: Vec<Told> = Vec::new();
        for leaf in added.leaves() {
            if reads.iter().all(|reads| reads.key(ctx.catalogue, &leaf.path).is_some())
                || cfg_known_wrong_key::wrong(ctx.catalogue, &leaf.path).is_some()
            {
                continue;
            }
            let key = join(&leaf.path);
            let near = (told.len() < LOOKED_UP).then(|| keys.nearest(&leaf.path)).flatten();
            let Some(near) = near else {
                let text = text!(
                    "{product} {version} is not known to read {key}. Correct it, or take it out; one that an update has brought may stay.",
                    product = &ctx.catalogue.product.name,
                    version = &ctx.catalogue.product.version,
                    key
                );
                told.push(Told::new(leaf.entry.line, text));
                continue;
            };
            let meant = join(&near.path);
            let text = text!(
                "nothing reads {key}. {meant} is the nearest key that is read.",
                key,
                meant = &meant
            );
            let changed = (!leaf.in_array).then(|| edit::moved(added.text, &leaf, &near.path));
            let fix = added.fix(ctx, changed.flatten(), text!("Write {value}", value = meant));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_becomes, assert_told, assert_untold, told};
    use crate::testing::of;

    const RULE: &str = "cfg-unknown-key";

    #[test]
    fn trips_and_is_fixed() {
        let slip = "[transport.receiver]\nworker_thread = 20 # more\n";
        assert_told(
            RULE,
            slip,
            "Line 2: nothing reads transport.receiver.worker_thread. transport.receiver.worker_threads is the nearest",
        );
        assert_becomes(RULE, slip, 1, &slip.replace("thread ", "threads "));
        let table = "a = 1\n[transport.binary.recevier]\ntcpPort = 9611\n";
        assert_eq!(told(RULE, table).len(), 2);
    }

    #[test]
    fn a_key_of_another_table_is_moved() {
        assert_becomes(
            RULE,
            "[apim.jms]\npassword = \"$env{JMS}\"\n[server]\nmode = \"single\"",
            1,
            "[apim.jms]\n[server]\nmode = \"single\"\n[apim.throttling.jms]\npassword = \"$env{JMS}\"\n",
        );
    }

    /// Servers of another pack read other keys, and packs with updates read more.
    #[test]
    fn packs_differ() {
        let listener = "[[event_listener]]\nenable = true";
        assert_eq!(of(RULE, &added("i: is-key-manager", "i", listener)), []);
        assert_eq!(of(RULE, &added("g: gateway", "g", listener)).len(), 1);
        let cache = "[apim.cache_invalidation]\nenabled = true";
        assert_eq!(of(RULE, &added("g: gateway", "g", cache)).len(), 1);
        assert_eq!(of(RULE, &added("set packs.updated = true\ng: gateway", "g", cache)), []);
    }

    #[test]
    fn many_lines_are_told_by_their_first() {
        let many: String = (0..100).map(|n| format!("x{n}.y = 1\n")).collect();
        let told = told(RULE, &many);
        assert_eq!(told.len(), 21);
        assert!(told.iter().any(|text| text.starts_with("The same holds for 80 more lines")));
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[transport.receiver]\nworker_threads = 20\n[user_store.properties]\nAny = 1\n[[datasource]]\nid = \"x\"\npool_options.y = 1",
        );
        // Told by another rule.
        assert_untold(RULE, "[apim.workflow]\nusername = \"x\"");
    }
}
