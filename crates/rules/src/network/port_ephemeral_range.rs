//! Servers listen below the ports that the system hands out to connections.

use crate::context::{Context, term};
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;

pub(crate) static RULE: Rule = Rule {
    id: "port-ephemeral-range",
    code: 34,
    severity: Severity::Info,
    waivable: true,
    summary: message!(
        "No port of a server lies among those that the system gives to outgoing connections."
    ),
    why: message!(
        "A connection that any program opens may have the port when the server starts, which then does not."
    ),
    fix: message!(
        "Use a smaller offset, or keep the ports free: operations/sysctl.conf of the bundle reserves them."
    ),
    source: "[I] fact sheet section 9, ip_local_port_range; [V] Linux ip-sysctl.rst: 32768 to 60999; [D] Microsoft: 49152 to 65535",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (node, _) in ctx.graph.components() {
        let os = ctx.graph.host(node).map(|host| host.os).unwrap_or_default();
        let Some(range) = ctx.catalogue.operations.client_ports.iter().find(|p| p.os == os) else {
            continue;
        };
        let within = |port: u32| (u32::from(range.first)..=u32::from(range.last)).contains(&port);
        if let Some((endpoint, port)) = ctx.graph.listening(node).find(|(_, port)| within(*port)) {
            let message = text!(
                "{node} opens port {port} ({endpoint}), which the system may have given to an outgoing connection: it hands out {first} to {last}. Use a smaller offset, or reserve the port as operations/sysctl.conf does.",
                node = &node.name,
                port,
                endpoint = term(&endpoint.name),
                first = range.first,
                last = range.last
            );
            findings.push(Target::Node(node.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported("port-ephemeral-range", "k: key-manager +21657", 1, "opens port 32768 (");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("port-ephemeral-range", "k: key-manager +21656");
    }
}
