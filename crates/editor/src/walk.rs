//! Going through the drawing without a pointer: along links, in the order of the traffic, into a host
//! and out of it.

use drawing::geometry::node_rect;
use messages::say;
use topology::{Catalogue, Graph, Node, NodeId, Target};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::find::find;
use crate::kernels::order::order;
use crate::kernels::toward::{Direction, nearest};
use crate::selection::Selection;

/// A step in the order of the traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    First,
    Next,
    Back,
    Last,
}

impl Editor {
    /// The node that a step leads to; `None` at the end.
    #[must_use]
    pub fn step(&self, step: Step, catalogue: &Catalogue) -> Option<NodeId> {
        let graph = Graph::new(self.shown(), catalogue);
        let order = order(&graph, |id| self.shown_position(id));
        let at = self.selection.nodes.first().map(|id| self.card_of(id));
        let at = at.and_then(|at| order.iter().position(|id| *id == at));
        let to = match (step, at) {
            (Step::First, _) | (Step::Next, None) => 0,
            (Step::Last, _) | (Step::Back, None) => order.len().checked_sub(1)?,
            (Step::Next, Some(at)) => at + 1,
            (Step::Back, Some(at)) => at.checked_sub(1)?,
        };
        order.get(to).map(|id| (*id).clone())
    }

    pub(crate) fn walk(&mut self, step: Step, catalogue: &Catalogue) -> Vec<Effect> {
        match self.step(step, catalogue) {
            Some(card) => self.walk_to_card(card),
            None => Vec::new(),
        }
    }

    /// Goes along a link to the neighbour that lies in a direction.
    pub(crate) fn walk_along(&mut self, way: Direction) -> Vec<Effect> {
        let Some(here) = self.selection.nodes.first() else { return Vec::new() };
        let here = self.card_of(here).clone();
        let links = self.shown().links();
        let neighbours = links.filter_map(|link| match (&link.from, &link.to) {
            (from, to) if *from == here => Some(to),
            (from, to) if *to == here => Some(from),
            _ => None,
        });
        let at = self.middle(&here);
        let places = neighbours.map(|id| {
            let middle = self.middle(id);
            (id.clone(), (middle.x, middle.y))
        });
        if let Some(next) = nearest((at.x, at.y), way, places) {
            return self.walk_to_card(next);
        }
        let name = self.shown().node(&here).map_or("", |node| &node.name);
        vec![Effect::Announce(match way {
            Direction::Left => say!("No link leads to a node at the left of {name}.", name),
            Direction::Right => say!("No link leads to a node at the right of {name}.", name),
            Direction::Up => say!("No link leads to a node above {name}.", name),
            Direction::Down => say!("No link leads to a node below {name}.", name),
        })]
    }

    /// Selects a node, brings it into view and says what there is to say of it.
    pub fn walk_to(&mut self, node: NodeId) -> Vec<Effect> {
        let card = node_rect(self.shown_position(self.card_of(&node)));
        let mut effects = self.select(Selection::node(node.clone()));
        effects.extend(self.view(self.viewport.showing(card)));
        effects.push(Effect::Walked(node));
        effects
    }

    /// Goes to a card: to its node, or to all that is collapsed on it.
    fn walk_to_card(&mut self, card: NodeId) -> Vec<Effect> {
        let Some(said) = self.box_said(&card) else { return self.walk_to(card) };
        let rect = node_rect(self.shown_position(&card));
        let mut effects = self.select(self.on_card(card));
        effects.extend(self.view(self.viewport.showing(rect)));
        effects.push(Effect::Announce(said));
        effects
    }

    /// From nodes to all that stand on their host.
    pub(crate) fn walk_out(&mut self) -> Vec<Effect> {
        let first = self.selection.nodes.first().and_then(|id| self.design().node(id));
        let Some(node) = first else { return Vec::new() };
        let Some(host) = node.host.clone() else {
            return vec![Effect::Refused(say!("{name} stands on no host.", name = &node.name))];
        };
        let hostname = self.design().host(&host).map_or("", |host| host.hostname.as_str());
        let on_it = self.design().nodes().filter(|node| node.host.as_ref() == Some(&host));
        let nodes = crate::clipboard::nodes_said(on_it.count());
        let said = say!("Host {name}, {nodes}", name = hostname, nodes);
        let mut effects = self.reveal(&Target::Host(host));
        effects.push(Effect::Announce(said));
        effects
    }

    /// From the nodes of a host to the first of them.
    pub(crate) fn walk_in(&mut self, catalogue: &Catalogue) -> Vec<Effect> {
        let graph = Graph::new(self.design(), catalogue);
        let order = order(&graph, |id| self.position(id)).into_iter();
        let first = order.filter(|id| self.selection.nodes.contains(*id)).map(Clone::clone).next();
        first.map_or_else(Vec::new, |first| self.walk_to(first))
    }

    /// The nodes that hold a text, in the order of the traffic.
    #[must_use]
    pub fn find(&self, text: &str, catalogue: &Catalogue) -> Vec<NodeId> {
        let graph = Graph::new(self.design(), catalogue);
        let among = order(&graph, |id| self.position(id));
        find(&graph, among, text).into_iter().cloned().collect()
    }

    pub(crate) fn middle(&self, id: &NodeId) -> Spot {
        let (x, y) = node_rect(self.shown_position(self.card_of(id))).center();
        Spot::new(x, y)
    }

    pub(crate) fn name(&self, id: &NodeId) -> &str {
        self.design().node(id).map_or("", |node: &Node| node.name.as_str())
    }
}
