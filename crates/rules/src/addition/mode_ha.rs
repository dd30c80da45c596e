//! Traffic Managers that are to work as a pair know one another.

use super::Told;
use crate::context::Context;
use crate::finding::Findings;
use messages::text;
use topology::Node;
use topology::catalogue::{Function, keys::split};

const HOSTS: [&str; 2] =
    ["apim.throttling.event_sync.hostname", "apim.throttling.event_management.hostname"];

/// What the rule on the mode ha says of additions.
pub(crate) fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    for added in &additions.texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.is("server.mode")) {
            if leaf.text() != Some("ha") {
                continue;
            }
            let lacks = |node: &Node, key: &str| !additions.has_value(&node.id, &split(key));
            let engines =
                added.nodes.iter().filter(|(_, role)| role.provides(Function::TrafficManagement));
            let lacking: Vec<&Node> = engines
                .map(|(node, _)| *node)
                .filter(|node| HOSTS.iter().any(|key| lacks(node, key)))
                .collect();
            if !lacking.is_empty() {
                let text = text!(
                    "the mode is ha{on}, and {first} and {second} are not both there. Name the hosts, or write single.",
                    on = added.on(&lacking),
                    first = HOSTS[0],
                    second = HOSTS[1]
                );
                told.push(Told::new(leaf.entry.line, text));
            }
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_untold};
    use crate::testing::of;

    const RULE: &str = "cfg-mode-ha";

    #[test]
    fn trips() {
        let text = "[server]\nmode = \"ha\"\n[apim.throttling.event_sync]\nhostname = \"t.x\"";
        let found = of(RULE, &added("t: traffic-manager\ng: gateway", "", text));
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .message
                .to_string()
                .starts_with("Line 2 of the design's addition: the mode is ha on t, and")
        );
    }

    #[test]
    fn nearly_trips() {
        let text = "server.mode = \"ha\"\n[apim.throttling]\nevent_sync.hostname = \"t.x\"\nevent_management.hostname = \"t.x\"";
        assert_eq!(of(RULE, &added("t: traffic-manager", "t", text)), []);
        assert_eq!(of(RULE, &added("t: traffic-manager", "t", "server.mode = \"single\"")), []);
        // A Gateway has no such engine.
        assert_untold(RULE, "server.mode = \"ha\"");
    }
}
