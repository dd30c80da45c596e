//! Nodes that divide their work have ids that differ where the product cuts them.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use std::collections::BTreeMap;
use topology::catalogue::ValueRule;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "analytics-id-clash",
    code: 136,
    severity: Severity::Error,
    waivable: true,
    summary: message!("Analytics workers have ids that differ in their first 20 characters."),
    why: message!(
        "Workers that are both active tell their sums apart by shardId, which is the node's id and has at most 20 characters: two that are alike overwrite each other's."
    ),
    fix: message!("Draw one of them anew and give it a shorter id."),
    source: "[D] Configuring Analytics Workers as Active-Active; wso2-domain section 8.1",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for section in &ctx.catalogue.sections {
        for entry in &section.entries {
            let ValueRule::NodeId { longest: Some(longest) } = entry.value else { continue };
            let mut seen: BTreeMap<String, &Node> = BTreeMap::new();
            for (node, role) in ctx.graph.components() {
                if !section.roles.contains(&role.id) {
                    continue;
                }
                let id: String = node.id.as_str().chars().take(longest.into()).collect();
                let first = *seen.entry(id).or_insert(node);
                if first.id == node.id {
                    continue;
                }
                let message = text!(
                    "The ids of {first} and {second} begin with the same {longest} characters, and the product knows no more of them. Draw one anew with a shorter id.",
                    first = &first.name,
                    second = &node.name,
                    longest
                );
                findings.push(Target::Node(node.id.clone()), message, None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let long = "analytics-of-the-house-1: analytics-worker\nanalytics-of-the-house-2: analytics-worker";
        assert_reported("analytics-id-clash", long, 1, "the same 20 characters");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("analytics-id-clash", "w1: analytics-worker\nw2: analytics-worker");
        let gateways =
            "gateway-of-the-whole-house-1: gateway\ngateway-of-the-whole-house-2: gateway";
        assert_silent("analytics-id-clash", gateways);
    }
}
