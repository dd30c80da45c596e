//! A link is drawn without a pointer: arrows and letters go through the nodes that it can lead to.

use drawing::geometry::node_rect;
use messages::say;
use topology::{Catalogue, Graph, NodeId};

use super::State;
use super::wire::{self, Wire, choices};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::kernels::order::order;
use crate::kernels::toward::{Direction, nearest};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Connecting {
    pub(crate) wire: Wire,
    /// The nodes it can lead to, in the order of the traffic.
    targets: Vec<NodeId>,
    /// What was typed of a name.
    typed: String,
}

/// Begins with the nearest of the nodes that can be linked, or says that there is none.
pub(crate) fn begin(editor: &mut Editor, from: NodeId, catalogue: &Catalogue) -> Vec<Effect> {
    let graph = Graph::new(editor.design(), catalogue);
    let all = order(&graph, |id| editor.position(id)).into_iter();
    let targets: Vec<NodeId> = all
        .filter(|id| editor.boxed(id).is_none() && choices(&graph, &from, id).is_ok())
        .cloned()
        .collect();
    let here = editor.middle(&from);
    let far = |id: &NodeId| here.distance(editor.middle(id));
    let mut first: Option<&NodeId> = None;
    for id in &targets {
        if first.is_none_or(|best| far(id) < far(best)) {
            first = Some(id);
        }
    }
    let Some(first) = first.cloned() else {
        let name = editor.name(&from);
        return vec![Effect::Refused(say!(
            "{name} is linked with every node here that it can be linked with.",
            name
        ))];
    };
    let wire = Wire { from, to: here, over: None, reason: None, onto: None };
    let connecting = Connecting { wire, targets, typed: String::new() };
    // Idle -> Connecting
    connecting.lead_to(editor, first, None)
}

impl Connecting {
    pub(super) fn handle(
        mut self,
        editor: &mut Editor,
        input: &Input,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        let key = match input {
            Input::Key { key } => key.as_str(),
            Input::Down { .. } | Input::Cancel => return vec![Effect::Overlay, Effect::Mode],
            _ => {
                editor.state = State::Connecting(self);
                return Vec::new();
            }
        };
        let direction = match key {
            "arrowleft" => Some(Direction::Left),
            "arrowright" => Some(Direction::Right),
            "arrowup" => Some(Direction::Up),
            "arrowdown" => Some(Direction::Down),
            _ => None,
        };
        if let Some(direction) = direction {
            self.typed.clear();
            let at = editor.middle(self.over());
            let places = self.targets.iter().map(|id| {
                let middle = editor.middle(id);
                (id.clone(), (middle.x, middle.y))
            });
            let next = nearest((at.x, at.y), direction, places);
            return match next {
                Some(next) => self.lead_to(editor, next, None),
                None => self.stay(editor),
            };
        }
        match key {
            "escape" => {
                vec![Effect::Overlay, Effect::Mode, Effect::Announce(say!("Nothing linked"))]
            }
            "enter" => {
                let mut effects = vec![Effect::Overlay, Effect::Mode];
                let to = self.over().clone();
                effects.extend(wire::connect(editor, &self.wire.from, &to, catalogue));
                effects
            }
            "tab" => {
                let at = self.targets.iter().position(|id| id == self.over());
                let next = at.map_or(0, |at| (at + 1) % self.targets.len());
                match self.targets.get(next).cloned() {
                    Some(next) => self.lead_to(editor, next, None),
                    None => self.stay(editor),
                }
            }
            "backspace" => {
                self.typed.pop();
                self.stay(editor)
            }
            letter if letter.chars().count() == 1 => {
                self.typed.push_str(letter);
                self.search(editor, catalogue)
            }
            _ => self.stay(editor),
        }
    }

    /// Leads to the first node whose name goes on as was typed: one that can be linked, or else one
    /// that cannot, and why.
    fn search(mut self, editor: &mut Editor, catalogue: &Catalogue) -> Vec<Effect> {
        let fits = |id: &NodeId, typed: &str| {
            let name = editor.name(id).to_ascii_lowercase();
            name.starts_with(typed)
                || name.split_ascii_whitespace().any(|word| word.starts_with(typed))
        };
        let found = self.targets.iter().find(|id| fits(id, &self.typed)).cloned();
        if let Some(found) = found {
            return self.lead_to(editor, found, None);
        }
        let others = editor.design().nodes().map(|node| &node.id);
        let other = others.filter(|id| **id != self.wire.from).find(|id| fits(id, &self.typed));
        if let Some(other) = other.cloned() {
            let graph = Graph::new(editor.design(), catalogue);
            let reason = choices(&graph, &self.wire.from, &other).err();
            return self.lead_to(editor, other, reason);
        }
        // A letter that leads nowhere begins another name, and is none by itself either.
        let letter = self.typed.pop();
        if !self.typed.is_empty()
            && let Some(letter) = letter
        {
            self.typed = letter.to_string();
            return self.search(editor, catalogue);
        }
        self.stay(editor)
    }

    fn over(&self) -> &NodeId {
        self.wire.over.as_ref().map_or(&self.wire.from, |(id, _)| id)
    }

    fn stay(self, editor: &mut Editor) -> Vec<Effect> {
        editor.state = State::Connecting(self);
        Vec::new()
    }

    fn lead_to(mut self, editor: &mut Editor, to: NodeId, reason: Option<String>) -> Vec<Effect> {
        let card = node_rect(editor.position(&to));
        let said = match &reason {
            Some(reason) => reason.clone(),
            None => {
                let at = self.targets.iter().position(|id| *id == to).map_or(0, |at| at + 1);
                let (from, name) = (editor.name(&self.wire.from), editor.name(&to));
                let count = self.targets.len();
                say!("Link {from} with {name}, {at} of {count}: Enter links", from, name, at, count)
            }
        };
        self.wire.to = Spot::new(card.center().0, card.center().1);
        self.wire.over = Some((to, reason.is_none()));
        self.wire.reason = reason;
        editor.state = State::Connecting(self);
        let mut effects = editor.view(editor.viewport.showing(card));
        effects.extend([Effect::Overlay, Effect::Mode, Effect::Announce(said)]);
        effects
    }
}
