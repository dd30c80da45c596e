//! Members of a cluster on one machine have ports of their own.

use super::{Added, Told};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Value;
use export::addition::{Item, Leaf};
use messages::{message, text};
use std::collections::BTreeMap;
use topology::{HostId, Node};

pub(crate) static RULE: Rule = Rule {
    id: "hazelcast-port-collision",
    code: 39,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "Nodes of one host that additions make members of a cluster have different ports for it."
    ),
    why: message!(
        "The offset does not shift this port. The second process goes on to another one by itself, and the lists of members do not match it."
    ),
    fix: message!("Give each node of the host another clustering.local_member_port."),
    source: "[V] carbon-kernel v4.6.0 default.json: 4000, not shifted; [I] Hazelcast's auto-increment; fact sheet section 1.4",
    check,
};

const SCHEME: &str = "clustering.membership_scheme";
const PORT: &str = "clustering.local_member_port";
const USUAL: i64 = 4000;

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    let additions = ctx.additions();
    let mut members: BTreeMap<(&HostId, i64), Vec<&Node>> = BTreeMap::new();
    for (node, _) in ctx.graph.components() {
        let texts = || additions.texts.iter().filter(|added| goes_to(added, node));
        let clustered = texts().any(|added| added.leaves().iter().any(|leaf| leaf.is(SCHEME)));
        let Some(host) = node.host.as_ref().filter(|_| clustered) else { continue };
        let given = texts().find_map(|added| added.leaves().iter().find_map(port));
        members.entry((host, given.unwrap_or(USUAL))).or_default().push(node);
    }
    members.retain(|_, nodes| nodes.len() > 1);
    for added in &additions.texts {
        let mut told = Vec::new();
        for leaf in added.leaves().iter().filter(|leaf| leaf.is(SCHEME)) {
            for ((host, port), nodes) in &members {
                if nodes.iter().any(|node| goes_to(added, node)) {
                    let text = text!(
                        "{nodes} on the host {host} would all take port {port} for the cluster. Give each another local_member_port.",
                        nodes = names(nodes.iter().copied()),
                        host = host.as_str(),
                        port = *port
                    );
                    told.push(Told::new(leaf.entry.line, text));
                }
            }
        }
        added.report(findings, told);
    }
}

fn goes_to(added: &Added<'_>, node: &Node) -> bool {
    added.nodes.iter().any(|(other, _)| other.id == node.id)
}

fn port(leaf: &Leaf<'_>) -> Option<i64> {
    match &leaf.entry.item {
        Item::Value(Value::Integer(port)) if leaf.is(PORT) => Some(*port),
        Item::Value(Value::Text(port)) if leaf.is(PORT) => port.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::added;
    use crate::testing::of;

    const RULE: &str = "hazelcast-port-collision";
    const TEXT: &str = "[clustering]\nmembership_scheme = \"wka\"\nlocal_member_port = 4001";

    #[test]
    fn trips() {
        let found =
            of(RULE, &added("host h vm.x 10.0.0.1\na: publisher @h\nb: devportal @h +1", "", TEXT));
        assert!(
            found.len() == 1 && found[0].message.to_string().contains("port 4001"),
            "{found:#?}"
        );
    }

    #[test]
    fn nearly_trips() {
        let apart = "host h vm.x 10.0.0.1\nhost i wm.x 10.0.0.2\na: publisher @h\nb: devportal @i";
        assert_eq!(of(RULE, &added(apart, "", TEXT)), []);
        assert_eq!(
            of(
                RULE,
                &added("host h vm.x 10.0.0.1\na: publisher @h\nb: devportal @h +1", "a", TEXT)
            ),
            []
        );
    }
}
