//! Nodes follow the pointer; the design changes once, when the button goes up.

use std::collections::BTreeMap;

use topology::{Change, NodeId, Point, ordered};

use super::State;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Modifiers, Spot};
use crate::kernels::snap;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drag {
    /// Where the pointer went down, in the pane.
    pub(super) from: Spot,
    /// Where the nodes lay.
    pub(super) start: BTreeMap<NodeId, Point>,
}

impl Drag {
    pub(crate) fn handle(self, editor: &mut Editor, input: &Input) -> Vec<Effect> {
        match input {
            Input::Move { at, modifiers } => {
                let moved = self.places(editor, *at, *modifiers);
                let nodes = moved.keys().cloned().collect();
                editor.transient = moved;
                editor.state = State::Dragging(self);
                vec![Effect::Moved(nodes)]
            }
            Input::Up { at, modifiers } => {
                let places = self.places(editor, *at, *modifiers);
                editor.transient.clear();
                let mut effects =
                    vec![Effect::Moved(self.start.into_keys().collect()), Effect::Mode];
                let change = Change::move_nodes(editor.design(), places);
                effects.extend(editor.apply(change));
                effects
            }
            Input::Cancel => {
                editor.transient.clear();
                vec![Effect::Moved(self.start.into_keys().collect()), Effect::Mode]
            }
            _ => {
                editor.state = State::Dragging(self);
                Vec::new()
            }
        }
    }

    /// Where the nodes lie now: with Shift along one axis, with Control off the grid.
    fn places(&self, editor: &Editor, at: Spot, modifiers: Modifiers) -> BTreeMap<NodeId, Point> {
        let zoom = editor.viewport.zoom;
        let (mut dx, mut dy) = ((at.x - self.from.x) / zoom, (at.y - self.from.y) / zoom);
        if modifiers.shift {
            if dx.abs() >= dy.abs() { dy = 0.0 } else { dx = 0.0 }
        }
        let to = |place: &Point| Spot::new(f64::from(place.x) + dx, f64::from(place.y) + dy);
        // The first node snaps and takes the others along, so that they keep their distances.
        let Some(first) = self.start.values().next() else { return BTreeMap::new() };
        let snapped =
            if modifiers.command { snap::to_unit(to(first)) } else { snap::to_grid(to(first)) };
        let (dx, dy) = (snapped.x - first.x, snapped.y - first.y);
        ordered::map(self.start.iter().map(|(id, place)| {
            (id.clone(), Point { x: place.x.saturating_add(dx), y: place.y.saturating_add(dy) })
        }))
    }
}
