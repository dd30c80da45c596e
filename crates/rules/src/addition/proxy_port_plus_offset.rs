//! The announced port is the load balancer's.

use super::{Told, edit};
use crate::context::{Context, names};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use export::addition::Value;
use messages::{message, text};
use std::collections::BTreeSet;
use topology::{Node, Role};

pub(crate) static RULE: Rule = Rule {
    id: "proxy-port-plus-offset",
    code: 28,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "A proxyPort in an addition is the load balancer's port, without the node's offset."
    ),
    why: message!(
        "The offset does not shift it: nothing listens there, and every redirect leads to a port that nobody publishes."
    ),
    fix: message!("Write the load balancer's port as it is."),
    source: "[V] carbon-kernel v4.6.0 catalina-server.xml.j2; fact sheet section 1.4",
    check,
};

const KEYS: [&str; 2] =
    ["transport.https.properties.proxyPort", "transport.http.properties.proxyPort"];
/// Ports of a load balancer that is not drawn.
const USUAL: [u32; 2] = [443, 80];

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            if !KEYS.iter().any(|key| leaf.is(key)) {
                continue;
            }
            let number = leaf.value().and_then(Value::as_number);
            let Some(port) = number.and_then(|port| u32::try_from(port).ok()) else { continue };
            let shifted: Vec<(&Node, u32)> = added
                .nodes
                .iter()
                .filter_map(|(node, role)| Some((*node, meant(ctx, node, role, port)?)))
                .collect();
            let Some((_, meant)) = shifted.first() else { continue };
            let text = text!(
                "{port} is {meant} with the offset of {nodes}, which does not shift a proxyPort. Write {meant}.",
                port,
                meant,
                nodes = names(shifted.iter().map(|(node, _)| *node))
            );
            let changed = edit::replaced(added.text, &leaf.entry.value, &meant.to_string());
            let fix = added.fix(ctx, changed, text!("Write {value}", value = meant));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

/// The published port that this one would be with the node's offset.
fn meant(ctx: &Context<'_>, node: &Node, role: &Role, port: u32) -> Option<u32> {
    let mut published: BTreeSet<u32> = USUAL.into();
    for balancer in ctx.graph.balancers_of(&node.id) {
        let fronts = role.endpoints.iter().filter_map(|e| ctx.graph.front_port(balancer, e));
        published.extend(fronts.map(u32::from));
    }
    let meant = port.checked_sub(u32::from(node.offset)).filter(|_| node.offset > 0)?;
    (published.contains(&meant) && !published.contains(&port)).then_some(meant)
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::added;
    use crate::testing::{fix, of};

    const RULE: &str = "proxy-port-plus-offset";

    #[test]
    fn trips_and_is_fixed() {
        let text = "[transport.https.properties]\nproxyPort = 446\n";
        fix(RULE, added("t: traffic-manager +3", "t", text), 1, "446 is 443 with the offset of t");
        let drawn = "t: traffic-manager +3\nlb: load-balancer port.https=9443\nlb -balances-> t";
        let text = "transport.https.properties.proxyPort = 9446";
        fix(RULE, added(drawn, "t", text), 1, "Write 9443.");
    }

    #[test]
    fn nearly_trips() {
        for (node, port) in [("t: traffic-manager +3", 443), ("t: traffic-manager", 446)] {
            let text = format!("transport.https.properties.proxyPort = {port}");
            assert_eq!(of(RULE, &added(node, "t", &text)), []);
        }
    }
}
