//! One product manages the keys of a deployment.

use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::Function;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "iskm-and-km-both",
    code: 12,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "Key Managers of API Manager and Identity Servers in their place do not stand side by side."
    ),
    why: message!(
        "Both issue tokens and check them, each in its own way: what one has issued or revoked, callers of the other do not hear of."
    ),
    fix: message!("Keep one of the two and link the Gateways and the Developer Portal with it."),
    source: "guide step 6.1, warning: the step is skipped with Identity Server; [D] Configuring WSO2 Identity Server as a Key Manager, 3.1.0; section 8.2",
    check,
};

/// Reports once, at the first server that is not of the product's own pack.
fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let mut by_pack: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
    for node in ctx.providers(Function::KeyManagement) {
        let Some(role) = ctx.graph.role(&node.id) else { continue };
        // A server that does everything may well have an Identity Server for its keys.
        if role.provides == [Function::KeyManagement] {
            let pack = role.deployment.as_ref().and_then(|found| found.pack.as_deref());
            by_pack.entry(pack).or_default().push(node);
        }
    }
    let mut groups = by_pack.into_values();
    let (Some(own), Some(other)) = (groups.next(), groups.next()) else { return };
    let Some(first) = other.first() else { return };
    let message = text!(
        "{own}, and {others}, are of two products and both manage keys: tokens of one are unknown to callers of the other. Keep one.",
        own = names(own),
        others = names(other.iter().copied())
    );
    findings.push(Target::Node(first.id.clone()), message, None);
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let design = "k: key-manager\ni: is-key-manager\nj: is-key-manager\ng: gateway\ng -validates-with-> i";
        assert_reported("iskm-and-km-both", design, 1, "k, and i and j, are of two products");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("iskm-and-km-both", "i: is-key-manager\nj: is-key-manager");
        assert_silent("iskm-and-km-both", "k: key-manager\nl: key-manager");
        let beside_everything = "a: all-in-one\ni: is-key-manager\na -validates-with-> i";
        assert_silent("iskm-and-km-both", beside_everything);
    }
}
