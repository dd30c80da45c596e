//! Keys that circulate and have no effect.

use super::{Added, Told, edit};
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::{Element, Leaf};
use messages::{message, text};
use topology::Catalogue;
use topology::catalogue::{WrongKey, keys::split};

pub(crate) static RULE: Rule = Rule {
    id: "cfg-known-wrong-key",
    code: 120,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "An addition has none of the keys that samples and tools show and the version ignores."
    ),
    why: message!(
        "The product's own comments, templates and tools hold keys that it does not read. They do nothing, without a word."
    ),
    fix: message!("Write the key that is read, or take the line out."),
    source: "[V] every key of each shipped file compared with the keys that 3.1.0 reads; fact sheet section 3.2",
    check,
};

/// The wrong key that a path is, or lies in.
pub(super) fn wrong<'c>(catalogue: &'c Catalogue, path: &[String]) -> Option<&'c WrongKey> {
    catalogue.wrong_keys.iter().find(|wrong| path.starts_with(&split(&wrong.key)))
}

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let product = &ctx.catalogue.product;
    for added in &ctx.additions().texts {
        let mut told: Vec<Told> = Vec::new();
        let mut said: Vec<&str> = Vec::new();
        for leaf in added.leaves() {
            let Some(found) = wrong(ctx.catalogue, &leaf.path) else { continue };
            let whole = split(&found.key);
            // A table is told once, by its first key.
            if whole.len() < leaf.path.len()
                && std::mem::replace(&mut said, vec![&found.key]) == [found.key.as_str()]
            {
                continue;
            }
            let text = match &found.right {
                Some(right) => text!(
                    "{product} {version} ignores {key}. {reason} The right key is {right}.",
                    product = &product.name,
                    version = &product.version,
                    key = &found.key,
                    reason = term(&found.reason),
                    right
                ),
                None => text!(
                    "{product} {version} ignores {key}. {reason} Take it out.",
                    product = &product.name,
                    version = &product.version,
                    key = &found.key,
                    reason = term(&found.reason)
                ),
            };
            let fix = found.right.as_ref().filter(|_| !found.other_value).and_then(|right| {
                let changed = repaired(added, &leaf, &whole, &split(right));
                added.fix(ctx, changed, text!("Write {value}", value = right))
            });
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

/// The text with the right key.
fn repaired(
    added: &Added<'_>,
    leaf: &Leaf<'_>,
    wrong: &[String],
    right: &[String],
) -> Option<String> {
    if wrong.len() == leaf.path.len() {
        return if leaf.in_array { None } else { edit::moved(added.text, leaf, right) };
    }
    let (old, table) = wrong.split_last()?;
    let (new, right_table) = right.split_last()?;
    let (old, new) = (old.strip_suffix("[]")?, new.strip_suffix("[]")?);
    if table != right_table {
        return None;
    }
    let array: Vec<&str> = table.iter().map(String::as_str).chain([old]).collect();
    let mut headings: Vec<&Element> = added.elements(&array.join(".")).collect();
    headings.sort_by_key(|element| std::cmp::Reverse(element.place.start));
    let mut text = added.text.to_owned();
    // From the end on, so that places before it stay what they are.
    for element in headings {
        let heading = text.get(element.place.clone())?;
        let at = element.place.start + heading.starts_with("[[").then(|| heading.rfind(old))??;
        text = edit::replaced(&text, &(at..at + old.len()), new)?;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{assert_becomes, assert_told, assert_untold, told};

    const RULE: &str = "cfg-known-wrong-key";

    #[test]
    fn trips_and_is_fixed() {
        let workflow = "[apim.workflow]\nenable = true\nusername = \"x\"\n";
        assert_told(
            RULE,
            workflow,
            "Line 3: WSO2 API Manager 3.1.0 ignores apim.workflow.username. ",
        );
        assert_becomes(RULE, workflow, 1, &workflow.replace("username", "wf_engine_user"));
        assert_becomes(
            RULE,
            "[transport.receiver]\nworker_threads = 1\nssl_receiver_thread_pool_size = 50\n[server]\nmode = \"single\"",
            1,
            "[transport.receiver]\nworker_threads = 1\n[server]\nmode = \"single\"\n[transport.binary.receiver]\nssl_receiver_thread_pool_size = 50\n",
        );
        let nodes = "[[apim.analytics.analytics_node]]\nanalytics_url = [\"a\"]\n[[ apim.analytics.'analytics_node' ]]\nanalytics_url = [\"b\"]\ntype = \"x\"\n";
        assert_becomes(RULE, nodes, 1, &nodes.replace("analytics_node", "url_group"));
    }

    /// What cannot be said by another name alone has no fix.
    #[test]
    fn trips_without_a_fix() {
        let header = "apim.oauth_config.remove_outbound_auth_header = true";
        assert_told(RULE, header, "Line 1: ");
        assert!(
            told(RULE, header)[0]
                .ends_with("The right key is apim.oauth_config.enable_outbound_auth_header.")
        );
        let later = "[apim.event_hub]\nenable = true\nservice_url = \"x\"\n[database.mb.store_db]\ntype = \"mysql\"";
        assert_eq!(told(RULE, later).len(), 2);
    }

    #[test]
    fn nearly_trips() {
        assert_untold(
            RULE,
            "[apim.workflow]\nwf_engine_user = \"x\"\n[apim.throttling.event_sync]\nhostname = \"x\"\n[[apim.analytics.url_group]]\nanalytics_url = [\"a\"]",
        );
    }
}
