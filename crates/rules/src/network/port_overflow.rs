//! Every shifted port is a port.

use super::ports::LAST;
use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "port-overflow",
    code: 33,
    severity: Severity::Error,
    waivable: false,
    summary: message!("No port with its offset is above 65535."),
    why: message!("There is no such port; the server does not start."),
    fix: message!("Use a smaller offset: 54424 is the largest."),
    source: "[V] jmx.xml template: 11111 is the highest default port",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (node, _) in ctx.graph.components() {
        let highest = ctx.graph.listening(node).max_by_key(|(_, port)| *port);
        if let Some((endpoint, port)) = highest.filter(|(_, port)| *port > LAST) {
            let message = text!(
                "{node} with offset {offset} would open port {port} ({endpoint}), and the last port is {last}. Use a smaller offset.",
                node = &node.name,
                offset = node.offset,
                port,
                endpoint = term(&endpoint.name),
                last = LAST
            );
            findings.push(
                Target::Node(node.id.clone()),
                message,
                ctx.taken().use_free_offset(ctx, node),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("port-overflow", "g: gateway +54425", 1, "port 65536");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("port-overflow", "g: gateway +54424");
    }
}
