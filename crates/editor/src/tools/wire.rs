//! A link is drawn from one node to another.

use drawing::geometry::NODE_HEIGHT;
use messages::{said, say};
use topology::catalogue::{LinkKind, LinkPurpose};
use topology::{Catalogue, Change, Graph, Link, LinkId, LinkKindId, NodeId};

use super::{FINGER_THRESHOLD, State, THRESHOLD};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::kernels::{hit_test, snap};
use crate::quick_add::{Join, fits};
use crate::selection::Selection;

/// How far around a card a link may be let go, in pixels.
const MARGIN: f64 = 12.0;

/// Two nodes that can be linked in one way or several; the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkChoice {
    pub options: Vec<LinkOption>,
}

/// One way to link two nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOption {
    pub from: NodeId,
    pub to: NodeId,
    pub kind: LinkKindId,
}

/// The wire as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    pub from: NodeId,
    /// Where the loose end is, on the drawing.
    pub to: Spot,
    /// The node under the loose end, and whether it can be linked.
    pub over: Option<(NodeId, bool)>,
    /// Why the node under the loose end cannot be linked.
    pub reason: Option<String>,
    /// The link under the loose end, where the wire's node fits between the two that it joins.
    pub onto: Option<LinkId>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wiring {
    pub(crate) wire: Wire,
    /// Pressed, not yet moved.
    still: bool,
}

impl Wiring {
    pub(super) fn new(from: NodeId, to: Spot) -> Self {
        Self { wire: Wire { from, to, over: None, reason: None, onto: None }, still: true }
    }

    pub(super) fn handle(
        mut self,
        editor: &mut Editor,
        input: &Input,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        let finger = editor.held.finger;
        match input {
            Input::Move { at, .. } => {
                let threshold = if finger { FINGER_THRESHOLD } else { THRESHOLD };
                let moved = editor.viewport.to_pane(self.wire.to).distance(*at);
                self.still &= moved < threshold;
                if self.still {
                    editor.state = State::Wiring(self);
                    return Vec::new();
                }
                self.follow(editor, *at, catalogue);
                editor.state = State::Wiring(self);
                vec![Effect::Overlay]
            }
            // For a finger the dot covers much of the card, which it may have meant.
            Input::Up { .. } | Input::Hold if self.still && finger => {
                let mut effects = vec![Effect::Overlay, Effect::Mode];
                effects.extend(editor.select(editor.on_card(self.wire.from)));
                if *input == Input::Hold {
                    effects.extend(editor.menu_from(editor.viewport.to_pane(self.wire.to)));
                }
                effects
            }
            Input::Up { at, .. } => {
                self.follow(editor, *at, catalogue);
                let mut effects = vec![Effect::Overlay, Effect::Mode];
                if let Some((to, false)) = &self.wire.over
                    && editor.boxed(to).is_some()
                {
                    effects.extend(self.wire.reason.map(Effect::Refused));
                } else if let Some((to, _)) = self.wire.over {
                    effects.extend(connect(editor, &self.wire.from, &to, catalogue));
                } else {
                    effects.extend(self.let_go(editor, catalogue));
                }
                effects
            }
            Input::Cancel => vec![Effect::Overlay, Effect::Mode],
            _ => {
                editor.state = State::Wiring(self);
                Vec::new()
            }
        }
    }

    /// On a link the node goes between; on the empty drawing there shall be what can be linked.
    fn let_go(self, editor: &mut Editor, catalogue: &Catalogue) -> Vec<Effect> {
        if let Some(link) = &self.wire.onto
            && let Some(effects) = editor.put_between(&self.wire.from, link, catalogue)
        {
            return effects;
        }
        let handle = hit_test::handle_of(editor.position(&self.wire.from));
        // A wire that is let go near to its beginning was none.
        let (zoom, reach) = editor.near();
        if handle.distance(self.wire.to) * zoom < 2.0 * reach.handle {
            return Vec::new();
        }
        let corner = Spot::new(self.wire.to.x, self.wire.to.y - NODE_HEIGHT / 2.0);
        editor.ask_role(snap::to_grid(corner), Join::Node(self.wire.from), catalogue)
    }

