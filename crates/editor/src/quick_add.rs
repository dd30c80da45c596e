//! Adding a node by searching for its role: on the empty drawing, linked with another node, or between
//! two. A step that can be taken back as a whole.

use std::collections::BTreeSet;

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, node_rect};
use messages::say;
use topology::{
    Catalogue, Change, Design, Graph, Link, LinkId, LinkKindId, Node, NodeId, Point, RoleId,
    Settings,
};

use crate::copies::{copies, too_many};
use crate::create;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::housing::{is_housed, moved_in};
use crate::input::Spot;
use crate::kernels::toward::Direction;
use crate::selection::{Place, Selection};
use crate::tools::choices;

/// A question for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuickAdd {
    /// The new node's top left corner, on the drawing.
    pub at: Point,
    pub join: Join,
    /// The roles that fit, in the order of the catalogue.
    pub roles: Vec<RoleId>,
}

/// What a new node is linked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Join {
    Nothing,
    Node(NodeId),
    /// It stands in a place: on a host, or on a host of its own in a zone.
    In(Place),
    /// It stands between the two that this link joins, and two links take its place.
    Between(LinkId),
}

impl Editor {
    /// The question for a node at a place; a refusal when no role fits.
    pub fn ask_role(&self, at: Point, join: Join, catalogue: &Catalogue) -> Vec<Effect> {
        let roles = fitting(self.design(), &join, catalogue);
        if !roles.is_empty() {
            return vec![Effect::QuickAdd(QuickAdd { at, join, roles })];
        }
        vec![Effect::Refused(match &join {
            Join::Node(id) => match self.design().node(id) {
                Some(node) => say!("Nothing can be linked with {name}.", name = &node.name),
                None => say!("Nothing can be linked with it."),
            },
            Join::Between(_) => say!("No node fits between these two."),
            Join::Nothing | Join::In(_) => say!("This product version has no roles."),
        })]
    }

    /// The question for a node around a place of the drawing.
    pub(crate) fn ask_here(&self, at: Spot, catalogue: &Catalogue) -> Vec<Effect> {
        self.ask_role(self.around(at), Join::Nothing, catalogue)
    }

    /// The corner of a card around a place.
    pub(crate) fn around(&self, at: Spot) -> Point {
        self.snapped(Spot::new(at.x - NODE_WIDTH / 2.0, at.y - NODE_HEIGHT / 2.0))
    }

    /// The question for a node beside another, linked with it.
    pub fn ask_beside(&self, node: &NodeId, way: Direction, catalogue: &Catalogue) -> Vec<Effect> {
        let at = create::free_beside(self, node, way);
        self.ask_role(at, Join::Node(node.clone()), catalogue)
    }

    /// A copy of a node beside it, linked with it; where the two cannot be linked, the question what
    /// shall be there.
    pub fn clone_beside(
        &mut self,
        node: &NodeId,
        way: Direction,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        let Some(original) = self.design().node(node).cloned() else { return Vec::new() };
        let at = create::free_beside(self, node, way);
        if let Some(why) = too_many(self.design(), 1, 1) {
            return vec![Effect::Refused(why)];
        }
        let made = copies(self.design(), catalogue, vec![(original, at)], self.design());
        let Some(copy) = made.of(node).cloned() else { return Vec::new() };
        let Some(linked) = joined(self.design(), made.change, &copy, node, catalogue) else {
            return self.ask_beside(node, way, catalogue);
        };
        self.put(linked, copy)
    }

