//! Machines have the memory that their nodes take.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::RoleClass;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "host-memory",
    code: 143,
    severity: Severity::Warning,
    waivable: true,
    summary: message!("A host has 4 GB for each node, and more than all heaps together."),
    why: message!(
        "Java takes more than its heap, and the system wants some as well: a machine that begins to swap stands still in the collector."
    ),
    fix: message!("Give the machine more memory, the nodes less, or move a node."),
    source: "[D] Installation Prerequisites, 3.1.0; [V] wso2server.sh -Xmx; fact sheet section 9",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (host, nodes) in ctx.on_hosts() {
        let Some(memory) = host.memory else { continue };
        let servers: Vec<&Node> = nodes
            .iter()
            .copied()
            .filter(|node| ctx.graph.is(&node.id, RoleClass::Component))
            .collect();
        let heaps: u64 =
            servers.iter().filter_map(|node| ctx.graph.heap(node)).map(u64::from).sum();
        let wanted = servers.len() as u64 * u64::from(ctx.catalogue.operations.node_memory);
        let message = if heaps > u64::from(memory) {
            text!(
                "The nodes on {host} may take {heaps} MB for their heaps, and it has {memory} MB. Give it more, give them less, or move one.",
                host = &host.hostname,
                heaps,
                memory
            )
        } else if wanted > u64::from(memory) {
            text!(
                "{host} has {memory} MB, and its nodes should have {wanted} MB: 4 GB for each. Give it more, or move one.",
                host = &host.hostname,
                memory,
                wanted
            )
        } else {
            continue;
        };
        findings.push(Target::Host(host.id.clone()), message, None);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let heaps = "host h a.x memory=4096\ng: gateway @h\nk: key-manager @h +1\np: publisher @h +2 jvm.memory=2048";
        assert_reported("host-memory", heaps, 1, "may take 5120 MB for their heaps");
        let each = "host h a.x memory=8191\ng: gateway @h\nk: key-manager @h +1";
        assert_reported("host-memory", each, 1, "its nodes should have 8192 MB");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("host-memory", "host h a.x memory=8192\ng: gateway @h\nk: key-manager @h +1");
        assert_silent("host-memory", "host h a.x memory=512\nd: database @h");
        assert_silent("host-memory", "host h a.x\ng: gateway @h\nk: key-manager @h +1");
    }
}
