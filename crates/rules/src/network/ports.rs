//! Which ports the processes of one host open, and which offset is free.

use crate::context::Context;
use crate::finding::Fix;
use crate::fixes::Plan;
use messages::{message, text};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::RoleClass;
use topology::{HostId, Node};

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
            port.map(|port| (message!("database"), u32::from(port))).into_iter().collect()
        }
        // One program of a machine serves all of its shares.
        RoleClass::Storage => Vec::new(),
        _ => ctx
            .graph
            .listening(node)
            .map(|(endpoint, port)| (endpoint.name.as_str(), port))
            .collect(),
    }
}

/// Two nodes of one host that want the same port.
pub(crate) struct Collision<'a> {
    /// The one that would move.
    pub(super) node: &'a Node,
    pub(super) with: &'a Node,
    pub(super) port: u32,
    pub(super) what: &'a str,
    /// Whether an offset would move it.
    pub(super) moves: bool,
}

/// For each node of a host, the first port that a node before it opens already. Servers of the
/// product come last, because they are what an offset moves.
pub(crate) fn collisions<'a>(ctx: &Context<'a>) -> Vec<Collision<'a>> {
    let mut found = Vec::new();
    let mut seen = Seen::default();
    for (_, nodes) in ctx.on_hosts().filter(|(_, nodes)| nodes.len() > 1) {
        // On most hosts there is none.
        let ports = nodes.iter().map(|node| opened(ctx, node));
        if !seen.any_twice(ports) {
            continue;
        }
        let (movable, fixed): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().copied().partition(|node| ctx.graph.is(&node.id, RoleClass::Component));
        let mut taken: BTreeMap<u32, &Node> = BTreeMap::new();
        for node in fixed.into_iter().chain(movable) {
            let ports = opened(ctx, node);
            let both = || ports.iter().filter(|(_, port)| taken.contains_key(port));
            let stays = both().find(|(_, port)| !moves(ctx, node, *port));
            if let Some((what, port)) = stays.or_else(|| both().next()) {
                let moves = stays.is_none();
                found.push(Collision { node, with: taken[port], port: *port, what, moves });
            }
            for (_, port) in ports {
                taken.entry(port).or_insert(node);
            }
        }
    }
    found
}

/// Ports that were seen, as bits.
#[derive(Default)]
struct Seen(Vec<u64>);

impl Seen {
    /// Whether two processes open one port. It is as before afterwards.
    fn any_twice<'n>(&mut self, processes: impl Iterator<Item = Vec<(&'n str, u32)>>) -> bool {
        let mut marked: Vec<u32> = Vec::new();
        let mut twice = false;
        for process in processes {
            let before = marked.len();
            twice |= process.iter().any(|(_, port)| *self.word(*port) & bit(*port) != 0);
            marked.extend(process.into_iter().map(|(_, port)| port));
            for port in &marked[before..] {
                *self.word(*port) |= bit(*port);
            }
        }
        for port in marked {
            *self.word(port) &= !bit(port);
        }
        twice
    }

    fn word(&mut self, port: u32) -> &mut u64 {
        let at = usize::try_from(port / u64::BITS).unwrap_or_default();
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        &mut self.0[at]
    }
}

fn bit(port: u32) -> u64 {
    1 << (port % u64::BITS)
}

/// Whether an offset moves a port of a node.
fn moves(ctx: &Context<'_>, node: &Node, port: u32) -> bool {
    let mut listening = ctx.graph.listening(node);
    !listening.any(|(endpoint, open)| open == port && !endpoint.shifted)
}

/// How many processes of each host want each port.
pub(crate) struct Taken<'a>(BTreeMap<&'a HostId, BTreeMap<u32, usize>>);

impl<'a> Taken<'a> {
    pub(crate) fn new(ctx: &Context<'a>) -> Self {
        let mut taken: BTreeMap<&HostId, BTreeMap<u32, usize>> = BTreeMap::new();
        for (host, nodes) in ctx.on_hosts() {
            let ports = taken.entry(&host.id).or_default();
            for (_, port) in nodes.iter().copied().flat_map(|node| opened(ctx, node)) {
                *ports.entry(port).or_default() += 1;
            }
        }
        Self(taken)
    }

    /// Gives a node the lowest offset with which it fits beside everyone on its host.
    pub(super) fn use_free_offset(&self, ctx: &Context<'a>, node: &'a Node) -> Option<Fix> {
        let fits = self.fitting(ctx, node)?;
        use_offset(ctx, node, (0..=u16::MAX).find(|offset| fits(*offset))?)
    }

    /// Takes a node's offset away, if it fits beside everyone on its host without one.
    #[cfg(feature = "full")]
    pub(super) fn use_no_offset(&self, ctx: &Context<'a>, node: &'a Node) -> Option<Fix> {
        self.fitting(ctx, node)?(0).then(|| use_offset(ctx, node, 0))?
    }

    /// Whether a server fits beside everyone on its host with an offset.
    fn fitting(&self, ctx: &Context<'a>, node: &'a Node) -> Option<impl Fn(u16) -> bool> {
        let role = ctx.graph.role(&node.id).filter(|role| role.is(RoleClass::Component))?;
        let taken = node.host.as_ref().and_then(|host| self.0.get(host));
        let own: BTreeSet<u32> = opened(ctx, node).into_iter().map(|(_, port)| port).collect();
        let stays: Vec<u32> = own.iter().copied().filter(|port| !moves(ctx, node, *port)).collect();
        let by_others = move |port: u32| {
            let wanted = taken.and_then(|ports| ports.get(&port)).copied().unwrap_or_default();
            wanted > usize::from(own.contains(&port))
        };
        if stays.into_iter().any(&by_others) {
            return None;
        }
        Some(move |offset| {
            let mut ports = role.endpoints.iter().map(|endpoint| endpoint.port_at(offset));
            ports.all(|port| port <= LAST && !by_others(port))
        })
    }
}

fn use_offset(ctx: &Context<'_>, node: &Node, offset: u16) -> Option<Fix> {
    let mut plan = Plan::new(ctx);
    plan.replace(Node { offset, ..node.clone() });
    plan.fix(text!("Use offset {offset}", offset))
}