    /// Adds the node of the role that was chosen.
    pub fn answer_role(
        &mut self,
        question: &QuickAdd,
        role: &RoleId,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        let mut node = match create::new_node(self.design(), role, catalogue) {
            Ok(node) => node,
            Err(why) => return vec![Effect::Refused(why)],
        };
        if matches!(question.join, Join::In(_)) {
            // It is reached by its host's name.
            node.hostname.clear();
        }
        let id = node.id.clone();
        let change = Change::add_node(node, question.at);
        let whole = match &question.join {
            Join::Nothing => Some(change),
            Join::Node(other) => joined(self.design(), change, &id, other, catalogue),
            Join::In(place) => moved_in(self.design(), change, &id, place, catalogue),
            Join::Between(link) => between(self.design(), change, &id, link, catalogue),
        };
        match whole {
            Some(whole) => self.put(whole, id),
            None if matches!(question.join, Join::In(_)) => {
                vec![Effect::Refused(say!("The place is not there any more."))]
            }
            None => vec![Effect::Refused(say!("The two cannot be linked any more."))],
        }
    }

    /// Puts a node that is in the design between the two that a link joins, or does nothing.
    pub(crate) fn put_between(
        &mut self,
        node: &NodeId,
        link: &LinkId,
        catalogue: &Catalogue,
    ) -> Option<Vec<Effect>> {
        let whole = between(self.design(), Change::new(), node, link, catalogue)?;
        Some(self.put(whole, node.clone()))
    }

    /// Applies what adds or links a node, selects it, and says so.
    fn put(&mut self, whole: Change, node: NodeId) -> Vec<Effect> {
        let links =
            whole.edits().filter(|(_, edit)| matches!(edit.after, Some(topology::Record::Link(_))));
        let links = links.count();
        let mut effects = self.apply(whole);
        let Some(placed) = self.design().node(&node) else { return effects };
        let name = placed.name.clone();
        let card = node_rect(self.position(&node));
        effects.extend(self.select(Selection::node(node)));
        effects.extend(self.view(self.viewport.showing(card)));
        effects.push(Effect::Announce(match links {
            0 => say!("{name} added", name),
            1 => say!("{name} added and linked", name),
            count => say!("{name} linked with {count} nodes", name, count),
        }));
        effects
    }
}

/// The link under a node that is about to land, where it fits between the two that are joined.
pub(crate) fn takes(design: &Design, role: &RoleId, link: &LinkId, catalogue: &Catalogue) -> bool {
    let join = Join::Between(link.clone());
    !Trial::new(design, &join, vec![role.clone()]).fitting(&join, catalogue).is_empty()
}

/// Whether a node that is there fits between the two that a link joins.
pub(crate) fn fits(design: &Design, node: &NodeId, link: &LinkId, catalogue: &Catalogue) -> bool {
    kinds(&Graph::new(design, catalogue), node, link).is_some()
}

fn fitting(design: &Design, join: &Join, catalogue: &Catalogue) -> Vec<RoleId> {
    let roles = catalogue.roles.iter().map(|role| role.id.clone()).collect();
    match join {
        Join::Nothing => return roles,
        Join::In(_) => {
            let housed = catalogue.roles.iter().filter(|role| is_housed(role.class));
            return housed.map(|role| role.id.clone()).collect();
        }
        Join::Node(_) | Join::Between(_) => {}
    }
    Trial::new(design, join, roles).fitting(join, catalogue)
}

/// A small design to try roles in: what is to be joined with what is around it, which decides what a
/// load balancer stands for, and a node of each role. Trying in the whole would take its time for each.
struct Trial {
    design: Design,
    nodes: Vec<(RoleId, NodeId)>,
}