    fn follow(&mut self, editor: &Editor, at: Spot, catalogue: &Catalogue) {
        let place = editor.viewport.to_drawing(at);
        let margin = MARGIN / editor.viewport.zoom;
        let over = hit_test::node_at(editor.shown(), |id| editor.shown_position(id), place, margin);
        let over = over.filter(|node| *node != self.wire.from);
        self.wire.to = place;
        self.wire.onto = None;
        if over.is_none() {
            let link = editor.link_at(place);
            let open = |id: &LinkId| {
                let link = editor.design().link(id);
                link.is_some_and(|link| {
                    editor.boxed(&link.from).or(editor.boxed(&link.to)).is_none()
                })
            };
            let link = link.filter(open);
            let from = &self.wire.from;
            self.wire.onto = link.filter(|link| fits(editor.design(), from, link, catalogue));
        }
        if over.as_ref() == self.wire.over.as_ref().map(|(node, _)| node) {
            return;
        }
        let graph = Graph::new(editor.design(), catalogue);
        self.wire.reason = None;
        self.wire.over = over.map(|node| {
            let outcome = match editor.box_said(&node) {
                Some(card) => Err(say!("{card}: expand it to link a node in it.", card)),
                None => choices(&graph, &self.wire.from, &node),
            };
            self.wire.reason = outcome.as_ref().err().cloned();
            (node, outcome.is_ok())
        });
    }
}

/// Links two nodes, asks how, or says why not.
pub(crate) fn connect(
    editor: &mut Editor,
    from: &NodeId,
    to: &NodeId,
    catalogue: &Catalogue,
) -> Vec<Effect> {
    let outcome = choices(&Graph::new(editor.design(), catalogue), from, to);
    match outcome {
        Err(reason) => vec![Effect::Refused(reason)],
        Ok(LinkChoice { options }) if options.len() == 1 => link(editor, &options[0], catalogue),
        Ok(choice) => vec![Effect::Choose(choice)],
    }
}

/// Adds the link that was chosen and selects it.
pub(crate) fn link(editor: &mut Editor, option: &LinkOption, catalogue: &Catalogue) -> Vec<Effect> {
    let design = editor.design();
    let LinkOption { from, to, kind } = option.clone();
    let link = Link { id: design.free_link_id("l"), from, to, kind };
    let name =
        |id: &NodeId| design.node(id).map_or_else(|| id.to_string(), |node| node.name.clone());
    let verb = catalogue.link_kind(&link.kind).map_or(link.kind.as_str(), |kind| said(&kind.name));
    let (from, to) = (name(&link.from), name(&link.to));
    let linked = say!("{from} {verb} {to}", from, verb, to);
    let id = link.id.clone();
    let mut effects = editor.apply(Change::add_link(link));
    effects.extend(editor.select(Selection::link(id)));
    effects.push(Effect::Announce(linked));
    effects
}

/// Whether two nodes can be linked, in whichever direction.
#[must_use]
pub fn can_link(graph: &Graph<'_>, from: &NodeId, to: &NodeId) -> bool {
    choices(graph, from, to).is_ok()
}

/// The ways to link two nodes. A wire drawn against the direction of the only possible links means
/// those: nobody has to know which of two nodes calls the other. And a wire to an empty load balancer
/// may mean that it shall stand in front.
pub(crate) fn choices(graph: &Graph<'_>, from: &NodeId, to: &NodeId) -> Result<LinkChoice, String> {
    let forward = graph.candidates(from, to);
    let mut backward = graph.candidates(to, from).unwrap_or_default();
    if forward.is_ok() {
        backward.retain(|kind| kind.purpose == LinkPurpose::Balances);
    }
    let option = |from: &NodeId, to: &NodeId, kind: &LinkKind| LinkOption {
        from: from.clone(),
        to: to.clone(),
        kind: kind.id.clone(),
    };
    let mut options: Vec<LinkOption> =
        backward.into_iter().map(|kind| option(to, from, kind)).collect();
    match forward {
        Ok(kinds) => options.extend(kinds.into_iter().map(|kind| option(from, to, kind))),
        Err(why) if options.is_empty() => return Err(why.0),
        Err(_) => {}
    }
    Ok(LinkChoice { options })
}
