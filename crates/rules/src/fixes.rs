//! Changes that several rules offer.

use crate::context::{Context, names};
use crate::finding::Fix;
use messages::{Text, text};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::{LinkKind, Role};
use topology::{
    Change, Design, Link, LinkId, LinkKindId, Node, NodeId, Placed, Point, Record, SettingId,
    SettingValue, Settings,
};

/// Distance at which a new node is drawn beside another.
const BESIDE: i32 = 304;
/// Distance of rows.
const BELOW: i32 = 152;
/// A fix for one node that draws more links than this is none: nobody could look it through, and
/// thousands of nodes with such a fix each would be too much to carry.
pub(crate) const MOST_LINKS: usize = 60;

/// Builds one change out of several edits, so that ids stay free of each other. It keeps what it adds
/// and asks the design for the rest: a design of thousands of nodes is never copied.
pub(crate) struct Plan<'c, 'a> {
    ctx: &'c Context<'a>,
    change: Change,
    /// Nodes as the change leaves them.
    nodes: BTreeMap<NodeId, Node>,
    added: BTreeSet<(NodeId, LinkKindId, NodeId)>,
    removed: BTreeSet<LinkId>,
    last_link: Option<u32>,
}

impl<'c, 'a> Plan<'c, 'a> {
    pub(crate) fn new(ctx: &'c Context<'a>) -> Self {
        Self {
            ctx,
            change: Change::new(),
            nodes: BTreeMap::new(),
            added: BTreeSet::new(),
            removed: BTreeSet::new(),
            last_link: None,
        }
    }

    /// Adds a node of a role, with a host name that is free.
    pub(crate) fn node(&mut self, role: &Role, at: Point, hostname: String) -> NodeId {
        let id = self.free_node_id(&role.stem);
        let names = self.ctx.node_names();
        let name = (1..)
            .map(|n| format!("{} {n}", role.name))
            .find(|name| !names.contains(name.as_str()))
            .unwrap_or_default();
        let at = self.ctx.free_place(at, BELOW);
        let node = Node {
            id: id.clone(),
            role: role.id.clone(),
            name,
            host: None,
            hostname,
            offset: 0,
            replicas: 1,
            settings: Settings::new(),
        };
        self.change.push(None, Some(Record::position(id.clone(), Placed::new(at, false))));
        self.change.push(None, Some(Record::Node(node.clone())));
        self.nodes.insert(id.clone(), node);
        id
    }

    pub(crate) fn link(&mut self, from: &NodeId, kind: &LinkKindId, to: &NodeId) {
        let same = |link: &Link| link.to == *to && link.kind == *kind;
        let drawn = self.ctx.graph.outgoing(from).iter();
        let mut there = drawn.filter(|link| !self.removed.contains(&link.id)).copied();
        let ends = (from.clone(), kind.clone(), to.clone());
        if there.any(same) || self.added.contains(&ends) {
            return;
        }
        let Some(id) = self.free_link_id() else { return };
        let link = Link { id, from: from.clone(), to: to.clone(), kind: kind.clone() };
        self.change.push(None, Some(Record::Link(link)));
        self.added.insert(ends);
    }

    pub(crate) fn unlink(&mut self, link: &Link) {
        if self.removed.insert(link.id.clone()) {
            self.change.push(Some(Record::Link(link.clone())), None);
        }
    }

    /// Removes a node of the design with the links that touch it.
    pub(crate) fn remove(&mut self, node: &Node) {
        let graph = &self.ctx.graph;
        for link in graph.outgoing(&node.id).iter().chain(graph.incoming(&node.id)) {
            self.unlink(link);
        }
        if let Some(placed) = graph.placed(&node.id) {
            self.change.push(Some(Record::position(node.id.clone(), placed)), None);
        }
        self.change.push(Some(Record::Node(node.clone())), None);
    }

