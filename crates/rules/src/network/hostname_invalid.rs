//! Every machine has a name that is one.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::fixes::Plan;
use crate::rule::Rule;
use messages::{message, text};
use topology::catalogue::RoleClass;
use topology::{Node, Target};

pub(crate) static RULE: Rule = Rule {
    id: "hostname-invalid",
    code: 43,
    severity: Severity::Error,
    waivable: false,
    summary: message!(
        "Every server and load balancer has a host name or address that is well formed."
    ),
    why: message!("URLs and certificates are made of it; with a wrong one, nobody connects."),
    fix: message!(
        "Use letters, digits, hyphens and dots, such as gw.example.com, or an IP address."
    ),
    source: "RFC 1123 section 2.1; [I]",
    check,
};

fn is_name(text: &str) -> bool {
    topology::is_hostname(text) || topology::is_ip_address(text)
}

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for host in ctx.design.hosts() {
        let target = || Target::Host(host.id.clone());
        if !is_name(&host.hostname) {
            let message = text!(
                "The name of host {host} is no host name: {name}. Correct it.",
                host = host.id.as_str(),
                name = format!("{:?}", host.hostname)
            );
            findings.push(target(), message, None);
        }
        if !host.address.is_empty() && !topology::is_ip_address(&host.address) {
            let message = text!(
                "The address of host {host} is no IP address: {address}. Correct it.",
                host = host.id.as_str(),
                address = format!("{:?}", host.address)
            );
            findings.push(target(), message, None);
        }
    }
    for (node, role, own_name) in ctx.own_names() {
        let Some(role) = role else { continue };
        let message = if !node.hostname.is_empty() && !is_name(&node.hostname) {
            text!(
                "The host name of {node} is none: {name}. Correct it.",
                node = &node.name,
                name = format!("{:?}", node.hostname)
            )
        } else if matches!(
            role.class,
            RoleClass::Component | RoleClass::Balancer | RoleClass::Storage
        ) && own_name.is_none()
        {
            text!(
                "{node} has no host name, so nobody can be pointed at it. Give it one, or a host.",
                node = &node.name
            )
        } else {
            continue;
        };
        let proposal = ctx.free_hostname(node.id.as_str());
        let mut plan = Plan::new(ctx);
        if topology::is_hostname(&proposal) {
            plan.replace(Node { hostname: proposal.clone(), ..node.clone() });
        }
        findings.push(
            Target::Node(node.id.clone()),
            message,
            plan.fix(text!("Call it {name}", name = &proposal)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_fixed, assert_reported, assert_silent};

    #[test]
    fn trips_and_is_fixed() {
        assert_fixed("hostname-invalid", "g_1: gateway host=gw_1.example.com", 1, "is none");
        assert_fixed("hostname-invalid", "g: gateway", 1, "g has no host name");
        assert_reported("hostname-invalid", "host h vm_1 10.0.0.999", 2, "of host h is no");
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "hostname-invalid",
            "g: gateway host=10.0.0.1\nk: key-manager host=km-1.example.com",
        );
        assert_silent("hostname-invalid", "host h vm1 10.0.0.1\ng: gateway @h\nc: client");
    }
}
