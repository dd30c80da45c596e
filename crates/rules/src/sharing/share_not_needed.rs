//! A share is for several nodes.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "share-not-needed",
    code: 118,
    severity: Severity::Info,
    waivable: true,
    summary: message!("A share is used by several nodes that have folders to share."),
    why: message!(
        "One node alone, or nodes without such folders, gain nothing from it, and it can fail."
    ),
    fix: message!("Link the partners with it, or remove it."),
    source: "section 7; section 12.2: from 4.0.0 on no role has a folder to share",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (share, _) in ctx.graph.shares() {
        let users = ctx.graph.mounting(&share.id);
        let sharing = users.iter().filter(|(_, role)| !role.shared_folders.is_empty()).count();
        if sharing > 1 {
            continue;
        }
        let message = match users.first().filter(|_| sharing == 1) {
            Some((node, _)) => text!(
                "{share} is used by {node} alone, which shares nothing with anyone. Link its partners, or remove it.",
                share = &share.name,
                node = &node.name
            ),
            None => text!(
                "No node keeps a folder on {share}. Link some, or remove it.",
                share = &share.name
            ),
        };
        let mut plan = Plan::new(ctx);
        plan.remove(share);
        let fix = plan.fix(text!("Remove {name}", name = &share.name));
        findings.push(Target::Node(share.id.clone()), message, fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("share-not-needed", "s: shared-storage host=s.x", 1, "No node");
        let one = "a: gateway\ns: shared-storage host=s.x\na -mounts-> s";
        assert_fixed("share-not-needed", one, 1, "by a alone");
    }

    #[test]
    fn nearly_trips() {
        let two =
            "a: gateway\nb: gateway\ns: shared-storage host=s.x\na -mounts-> s\nb -mounts-> s";
        assert_silent("share-not-needed", two);
    }
}
