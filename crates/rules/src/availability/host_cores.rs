//! Machines have the processors that their nodes want.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::RoleClass;

pub(crate) static RULE: Rule = Rule {
    id: "host-cores",
    code: 144,
    severity: Severity::Info,
    waivable: true,
    summary: message!("A host has two cores for each node."),
    why: message!(
        "With fewer, a server takes minutes to start, and one busy node slows the others down."
    ),
    fix: message!("Give the machine more cores, or move a node."),
    source: "[D] Installation Prerequisites, 3.1.0; fact sheet section 9",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for (host, nodes) in ctx.on_hosts() {
        let Some(cores) = host.cores else { continue };
        let servers =
            nodes.iter().filter(|node| ctx.graph.is(&node.id, RoleClass::Component)).count();
        let wanted = servers * usize::from(ctx.catalogue.operations.node_cores);
        if wanted > usize::from(cores) {
            let message = text!(
                "{host} has {cores} cores, and its nodes should have {wanted}: two for each. Give it more, or move one.",
                host = &host.hostname,
                cores,
                wanted
            );
            findings.push(Target::Host(host.id.clone()), message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        let text = "host h a.x cores=3\ng: gateway @h\nk: key-manager @h +1";
        assert_reported("host-cores", text, 1, "a.x has 3 cores, and its nodes should have 4");
    }

    #[test]
    fn nearly_trips() {
        assert_silent("host-cores", "host h a.x cores=4\ng: gateway @h\nk: key-manager @h +1");
        assert_silent("host-cores", "host h a.x cores=1\nd: database @h");
        assert_silent("host-cores", "host h a.x\ng: gateway @h");
    }
}
