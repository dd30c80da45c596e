//! Nodes follow the pointer; the design changes once, when the button goes up.

use std::collections::BTreeMap;

use drawing::geometry::{Rect, node_rect};
use topology::{Catalogue, Change, NodeId, Point, ordered};

use super::State;
use super::home::{self, Home};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Modifiers, Spot};
use crate::kernels::culling::PAINTED_BELOW;
use crate::kernels::guides::{self, Guide};
use crate::kernels::snap;

/// How near to a line or distance of others counts, in pixels.
const REACH: f64 = 6.0;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drag {
    /// Where the pointer went down, on the drawing, which may move below it.
    from: Spot,
    /// Where the nodes lay.
    start: BTreeMap<NodeId, Point>,
    /// The cards in view that stay. They are looked up once: thousands of them may be in view.
    others: Vec<Rect>,
    pub(crate) guides: Vec<Guide>,
    /// The frames that they can be put into, and the one that the pointer is over. Thousands are looked
    /// through for it: the first picture of a drag has enough to do without.
    homes: Option<Vec<Home>>,
    taken_up: bool,
    pub(crate) home: Option<Home>,
    /// Where copies would lie while Alt is held: the nodes themselves stay then.
    pub(crate) copies: Vec<Point>,
}

impl Drag {
    /// The selected nodes are taken up here, but for those that are locked.
    pub(super) fn new(editor: &Editor, from: Spot, modifiers: Modifiers) -> Self {
        let design = editor.design();
        let chosen = editor.with_boxes(editor.selection.nodes.iter()).into_iter();
        let may = chosen.filter(|id| modifiers.alt || !editor.stays(id));
        let start = ordered::map(may.map(|id| (id.clone(), design.position(&id))));
        // Where nobody can see that cards are level, they do not have to be.
        let seen = editor.viewport.zoom >= PAINTED_BELOW;
        let others = if seen { others(editor, &start) } else { Vec::new() };
        let from = editor.viewport.to_drawing(from);
        let (guides, copies) = (Vec::new(), Vec::new());
        Self { from, start, others, guides, homes: None, taken_up: false, home: None, copies }
    }

    pub(crate) fn handle(
        mut self,
        editor: &mut Editor,
        input: &Input,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        match input {
            Input::Move { at, modifiers } => {
                let moved = self.places(editor, *at, *modifiers);
                let mut effects = vec![Effect::Moved(moved.keys().cloned().collect())];
                let snaps = editor.snaps() != modifiers.command;
                let guides = self.guides(&moved, snaps);
                let copies = if modifiers.alt { moved.values().copied().collect() } else { vec![] };
                let home = if self.taken_up { self.home_at(editor, *at, *modifiers) } else { None };
                self.taken_up = true;
                if (&guides, &copies, &home) != (&self.guides, &self.copies, &self.home) {
                    (self.guides, self.copies, self.home) = (guides, copies, home);
                    effects.push(Effect::Overlay);
                }
                editor.transient = if modifiers.alt { BTreeMap::new() } else { moved };
                editor.state = State::Dragging(self);
                effects
            }
            Input::Up { at, modifiers } => {
                let places = self.places(editor, *at, *modifiers);
                let home = self.home_at(editor, *at, *modifiers);
                let mut effects = self.put_down(editor);
                if modifiers.alt {
                    effects.extend(editor.duplicate(&places, catalogue));
                    return effects;
                }
                let design = editor.design();
                let nodes: Vec<NodeId> = places.keys().cloned().collect();
                let home = home.and_then(|home| home::move_in(design, &nodes, &home, catalogue));
                let change = Change::move_nodes(design, places);
                // Where a node lies and what that means is one step.
                match home {
                    Some((moved_in, said)) => {
                        effects.extend(editor.apply(change.then(moved_in)));
                        effects.push(Effect::Announce(said));
                    }
                    None => effects.extend(editor.apply(change)),
                }
                effects
            }
            Input::Cancel => self.put_down(editor),
            _ => {
                editor.state = State::Dragging(self);
                Vec::new()
            }
        }
    }

    /// The frame under the pointer; with Control held the nodes are only moved.
    fn home_at(&mut self, editor: &Editor, at: Spot, modifiers: Modifiers) -> Option<Home> {
        if modifiers.command || modifiers.alt {
            return None;
        }
        let homes = self.homes.get_or_insert_with(|| home::homes(editor, &self.start));
        home::at(homes, editor.viewport.to_drawing(at)).cloned()
    }

    fn put_down(self, editor: &mut Editor) -> Vec<Effect> {
        editor.transient.clear();
        let nodes = self.start.into_keys().collect();
        vec![Effect::Moved(nodes), Effect::Overlay, Effect::Mode]
    }

    /// Where the nodes lie now: with Shift along one axis, with Control off grid and lines, or on them where they are switched
    /// off.
    fn places(&self, editor: &Editor, at: Spot, modifiers: Modifiers) -> BTreeMap<NodeId, Point> {
        let zoom = editor.viewport.zoom;
        let at = editor.viewport.to_drawing(at);
        let (mut dx, mut dy) = (at.x - self.from.x, at.y - self.from.y);
        let snaps = editor.snaps() != modifiers.command;
        if modifiers.shift {
            if dx.abs() >= dy.abs() { dy = 0.0 } else { dx = 0.0 }
        }
        let to = |place: &Point| Spot::new(f64::from(place.x) + dx, f64::from(place.y) + dy);
        // The first node snaps and takes the others along, so that they keep their distances.
        let Some(first) = self.start.values().next() else { return BTreeMap::new() };
        let free = to(first);
        let mut snapped = if snaps { snap::to_grid(free) } else { snap::to_unit(free) };
        if snaps && let Some(around) = around(self.start.values()) {
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
        // A locked node that was taken up with Alt stays when Alt is let go.
        let may = |id: &NodeId| modifiers.alt || !editor.stays(id);
        let taken = self.start.iter().filter(|(id, _)| may(id));
        ordered::map(taken.map(|(id, place)| {
            (id.clone(), Point { x: place.x.saturating_add(dx), y: place.y.saturating_add(dy) })
        }))
    }

    fn guides(&self, moved: &BTreeMap<NodeId, Point>, snaps: bool) -> Vec<Guide> {
        match around(moved.values()) {
            Some(around) if snaps => guides::guides(&around, &self.others),
            _ => Vec::new(),
        }
    }
}

/// The cards in view that are not among these.
fn others(editor: &Editor, taken: &BTreeMap<NodeId, Point>) -> Vec<Rect> {
    let visible = editor.viewport.visible();
    let staying = editor.shown().nodes().filter(|node| !taken.contains_key(&node.id));
    let rects = staying.map(|node| node_rect(editor.shown_position(&node.id)));
    rects.filter(|rect| rect.intersects(&visible)).collect()
}

/// The rectangle around cards at these places.
fn around<'p>(places: impl Iterator<Item = &'p Point>) -> Option<Rect> {
    places.map(|place| node_rect(*place)).reduce(|a, b| a.union(&b))
}
