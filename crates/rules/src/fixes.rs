//! Changes that several rules offer.

use crate::context::Context;
use crate::finding::Fix;
use topology::catalogue::{LinkKind, Role};
use topology::{
    Change, Design, Link, LinkKindId, Node, NodeId, Point, SettingId, SettingValue, Settings,
};

/// Distance at which a new node is drawn beside another.
const BESIDE: i32 = 304;
/// Distance of rows.
const BELOW: i32 = 152;

/// Builds one change out of several additions, so that ids stay free of each other.
pub(crate) struct Plan {
    design: Design,
    change: Change,
}

impl Plan {
    pub(crate) fn new(design: &Design) -> Self {
        Self { design: design.clone(), change: Change::new() }
    }

    /// Goes on with any change.
    pub(crate) fn change(&mut self, change: Change) {
        if change.apply(&mut self.design).is_ok() {
            self.change = std::mem::take(&mut self.change).then(change);
        }
    }

    pub(crate) fn node(&mut self, role: &Role, at: Point, hostname: String) -> NodeId {
        let id = self.design.free_node_id(&role.stem);
        let at = free_place(&self.design, at);
        let node = Node {
            id: id.clone(),
            role: role.id.clone(),
            name: self.design.free_node_name(&role.name),
            host: None,
            hostname,
            offset: 0,
            settings: Settings::new(),
        };
        self.change(Change::add_node(node, at));
        id
    }

    pub(crate) fn link(&mut self, from: &NodeId, kind: &LinkKindId, to: &NodeId) {
        let there = self.design.links().any(|l| l.from == *from && l.to == *to && l.kind == *kind);
        if !there {
            let id = self.design.free_link_id("l");
            self.change(Change::add_link(Link {
                id,
                from: from.clone(),
                to: to.clone(),
                kind: kind.clone(),
            }));
        }
    }

    pub(crate) fn unlink(&mut self, link: &Link) {
        let change = Change::remove(&self.design, &Default::default(), &[link.id.clone()].into());
        self.change(change);
    }

    pub(crate) fn set(&mut self, node: &NodeId, setting: &SettingId, value: Option<SettingValue>) {
        let change = Change::set_node_setting(&self.design, node, setting, value);
        self.change(change);
    }

    pub(crate) fn replace(&mut self, node: Node) {
        let change = Change::set_node(&self.design, node);
        self.change(change);
    }

    pub(crate) fn fix(self, title: impl Into<String>) -> Option<Fix> {
        (!self.change.is_empty()).then(|| Fix { title: title.into(), change: self.change })
    }
}

/// The first place from here downwards where a card covers no other.
fn free_place(design: &Design, from: Point) -> Point {
    let mut at = from;
    let taken = |at: Point| {
        design
            .nodes()
            .map(|n| design.position(&n.id))
            .any(|p| (p.x - at.x).abs() < 200 && (p.y - at.y).abs() < 80)
    };
    while taken(at) && at.y < from.y + 100 * BELOW {
        at.y += BELOW;
    }
    at
}

/// Where a node is drawn that callers on its left use.
pub(crate) fn right_of(design: &Design, node: &NodeId) -> Point {
    let at = design.position(node);
    Point { x: at.x + BESIDE, y: at.y }
}

/// Where a node is drawn that stands in front of others.
pub(crate) fn left_of(design: &Design, nodes: &[&Node]) -> Point {
    let places = nodes.iter().map(|node| design.position(&node.id));
    let (left, sum) =
        places.fold((i32::MAX, 0_i64), |(left, sum), at| (left.min(at.x), sum + i64::from(at.y)));
    let count = i64::try_from(nodes.len()).unwrap_or(1).max(1);
    Point { x: left.saturating_sub(BESIDE), y: i32::try_from(sum / count).unwrap_or(0) }
}

/// Links a node with the provider of what it needs: the load balancer in front of the providers
/// where the kind goes through one, each provider where it wants every one, else the first.
pub(crate) fn link_to_provider(ctx: &Context<'_>, node: &Node, kind: &LinkKind) -> Option<Fix> {
    let function = kind.function?;
    let providers: Vec<&Node> = ctx
        .providers(function)
        .iter()
        .copied()
        .filter(|provider| kind.to.contains(&provider.role))
        .collect();
    let mut plan = Plan::new(ctx.design);
    if kind.every {
        let reached: Vec<&NodeId> =
            ctx.reached(&node.id, &kind.id).into_iter().map(|node| &node.id).collect();
        let missing: Vec<&Node> =
            providers.into_iter().filter(|p| !reached.contains(&&p.id)).collect();
        for provider in &missing {
            plan.link(&node.id, &kind.id, &provider.id);
        }
        return plan.fix(format!("Link with {}", crate::context::names(missing)));
    }
    let first = *providers.first()?;
    let balancer =
        ctx.graph.balancers_of(&first.id).into_iter().next().filter(|_| kind.through_balancer);
    let target = balancer.unwrap_or(first);
    plan.link(&node.id, &kind.id, &target.id);
    plan.fix(format!("Link with {}", target.name))
}
