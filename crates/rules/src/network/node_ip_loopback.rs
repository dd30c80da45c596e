//! On a plan with several hosts, none is called localhost.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::{Target, is_loopback};

pub(crate) static RULE: Rule = Rule {
    id: "node-ip-loopback",
    code: 41,
    severity: Severity::Warning,
    waivable: true,
    summary: message!(
        "On a plan with several hosts, none is called localhost or has a loopback address."
    ),
    why: message!(
        "Each machine takes that name for itself: the others are given an address that leads to themselves."
    ),
    fix: message!("Give the host the name and the address that other machines reach it by."),
    source: "[V] carbon-kernel v4.6.0 default.json clustering.local_member_host refers to node_ip; section 2.2",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    if ctx.design.hosts().len() < 2 {
        return;
    }
    for host in ctx.design.hosts() {
        if is_loopback(&host.hostname) {
            let message = text!(
                "The name of the host {host} is {name}, which each machine takes for itself. Give the one that others reach it by.",
                host = host.id.as_str(),
                name = &host.hostname
            );
            findings.push(Target::Host(host.id.clone()), message, None);
        }
        if is_loopback(&host.address) {
            let message = text!(
                "The address of the host {host} is {address}, which each machine takes for itself. Give the one that others reach it by.",
                host = host.id.as_str(),
                address = &host.address
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
        assert_reported(
            "node-ip-loopback",
            "host a localhost\nhost b vm2 127.0.0.1",
            2,
            "for itself",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent("node-ip-loopback", "host a localhost 127.0.0.1");
        assert_silent("node-ip-loopback", "host a vm1 10.0.0.1\nhost b vm2 10.0.0.2");
    }
}
