//! The gateway environments that a portal is linked with.

use crate::context::Context;
use topology::catalogue::{Function, LinkKind, StandsAt, known};
use topology::graph::Peer;
use topology::{Node, SettingValue};

/// An environment as a portal's file has it: one address with its name.
pub(super) struct Environment<'a> {
    pub(super) kind: &'a LinkKind,
    pub(super) peer: Peer<'a>,
    pub(super) name: String,
}

/// Every environment of a node, in the order of its file.
pub(super) fn of<'a>(ctx: &Context<'a>, node: &Node) -> Vec<Environment<'a>> {
    let mut found = Vec::new();
    let for_gateways = |kind: &&LinkKind| kind.function == Some(Function::ApiGateway);
    for kind in ctx.catalogue.link_kinds.iter().filter(for_gateways) {
        let Some(endpoint) = kind.endpoints.first() else { continue };
        let kinds = std::slice::from_ref(&kind.id);
        for peer in ctx.graph.peers(&node.id, kinds, endpoint, StandsAt::Balancer) {
            let name = ctx.graph.setting(peer.node, known::ENVIRONMENT_NAME);
            let Some(SettingValue::Text(name)) = name else { continue };
            found.push(Environment { kind, peer, name });
        }
    }
    found
}
