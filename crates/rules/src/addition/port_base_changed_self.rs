//! An addition leaves the ports that the drawing counts on.

use super::{Told, edit};
use crate::context::{Context, names, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Node;
use topology::catalogue::Endpoint;

pub(crate) static RULE: Rule = Rule {
    id: "port-base-changed-self",
    code: 150,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "An addition does not change the port of an endpoint that the drawing knows."
    ),
    why: message!(
        "Every address in the bundle, load balancers, firewalls and checks included, is made of the product's port and the offset; so are the addresses by which a server finds its own receiver and broker."
    ),
    fix: message!("Use the node's offset, which shifts all of its ports, and take the line out."),
    source: "[V] carbon-apimgt v6.6.163 APIManagerConfiguration.java: the default self URLs are always 9611, 9711 and 5672 plus offset; endpoints.toml",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for added in &ctx.additions().texts {
        let mut told = Vec::new();
        for leaf in added.leaves() {
            let Some(port) = leaf.value().and_then(export::addition::Value::as_number) else {
                continue;
            };
            let endpoints = ctx.catalogue.roles.iter().flat_map(|role| &role.endpoints);
            let mut keys = endpoints.filter_map(|endpoint| endpoint.key.as_deref());
            if !keys.any(|key| leaf.is(key)) {
                continue;
            }
            let mut changed: Vec<(&Node, &Endpoint)> = Vec::new();
            for (node, role) in &added.nodes {
                let own = role
                    .endpoints
                    .iter()
                    .find(|endpoint| endpoint.key.as_deref().is_some_and(|key| leaf.is(key)));
                changed
                    .extend(own.filter(|own| i64::from(own.port) != port).map(|own| (*node, own)));
            }
            let Some((_, endpoint)) = changed.first() else { continue };
            let text = text!(
                "it moves {endpoint} of {nodes} to {port}, and the whole bundle counts on {usual}. Take the line out; an offset shifts every port.",
                endpoint = term(&endpoint.name),
                nodes = names(changed.iter().map(|(node, _)| *node)),
                port,
                usual = endpoint.port
            );
            let fix = added.fix(ctx, edit::without(added.text, &leaf), text!("Take the line out"));
            told.push(Told::new(leaf.entry.line, text).with(fix));
        }
        added.report(findings, told);
    }
}

#[cfg(test)]
mod tests {
    use crate::addition::testing::{added, assert_becomes, assert_told, assert_untold};
    use crate::testing::of;

    const RULE: &str = "port-base-changed-self";

    #[test]
    fn trips_and_is_fixed() {
        let broker = "[broker.transport.amqp.default_connection]\nport = 5673\n[server]\nmode = \"single\"\n";
        let found = of(RULE, &added("t: traffic-manager", "t", broker));
        assert!(found.len() == 1 && found[0].message.to_string().contains("to 5673"), "{found:#?}");
        let https = "[transport.https.properties]\nport = \"9444\"\nmaxThreads = 9\n";
        assert_told(
            RULE,
            https,
            "Line 2: it moves HTTPS servlet and admin services of g to 9444, and",
        );
        assert_becomes(RULE, https, 1, "[transport.https.properties]\nmaxThreads = 9\n");
    }

    #[test]
    fn nearly_trips() {
        assert_untold(RULE, "transport.https.properties.port = 9443\nserver.mode = \"9444\"");
        // A Key Manager has no broker.
        let broker = "broker.transport.amqp.default_connection.port = 5673";
        assert_eq!(of(RULE, &added("k: key-manager", "k", broker)), []);
    }
}
