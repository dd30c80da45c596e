//! Nothing makes the groups of Traffic Managers void.

use super::{Told, edit};
use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Node;
use topology::catalogue::keys::split;

pub(crate) static RULE: Rule = Rule {
    id: "tm-receiver-override",
    code: 54,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "An addition sets no receiver_url where the file has groups of Traffic Managers."
    ),
    why: message!(
        "Where receiver_url or receiver_auth_url is there, every [[apim.throttling.url_group]] is ignored, the drawing's included."
    ),
    fix: message!("Take the line out, and draw the links to the Traffic Managers."),
    source: "[V] carbon-apimgt v6.6.163 api-manager.xml.j2: receiver_url wins; so it is in ansible-apim and puppet-apim",
    check,
};

const KEYS: [&str; 2] = ["apim.throttling.receiver_url", "apim.throttling.receiver_auth_url"];

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    let groups = split(super::tm_group_loadbalance::GROUP);
    for added in &additions.texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            let Some(key) = KEYS.iter().find(|key| leaf.is(key)) else { continue };
            let has = |node: &Node| additions.has_array(&node.id, &groups);
            let void: Vec<&Node> =
                added.nodes.iter().map(|(node, _)| *node).filter(|node| has(node)).collect();
            if void.is_empty() {
                continue;
            }
            let text = text!(
                "with {key}, every [[{group}]] is ignored{on}. Take the line out.",
                key,
                group = super::tm_group_loadbalance::GROUP,
                on = added.on(&void)
            );
            let fix = added.fix(ctx, edit::without(added.text, &leaf), text!("Take the line out"));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_untold};
    use crate::testing::{fix, of};

    const RULE: &str = "tm-receiver-override";
    const DRAWN: &str = "g: gateway host=g.x\nt: traffic-manager host=t.x\nk: key-manager host=k.x\ng -reports-to-> t";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[apim.throttling]\nreceiver_url = \"tcp://t:9611\"\nreceiver_auth_url = \"ssl://t:9711\"\n";
        fix(RULE, added(DRAWN, "g", text), 2, "is ignored. Take the line out.");
        let found = of(RULE, &added(DRAWN, "", text));
        assert!(
            found.len() == 2 && found[0].message.to_string().contains("is ignored on g."),
            "{found:#?}"
        );
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, "apim.throttling.receiver_url = \"tcp://t:9611\"");
        let user = "apim.throttling.receiver_username = \"x\"";
        assert_eq!(of(RULE, &added(DRAWN, "g", user)), []);
    }
}
