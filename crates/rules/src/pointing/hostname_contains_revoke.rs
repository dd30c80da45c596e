//! No node whose revoke endpoint others use has "revoke" in its host name.

use crate::context::Context;
use crate::finding::{Findings, Severity};
use crate::rule::Rule;
use messages::{message, text};
use topology::Target;
use topology::catalogue::{Function, StandsAt};

pub(crate) static RULE: Rule = Rule {
    id: "hostname-contains-revoke",
    code: 44,
    severity: Severity::Error,
    waivable: true,
    summary: message!(
        "No Key Manager or Gateway that revokes tokens has \"revoke\" in its host name."
    ),
    why: message!(
        "The Developer Portal makes the token URL by putting token for every revoke in the address, in the host name too: it calls a machine that is not there."
    ),
    fix: message!("Give it another host name."),
    source: "[V] carbon-apimgt v6.6.163 AMDefaultKeyManagerImpl.java:622",
    check,
};

fn check(ctx: &Context<'_>, findings: &mut Findings) {
    for function in [Function::KeyManagement, Function::ApiGateway] {
        for node in ctx.providers(function) {
            let Some(role) = ctx.graph.role(&node.id) else { continue };
            let Some(endpoint) = role.endpoints.first() else { continue };
            let Some(peer) = ctx.graph.itself(node, &endpoint.id, StandsAt::Balancer) else {
                continue;
            };
            let name = ctx.graph.name_or_id(peer.reach.node);
            let own = peer.reach.node.id == node.id;
            // A load balancer's name is said once, at the load balancer.
            let first = own
                || ctx.graph.upstream(&peer.reach.node.id).first().is_some_and(|n| n.id == node.id);
            if first
                && name.to_ascii_lowercase().contains("revoke")
                && function == main_function(ctx, &node.id)
            {
                let message = text!(
                    "The host name {name} of {node} has \"revoke\" in it, which the Developer Portal replaces when it makes the token URL. Give it another.",
                    name,
                    node = &peer.reach.node.name
                );
                findings.push(Target::Node(peer.reach.node.id.clone()), message, None);
            }
        }
    }
}

/// A server that does both is reported once.
fn main_function(ctx: &Context<'_>, node: &topology::NodeId) -> Function {
    if ctx.graph.provides(node, Function::KeyManagement) {
        Function::KeyManagement
    } else {
        Function::ApiGateway
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assert_reported, assert_silent};

    #[test]
    fn trips() {
        assert_reported("hostname-contains-revoke", "k: key-manager host=revoke.x", 1, "another");
        assert_reported("hostname-contains-revoke", "a: all-in-one host=Revoke.x", 1, "another");
        assert_reported(
            "hostname-contains-revoke",
            "k: key-manager host=k1.x\nl: key-manager host=k2.x\nlb: load-balancer host=km-revoke.x\nlb -balances-> k\nlb -balances-> l",
            1,
            "another",
        );
    }

    #[test]
    fn nearly_trips() {
        assert_silent(
            "hostname-contains-revoke",
            "k: key-manager host=km.x\np: publisher host=revoke.x",
        );
    }
}