    pub(crate) fn set(&mut self, node: &NodeId, setting: &SettingId, value: Option<SettingValue>) {
        let Some(mut node) = self.current(node) else { return };
        match value {
            Some(value) => drop(node.settings.insert(setting.clone(), value)),
            None => drop(node.settings.remove(setting)),
        }
        self.replace(node);
    }

    pub(crate) fn set_on_design(&mut self, setting: &SettingId, value: Option<SettingValue>) {
        let change = Change::set_design_setting(self.ctx.design, setting, value);
        self.change = std::mem::take(&mut self.change).then(change);
    }

    pub(crate) fn replace(&mut self, node: Node) {
        if let Some(before) = self.current(&node.id) {
            self.change.push(Some(Record::Node(before)), Some(Record::Node(node.clone())));
            self.nodes.insert(node.id.clone(), node);
        }
    }

    pub(crate) fn fix(self, title: Text) -> Option<Fix> {
        (!self.change.is_empty()).then_some(Fix { title, change: self.change })
    }

    fn current(&self, id: &NodeId) -> Option<Node> {
        self.nodes.get(id).or_else(|| self.ctx.design.node(id)).cloned()
    }

    fn free_node_id(&self, stem: &str) -> NodeId {
        let taken = |id: &NodeId| self.nodes.contains_key(id);
        let free = self.ctx.free_node_id(stem);
        if !taken(&free) {
            return free;
        }
        let numbered = (1_u32..).map_while(|n| format!("{stem}{n}").parse::<NodeId>().ok());
        let mut numbered = numbered.filter(|id| !taken(id) && self.ctx.design.node(id).is_none());
        numbered.next().unwrap_or(free)
    }

    /// The ids go up, so that each plan looks at each number once.
    fn free_link_id(&mut self) -> Option<LinkId> {
        let from = self.last_link.map_or_else(|| self.ctx.first_free_link(), |last| last + 1);
        let (number, id) = free_link(self.ctx.design, from)?;
        self.last_link = Some(number);
        Some(id)
    }
}

/// The first free id of a link from a number upwards.
pub(crate) fn free_link(design: &Design, from: u32) -> Option<(u32, LinkId)> {
    (from..)
        .map_while(|n| Some((n, format!("l{n}").parse::<LinkId>().ok()?)))
        .find(|(_, id)| design.link(id).is_none())
}

/// Where a node is drawn that callers on its left use.
pub(crate) fn right_of(design: &Design, node: &NodeId) -> Point {
    let at = design.position(node);
    Point { x: at.x.saturating_add(BESIDE), y: at.y }
}

/// Where a node is drawn that stands in front of others.
pub(crate) fn left_of(design: &Design, nodes: &[&Node]) -> Point {
    let places = nodes.iter().map(|node| design.position(&node.id));
    let (left, sum) =
        places.fold((i32::MAX, 0_i64), |(left, sum), at| (left.min(at.x), sum + i64::from(at.y)));
    let count = i64::try_from(nodes.len()).unwrap_or(1).max(1);
    Point { x: left.saturating_sub(BESIDE), y: i32::try_from(sum / count).unwrap_or(0) }
}

/// Links a node with the provider of what it needs: with each that is missing where the kind wants
/// every one, else with the first or the load balancer in front of it.
pub(crate) fn link_to_provider(
    ctx: &Context<'_>,
    node: &Node,
    kind: &LinkKind,
    missing: &[&Node],
) -> Option<Fix> {
    let mut plan = Plan::new(ctx);
    if kind.every {
        if missing.len() > MOST_LINKS {
            return None;
        }
        for provider in missing {
            plan.link(&node.id, &kind.id, &provider.id);
        }
        return plan.fix(text!("Link with {names}", names = names(missing.iter().copied())));
    }
    let first = *missing.first()?;
    let balancer =
        ctx.graph.balancers_of(&first.id).into_iter().next().filter(|_| kind.through_balancer);
    let target = balancer.unwrap_or(first);
    plan.link(&node.id, &kind.id, &target.id);
    plan.fix(text!("Link with {names}", names = &target.name))
}
