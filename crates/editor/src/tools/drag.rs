//! Nodes follow the pointer; the design changes once, when the button goes up.

use std::collections::BTreeMap;

use drawing::geometry::{Rect, node_rect};
use topology::{Change, NodeId, Point, ordered};

use super::State;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Modifiers, Spot};
use crate::kernels::guides::{self, Guide};
use crate::kernels::snap;

/// How near to a line or distance of others counts, in pixels.
const REACH: f64 = 6.0;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drag {
    /// Where the pointer went down, in the pane.
    from: Spot,
    /// Where the nodes lay.
    start: BTreeMap<NodeId, Point>,
    /// The cards in view that stay. They are looked up once: thousands of them may be in view.
    others: Vec<Rect>,
    pub(crate) guides: Vec<Guide>,
}

impl Drag {
    /// The selected nodes are taken up here.
    pub(super) fn new(editor: &Editor, from: Spot) -> Self {
        let design = editor.design();
        let taken = &editor.selection.nodes;
        let start = ordered::map(taken.iter().map(|id| (id.clone(), design.position(id))));
        let visible = editor.viewport.visible();
        let staying = design.nodes().filter(|node| !taken.contains(&node.id));
        let others = staying.map(|node| node_rect(design.position(&node.id)));
        let others = others.filter(|rect| rect.intersects(&visible)).collect();
        Self { from, start, others, guides: Vec::new() }
    }

    pub(crate) fn handle(mut self, editor: &mut Editor, input: &Input) -> Vec<Effect> {
        match input {
            Input::Move { at, modifiers } => {
                let moved = self.places(editor, *at, *modifiers);
                let mut effects = vec![Effect::Moved(moved.keys().cloned().collect())];
                let guides = self.guides(&moved, *modifiers);
                if guides != self.guides {
                    self.guides = guides;
                    effects.push(Effect::Overlay);
                }
                editor.transient = moved;
                editor.state = State::Dragging(self);
                effects
            }
            Input::Up { at, modifiers } => {
                let places = self.places(editor, *at, *modifiers);
                let mut effects = self.put_down(editor);
                let change = Change::move_nodes(editor.design(), places);
                effects.extend(editor.apply(change));
                effects
            }
            Input::Cancel => self.put_down(editor),
            _ => {
                editor.state = State::Dragging(self);
                Vec::new()
            }
        }
    }

    fn put_down(self, editor: &mut Editor) -> Vec<Effect> {
        editor.transient.clear();
        let nodes = self.start.into_keys().collect();
        vec![Effect::Moved(nodes), Effect::Overlay, Effect::Mode]
    }

    /// Where the nodes lie now: with Shift along one axis, with Control off grid and lines.
    fn places(&self, editor: &Editor, at: Spot, modifiers: Modifiers) -> BTreeMap<NodeId, Point> {
        let zoom = editor.viewport.zoom;
        let (mut dx, mut dy) = ((at.x - self.from.x) / zoom, (at.y - self.from.y) / zoom);
        if modifiers.shift {
            if dx.abs() >= dy.abs() { dy = 0.0 } else { dx = 0.0 }
        }
        let to = |place: &Point| Spot::new(f64::from(place.x) + dx, f64::from(place.y) + dy);
        // The first node snaps and takes the others along, so that they keep their distances.
        let Some(first) = self.start.values().next() else { return BTreeMap::new() };
        let free = to(first);
        let mut snapped = if modifiers.command { snap::to_unit(free) } else { snap::to_grid(free) };
        if !modifiers.command
            && let Some(around) = around(self.start.values())
        {
            let moving = Rect { x: around.x + dx, y: around.y + dy, ..around };
            let (by_x, by_y) = guides::corrections(&moving, &self.others, REACH / zoom);
            // The axis that is kept with Shift is not left for a line.
            if let Some(by) = by_x.filter(|_| !modifiers.shift || dx != 0.0) {
                snapped.x = snap::to_unit(Spot::new(free.x + by, 0.0)).x;
            }
            if let Some(by) = by_y.filter(|_| !modifiers.shift || dy != 0.0) {
                snapped.y = snap::to_unit(Spot::new(0.0, free.y + by)).y;
            }
        }
        let (dx, dy) = (snapped.x - first.x, snapped.y - first.y);
        ordered::map(self.start.iter().map(|(id, place)| {
            (id.clone(), Point { x: place.x.saturating_add(dx), y: place.y.saturating_add(dy) })
        }))
    }

    fn guides(&self, moved: &BTreeMap<NodeId, Point>, modifiers: Modifiers) -> Vec<Guide> {
        match around(moved.values()) {
            Some(around) if !modifiers.command => guides::guides(&around, &self.others),
            _ => Vec::new(),
        }
    }
}

/// The rectangle around cards at these places.
fn around<'p>(places: impl Iterator<Item = &'p Point>) -> Option<Rect> {
    places.map(|place| node_rect(*place)).reduce(|a, b| a.union(&b))
}
