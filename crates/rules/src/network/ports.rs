//! Which ports the processes of one host open, and which offset is free.

use crate::context::Context;
use crate::finding::Fix;
use crate::fixes::Plan;
use std::collections::BTreeMap;
use topology::Node;
use topology::catalogue::RoleClass;

/// The highest TCP port.
pub(super) const LAST: u32 = 65_535;

/// What a node opens on its host, as name and port.
pub(super) fn opened<'a>(ctx: &Context<'a>, node: &'a Node) -> Vec<(&'a str, u32)> {
    let Some(role) = ctx.graph.role(&node.id) else { return Vec::new() };
    match role.class {
        RoleClass::Balancer => {
            let fronts = ctx.graph.fronts(node).into_iter();
            fronts.map(|(endpoint, port)| (endpoint.name.as_str(), u32::from(port))).collect()
        }
        RoleClass::Database => {
            let schema = ctx.catalogue.schemas.first();
            let port = schema.and_then(|schema| ctx.graph.connection_to(node, &schema.id)?.port);
            port.map(|port| ("database", u32::from(port))).into_iter().collect()
        }
        _ => ctx
            .graph
            .listening(node)
            .map(|(endpoint, port)| (endpoint.name.as_str(), port))
            .collect(),
    }
}

/// Two nodes of one host that want the same port.
pub(super) struct Collision<'a> {
    /// The one that would move.
    pub(super) node: &'a Node,
    pub(super) with: &'a Node,
    pub(super) port: u32,
    pub(super) what: &'a str,
}

/// For each node of a host, the first port that a node before it opens already. Servers of the
/// product come last, because they are what an offset moves.
pub(super) fn collisions<'a>(ctx: &Context<'a>) -> Vec<Collision<'a>> {
    let mut found = Vec::new();
    for nodes in ctx.on_host.values().filter(|nodes| nodes.len() > 1) {
        let (movable, fixed): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().copied().partition(|node| ctx.graph.is(&node.id, RoleClass::Component));
        let mut taken: BTreeMap<u32, &Node> = BTreeMap::new();
        for node in fixed.into_iter().chain(movable) {
            let ports = opened(ctx, node);
            if let Some((what, port)) = ports.iter().find(|(_, port)| taken.contains_key(port)) {
                found.push(Collision { node, with: taken[port], port: *port, what });
            }
            for (_, port) in ports {
                taken.entry(port).or_insert(node);
            }
        }
    }
    found
}

/// Gives a node the lowest offset with which it fits beside everyone on its host.
pub(super) fn use_free_offset(ctx: &Context<'_>, node: &Node) -> Option<Fix> {
    let role = ctx.graph.role(&node.id).filter(|role| role.is(RoleClass::Component))?;
    let mates =
        node.host.as_ref().and_then(|host| ctx.on_host.get(host)).map_or(&[][..], Vec::as_slice);
    let taken: Vec<u32> = mates
        .iter()
        .filter(|mate| mate.id != node.id)
        .flat_map(|mate| opened(ctx, mate))
        .map(|(_, port)| port)
        .collect();
    let taken: std::collections::BTreeSet<u32> = taken.into_iter().collect();
    let fits = |offset: &u16| {
        let mut ports = role.endpoints.iter().map(|endpoint| endpoint.port_at(*offset));
        ports.all(|port| port <= LAST && !taken.contains(&port))
    };
    let offset = (0..=u16::MAX).find(fits)?;
    let mut plan = Plan::new(ctx.design);
    plan.replace(Node { offset, ..node.clone() });
    plan.fix(format!("Use offset {offset}"))
}