impl Trial {
    fn new(whole: &Design, join: &Join, roles: Vec<RoleId>) -> Self {
        let mut small = Design::new(whole.header().clone());
        let ends: Vec<NodeId> = match join {
            Join::Nothing | Join::In(_) => Vec::new(),
            Join::Node(id) => vec![id.clone()],
            Join::Between(link) => match whole.link(link) {
                Some(link) => vec![link.from.clone(), link.to.clone()],
                None => Vec::new(),
            },
        };
        let touches = |link: &&Link| ends.contains(&link.from) || ends.contains(&link.to);
        let links: Vec<&Link> = whole.links().filter(touches).collect();
        let around = links.iter().flat_map(|link| [&link.from, &link.to]);
        let kept: BTreeSet<NodeId> = topology::ordered::set(around.chain(&ends).cloned());
        let mut change = Change::new();
        for node in kept.iter().filter_map(|id| whole.node(id)) {
            let alone = Node { host: None, ..node.clone() };
            change = change.then(Change::add_node(alone, Point::default()));
        }
        for link in links {
            change = change.then(Change::add_link(link.clone()));
        }
        let mut nodes = Vec::new();
        let mut number = 0_u32;
        for role in roles {
            let id = loop {
                number += 1;
                match NodeId::new(format!("trial{number}")) {
                    Ok(id) if whole.node(&id).is_none() => break id,
                    _ => {}
                }
            };
            let node = Node {
                id: id.clone(),
                role: role.clone(),
                name: String::new(),
                host: None,
                hostname: String::new(),
                offset: 0,
                replicas: 1,
                settings: Settings::new(),
            };
            change = change.then(Change::add_node(node, Point::default()));
            nodes.push((role, id));
        }
        // It is made of records that hold together.
        let _ = change.apply(&mut small);
        Self { design: small, nodes }
    }

    fn fitting(self, join: &Join, catalogue: &Catalogue) -> Vec<RoleId> {
        let graph = Graph::new(&self.design, catalogue);
        let mut fitting = Vec::new();
        for (role, id) in self.nodes {
            let fits = match join {
                Join::Nothing | Join::In(_) => true,
                Join::Node(other) => choices(&graph, other, &id).is_ok(),
                Join::Between(link) => kinds(&graph, &id, link).is_some(),
            };
            if fits {
                fitting.push(role);
            }
        }
        fitting
    }
}

/// A change and the likeliest link of a node with another.
fn joined(
    design: &Design,
    change: Change,
    node: &NodeId,
    other: &NodeId,
    catalogue: &Catalogue,
) -> Option<Change> {
    let mut grown = design.clone();
    change.apply(&mut grown).ok()?;
    let found = choices(&Graph::new(&grown, catalogue), other, node).ok()?;
    let option = found.options.into_iter().next()?;
    let id = grown.free_link_id("l");
    let link = Link { id, from: option.from, to: option.to, kind: option.kind };
    Some(change.then(Change::add_link(link)))
}

/// A change and two links by way of a node in place of one.
fn between(
    design: &Design,
    change: Change,
    node: &NodeId,
    link: &LinkId,
    catalogue: &Catalogue,
) -> Option<Change> {
    let mut grown = design.clone();
    change.apply(&mut grown).ok()?;
    let old = grown.link(link)?.clone();
    let (first, last) = kinds(&Graph::new(&grown, catalogue), node, link)?;
    let removed = Change::remove(&grown, &BTreeSet::new(), &topology::ordered::set([link.clone()]));
    removed.apply(&mut grown).ok()?;
    let mut whole = change.then(removed);
    for (from, to, kind) in [(old.from, node.clone(), first), (node.clone(), old.to, last)] {
        let id = grown.free_link_id("l");
        let made = Change::add_link(Link { id, from, to, kind });
        made.apply(&mut grown).ok()?;
        whole = whole.then(made);
    }
    Some(whole)
}

/// The kinds of the two links by way of a node: the link's own where it may be that.
fn kinds(graph: &Graph<'_>, node: &NodeId, link: &LinkId) -> Option<(LinkKindId, LinkKindId)> {
    let link = graph.design.link(link)?;
    let kind = |from: &NodeId, to: &NodeId| {
        let found = graph.candidates(from, to).ok()?;
        let own = found.iter().find(|kind| kind.id == link.kind);
        own.or(found.first()).map(|kind| kind.id.clone())
    };
    Some((kind(&link.from, node)?, kind(node, &link.to)?))
}
