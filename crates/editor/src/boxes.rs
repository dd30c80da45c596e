//! Hosts and zones that are drawn as one card. Who draws, points and walks looks at the design as it is
//! shown; who edits, at the design itself.

use std::collections::BTreeSet;

use messages::say;
use topology::{Boxed, Change, Container, Design, LinkId, NodeId, Point, ordered};

use crate::clipboard::nodes_said;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::selection::Selection;

impl Editor {
    /// The design as it is drawn: what is collapsed is one node in it, with the id of the first node
    /// inside.
    #[must_use]
    pub fn shown(&self) -> &Design {
        self.shown.as_ref().map_or_else(|| self.design(), |shown| &shown.design)
    }

    /// Where a card is drawn now, also while it is dragged.
    #[must_use]
    pub fn shown_position(&self, card: &NodeId) -> Point {
        let at = self.position(card);
        let Some(boxed) = self.boxed(card) else { return at };
        // A box is moved as a whole.
        let before = self.design().position(card);
        Point { x: boxed.at.x + at.x - before.x, y: boxed.at.y + at.y - before.y }
    }

    /// The box that a node is in.
    #[must_use]
    pub fn boxed(&self, node: &NodeId) -> Option<&Boxed> {
        self.shown.as_ref()?.boxed(node)
    }

    /// The card that a node is seen on: its own, or that of its box.
    #[must_use]
    pub fn card_of<'n>(&'n self, node: &'n NodeId) -> &'n NodeId {
        self.shown.as_ref().map_or(node, |shown| shown.card(node))
    }

    /// The line that a link is seen on; none where it stays within a box.
    #[must_use]
    pub fn line_of<'l>(&'l self, link: &'l LinkId) -> Option<&'l LinkId> {
        self.shown.as_ref().map_or(Some(link), |shown| shown.line(link))
    }

    /// How many links a line stands for.
    #[must_use]
    pub fn links_on(&self, line: &LinkId) -> usize {
        self.shown.as_ref().map_or(1, |shown| shown.links_of(line))
    }

    /// The cards and lines on which the selection is seen.
    #[must_use]
    pub fn shown_selection(&self) -> Selection {
        let Some(shown) = &self.shown else { return self.selection.clone() };
        let Selection { nodes, links, place } = &self.selection;
        Selection {
            place: place.clone(),
            nodes: ordered::set(nodes.iter().map(|node| shown.card(node).clone())),
            links: ordered::set(links.iter().filter_map(|link| shown.line(link)).cloned()),
        }
    }

    /// True for a card of which all is away in thought.
    #[must_use]
    pub fn is_off(&self, card: &NodeId, off: &BTreeSet<NodeId>) -> bool {
        match self.boxed(card) {
            Some(boxed) => boxed.nodes.iter().all(|node| off.contains(node)),
            None => off.contains(card),
        }
    }

    /// What a card stands for, as a selection: its node, or all in its box.
    pub(crate) fn on_card(&self, card: NodeId) -> Selection {
        match self.boxed(&card) {
            Some(boxed) => Selection {
                nodes: ordered::set(boxed.nodes.iter().cloned()),
                ..Selection::default()
            },
            None => Selection::node(card),
        }
    }

    /// These nodes, and those that share a box with one of them.
    pub(crate) fn with_boxes<'n>(&self, nodes: impl Iterator<Item = &'n NodeId>) -> Vec<NodeId> {
        let mut all = ordered::set(std::iter::empty());
        for node in nodes {
            match self.boxed(node) {
                Some(boxed) => all.extend(boxed.nodes.iter().cloned()),
                None => drop(all.insert(node.clone())),
            }
        }
        all.into_iter().collect()
    }

    /// True for a node that stays where it is: it is locked, or in a box with one that is.
    pub(crate) fn stays(&self, node: &NodeId) -> bool {
        let locked = |node: &NodeId| self.design().is_locked(node);
        self.boxed(node).map_or_else(|| locked(node), |boxed| boxed.nodes.iter().any(locked))
    }

    /// Draws a host or zone as one card, or as a frame again.
    pub fn collapse(&mut self, container: &Container) -> Vec<Effect> {
        let collapsed = !self.design().is_collapsed(container);
        let name = self.design().container_name(container).to_owned();
        let change = Change::collapse(self.design(), container, collapsed);
        let mut effects = self.apply(change);
        if self.design().is_collapsed(container) != collapsed {
            return effects;
        }
        let boxes = self.shown.as_ref().map_or(&[][..], |shown| shown.boxes());
        let boxed = boxes.iter().find(|boxed| boxed.container == *container).cloned();
        let said = if let Some(boxed) = boxed {
            let nodes = nodes_said(boxed.nodes.len());
            effects.extend(self.select(self.on_card(boxed.card)));
            say!("{name} is one card now, {nodes}", name, nodes)
        } else if collapsed {
            say!("{name} is collapsed", name)
        } else {
            say!("{name} is shown with what is in it", name)
        };
        effects.push(Effect::Announce(said));
        effects
    }

    /// The container that a command means: what is selected is expanded where it is collapsed, else its
    /// host collapses, or the innermost zone around it.
    pub(crate) fn meant(&self, zone: bool) -> Option<Container> {
        let first = self.selection.nodes.first()?;
        if let Some(boxed) = self.boxed(first) {
            return Some(boxed.container.clone());
        }
        let around = self.design().containers_of(self.design().node(first)?);
        around.into_iter().find(|around| matches!(around, Container::Zone(_)) == zone)
    }

    /// What there is to say of a box: `vm1.example.com, collapsed host, 3 nodes`.
    pub(crate) fn box_said(&self, card: &NodeId) -> Option<String> {
        let boxed = self.boxed(card)?;
        let name = self.design().container_name(&boxed.container);
        let nodes = nodes_said(boxed.nodes.len());
        Some(match boxed.container {
            Container::Host(_) => say!("{name}, collapsed host, {nodes}", name, nodes),
            Container::Zone(_) => say!("{name}, collapsed zone, {nodes}", name, nodes),
        })
    }
}
