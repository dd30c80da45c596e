//! What is drawn, as signals. Only what lies near the pane has any; below a zoom, where nothing on a
//! card can be read, cards are painted on one surface and only what hands are on has elements.

use drawing::Sheet;
use drawing::geometry::{Rect, node_rect};
use drawing::zones::ZoneFrame;
use drawing::{route, sheet};
use editor::kernels::culling::{self, Window};
use editor::kernels::guides::Guide;
use editor::{Editor, Ghost, Mode, Place, Selection, Spot, Viewport, Wire};
use leptos::prelude::*;
use topology::{Catalogue, Change, Design, Graph, HostId, LinkId, NodeId, Point, RecordKey};

use super::faces::{Counts, FrameView, LinkView, NodeView, link_face, link_shape, node_face, set};
use super::live::Live;

mod afar;
mod bunch;
mod found;
mod lines;
mod rehoused;
mod words;
mod zoom;

/// What the pointer is doing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Pointer {
    pub(crate) marquee: Option<Rect>,
    pub(crate) wire: Option<(String, Wire)>,
    /// The card that the wire's loose end is over, and whether it fits.
    pub(crate) target: Option<(Rect, bool)>,
    pub(crate) ghost: Option<Ghost>,
    /// What dragged nodes are level with.
    pub(crate) guides: Vec<Guide>,
}

/// Every signal of the drawing.
pub(crate) struct Scene {
    sheet: Sheet,
    nodes: Live<NodeView>,
    links: Live<LinkView>,
    frames: Live<FrameView>,
    /// What was found about each card, by number.
    counts: Vec<Counts>,
    /// The lines that are wrong, by number.
    bad: Vec<bool>,
    /// The part of the drawing that is there to be seen; none before the pane has a size.
    window: Option<Window>,
    shown: Selection,
    /// Cards that are being dragged, by number.
    lifted: Vec<u32>,
    /// Cards that were, and are not painted yet where they lie now.
    landing: Vec<u32>,
    /// What is painted from here is on the screen: nothing needs elements any more.
    ready: bool,
    /// The node that a link is being drawn from.
    wiring: Option<NodeId>,
    /// The node under the pointer, where cards are painted.
    hovered: Option<NodeId>,
    /// The link under the pointer.
    hovered_link: Option<LinkId>,
    /// What is called by lines near the pane, where it is written on them; by number.
    called: Vec<(u32, String)>,
    /// Lines that have elements of their own, by number.
    held: Vec<u32>,
    /// Dragged cards have more lines than may have elements.
    loose: bool,
    /// What has elements, by id and in order.
    pub(crate) visible_nodes: RwSignal<Vec<String>>,
    pub(crate) visible_links: RwSignal<Vec<String>>,
    pub(crate) visible_frames: RwSignal<Vec<String>>,
    /// All other lines, as markup, in parts: see [`lines::Parts`].
    pub(crate) strands: [RwSignal<String>; lines::PARTS],
    parts: lines::Parts,
    /// Lines that hands are on, where they are many.
    pub(crate) bunch: bunch::Bunch,
    /// How much of each card is drawn, see [`editor::kernels::culling::detail`]. It follows the zoom when
    /// that has come to rest: drawing every card anew while it goes would be felt.
    pub(crate) detail: RwSignal<u8>,
    /// The same in two words, for the cards themselves.
    pub(crate) plain: RwSignal<bool>,
    /// The zoom as it is told in words: not with each step, for that would cost as much as the step.
    pub(crate) told_zoom: RwSignal<f64>,
    /// When it was told last, in milliseconds.
    told_at: f64,
    /// The viewport moves.
    pub(crate) moving: RwSignal<bool>,
    /// Counts changes of what is painted: of cards from afar, and of the map of the whole drawing.
    pub(crate) paints: RwSignal<u32>,
    /// Counts changes of what hands are on, where cards are painted.
    pub(crate) holds: RwSignal<u32>,
    pub(crate) viewport: RwSignal<Viewport>,
    pub(crate) selection: RwSignal<Selection>,
    /// The host or zone that is looked at, as its frame knows it.
    pub(crate) looked_at: RwSignal<String>,
    pub(crate) pointer: RwSignal<Pointer>,
    pub(crate) cursor: RwSignal<&'static str>,
}

/// Letting cards glide, and giving them elements for no other reason than that they are selected, is
/// worth it up to this many.
pub(super) const FEW: usize = 300;

impl Scene {
    pub(crate) fn new(editor: &Editor, catalogue: &Catalogue) -> Self {
        let graph = Graph::new(editor.shown(), catalogue);
        Self {
            sheet: Sheet::new(&graph, |id| editor.shown_position(id)),
            nodes: Live::default(),
            links: Live::default(),
            frames: Live::default(),
            counts: Vec::new(),
            bad: Vec::new(),
            window: None,
            shown: Selection::default(),
            lifted: Vec::new(),
            landing: Vec::new(),
            ready: false,
            wiring: None,
            hovered: None,
            hovered_link: None,
            called: Vec::new(),
            held: Vec::new(),
            loose: false,
            visible_nodes: RwSignal::new(Vec::new()),
            visible_links: RwSignal::new(Vec::new()),
            visible_frames: RwSignal::new(Vec::new()),
            strands: std::array::from_fn(|_| RwSignal::new(String::new())),
            parts: lines::Parts::default(),
            bunch: bunch::new(),
            detail: RwSignal::new(culling::detail(1.0)),
            plain: RwSignal::new(false),
            told_zoom: RwSignal::new(1.0),
            told_at: 0.0,
            moving: RwSignal::new(false),
            paints: RwSignal::new(0),
            holds: RwSignal::new(0),
            viewport: RwSignal::new(*editor.viewport()),
            selection: RwSignal::new(Selection::default()),
            looked_at: RwSignal::new(String::new()),
            pointer: RwSignal::new(Pointer::default()),
            cursor: RwSignal::new("select"),
        }
    }

    pub(crate) fn node(&self, id: &str) -> Option<NodeView> {
        self.nodes.get(id).cloned()
    }

    pub(crate) fn link(&self, id: &str) -> Option<LinkView> {
        self.links.get(id).cloned()
    }

    pub(crate) fn frame(&self, id: &str) -> Option<FrameView> {
        self.frames.get(id).cloned()
    }

    pub(crate) fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Draws what a change touched; everything where it changed more than places.
    pub(crate) fn changed(&mut self, change: &Change, editor: &Editor, catalogue: &Catalogue) {
        let collapses = |key: &RecordKey| matches!(key, RecordKey::Collapsed(_));
        if let Some(nodes) = Self::rehoused(change, editor).filter(|_| !change.is_layout_only()) {
            self.rehouse(&nodes, editor, catalogue);
            return;
        }
        if !change.is_layout_only() || change.edits().any(|(key, _)| collapses(key)) {
            self.sync(editor, catalogue);
            return;
        }
        let moved: Vec<NodeId> = change
            .edits()
            .filter_map(
                |(key, _)| if let RecordKey::Position(id) = key { Some(id.clone()) } else { None },
            )
            .collect();
        self.moved(&moved, editor, catalogue);
        for id in &moved {
            let locked = editor.design().is_locked(id);
            if let Some(view) = self.nodes.get(id.as_str())
                && view.face.with_untracked(|face| face.locked != locked)
            {
                view.face.update(|face| face.locked = locked);
            }
        }
        self.cull(editor, catalogue);
        self.repaint();
    }

    /// Nodes lie somewhere else; their links and hosts follow.
    pub(crate) fn moved(&mut self, nodes: &[NodeId], editor: &Editor, catalogue: &Catalogue) {
        let mut places: Vec<(u32, Point)> = Vec::new();
        for id in nodes {
            if let Some(card) = self.sheet.find(id) {
                places.push((card, editor.shown_position(id)));
            }
        }
        let lifted: Vec<u32> = if editor.is_dragging() {
            places.iter().map(|(card, _)| *card).collect()
        } else {
            Vec::new()
        };
        let taken_up = self.lifted != lifted;
        if taken_up {
            self.sheet.lift(&lifted);
            self.landing = std::mem::replace(&mut self.lifted, lifted);
        }
        self.sheet.place(&places);
        for (card, _) in &places {
            self.parts.changed(self.sheet.touching(*card));
        }
        if taken_up {
            self.cull(editor, catalogue);
            self.repaint();
        } else {
            if self.lifted.len() > FEW {
                self.repaint();
            }
            if self.loose {
                self.strand();
            }
            self.draw_bunch();
        }
        for (card, at) in &places {
            let card = self.sheet.cards().get(*card as usize);
            if let Some(view) = card.and_then(|card| self.nodes.get(card.id.as_str())) {
                set(&view.at, *at);
            }
        }
        // Ids come in order, and so do numbers.
        let is_moved = |end: u32| places.binary_search_by(|(card, _)| card.cmp(&end)).is_ok();
        for (id, view) in self.links.all() {
            if let Some((number, line)) = self.line(id)
                && (is_moved(line.from) || is_moved(line.to))
            {
                set(&view.shape, link_shape(&self.sheet, number));
            }
        }
        self.show_frames(editor);
        self.hold();
    }

    /// Another design is on the desk.
    pub(crate) fn replaced(&mut self, editor: &Editor, catalogue: &Catalogue) {
        self.sync(editor, catalogue);
        self.selection_changed(editor, catalogue);
        self.pointer_changed(editor, catalogue);
        self.mode_changed(editor);
    }

    pub(crate) fn selection_changed(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let now = editor.shown_selection();
        let painted = self.painted_selection().is_some();
        let was = std::mem::replace(&mut self.shown, now.clone());
        if was.nodes != now.nodes {
            for (id, view) in self.nodes.all() {
                let card = self.card(id);
                set(&view.selected, card.is_some_and(|(_, card)| now.nodes.contains(&card.id)));
            }
        }
        let looked_at = match &now.place {
            Some(Place::Host(id)) => id.to_string(),
            Some(Place::Zone(id)) => ["!", id.as_str()].concat(),
            None => String::new(),
        };
        if self.looked_at.with_untracked(|old| *old != looked_at) {
            self.looked_at.set(looked_at);
        }
        self.selection.set(now);
        self.cull(editor, catalogue);
        self.tell_lines();
        if painted || self.painted_selection().is_some() {
            self.repaint();
        }
        self.hold();
    }

    /// The pointer is here, on the drawing: a painted card under it gets an element, and so does a link.
    pub(crate) fn hover(&mut self, at: Option<Spot>, editor: &Editor, catalogue: &Catalogue) {
        self.hover_link(at, editor, catalogue);
        let at = at.filter(|_| self.is_far());
        let card = at.and_then(|at| self.sheet.card_at(at.x, at.y));
        let hovered = card.map(|card| card.id.clone());
        if hovered != self.hovered {
            self.hovered = hovered;
            self.cull(editor, catalogue);
        }
    }

    pub(crate) fn pointer_changed(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let from = editor.wire().map(|wire| wire.from.clone());
        if from != self.wiring {
            self.wiring = from;
            let graph = self.wiring.as_ref().map(|_| Graph::new(editor.shown(), catalogue));
            for (id, view) in self.nodes.all() {
                set(&view.dimmed, self.is_dimmed(id, graph.as_ref()));
            }
        }
        let wire = editor.wire().map(|wire| {
            let corners = route::route_to_point(
                node_rect(editor.shown_position(&wire.from)),
                (wire.to.x, wire.to.y),
            );
            (route::path(&corners), wire.clone())
        });
        let target = editor.wire().and_then(|wire| wire.over.as_ref());
        self.pointer.set(Pointer {
            marquee: editor.marquee(),
            wire,
            target: target.map(|(id, fits)| (node_rect(editor.shown_position(id)), *fits)),
            ghost: editor.ghost().cloned(),
            guides: editor.guides().to_vec(),
        });
    }

    /// True for a node that the link which is being drawn cannot end at.
    fn is_dimmed(&self, id: &str, graph: Option<&Graph<'_>>) -> bool {
        let Some(((from, graph), (_, card))) = self.wiring.as_ref().zip(graph).zip(self.card(id))
        else {
            return false;
        };
        card.id != *from && !editor::can_link(graph, from, &card.id)
    }

    pub(crate) fn mode_changed(&self, editor: &Editor) {
        let cursor = if editor.is_dragging() {
            "dragging"
        } else if editor.wire().is_some() {
            "wire"
        } else if editor.is_panning() {
            if editor.is_idle() { "hand" } else { "panning" }
        } else {
            match editor.mode() {
                Mode::Select => "select",
                Mode::Hand => "hand",
            }
        };
        if self.cursor.get_untracked() != cursor {
            self.cursor.set(cursor);
        }
    }

    /// Makes the signals what the design is. What was found is told anew after each change.
    fn sync(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let design = editor.shown();
        let graph = Graph::new(design, catalogue);
        let sheet = Sheet::new(&graph, |id| editor.shown_position(id));
        let old = std::mem::replace(&mut self.sheet, sheet);
        self.renumber(&old);
        self.parts.forget();
        self.lifted.clear();
        if old.cards().len() != self.sheet.cards().len() {
            // Their numbers are others' now.
            self.landing.clear();
        }
        self.called.clear();
        for (id, view) in self.nodes.all() {
            if let Some((_, card)) = self.card(id)
                && let Some(node) = design.node(&card.id)
            {
                set(&view.at, card.at);
                set(&view.face, node_face(&graph, node));
            }
        }
        for (id, view) in self.links.all() {
            if let Some((number, line)) = self.line(id) {
                self.show_line(number, line, view, &graph, editor);
            }
        }
        for (key, view) in self.frames.all() {
            set(&view.name, self.frame_name(key, design));
        }
        self.cull(editor, catalogue);
        self.repaint();
        self.hold();
    }

    fn card(&self, id: &str) -> Option<(u32, &sheet::Card)> {
        let cards = self.sheet.cards();
        let place = cards.binary_search_by(|card| card.id.as_str().cmp(id)).ok()?;
        Some((u32::try_from(place).ok()?, cards.get(place)?))
    }

    fn line(&self, id: &str) -> Option<(u32, &sheet::Line)> {
        let lines = self.sheet.lines();
        let place = lines.binary_search_by(|line| line.id.as_str().cmp(id)).ok()?;
        Some((u32::try_from(place).ok()?, lines.get(place)?))
    }

    fn repaint(&self) {
        self.paints.update(|count| *count += 1);
    }

    /// Which nodes, links and frames have elements: those near the pane, and what hands are on.
    fn cull(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let Some(Window { rect: window, .. }) = self.window else { return };
        if self.waits_for_paint() {
            return;
        }
        let (far, few) = (self.is_far(), self.few());
        let taken = &self.shown.nodes;
        let kept = |number: u32, id: &NodeId| {
            (taken.len() <= few && taken.contains(id))
                || self.hovered.as_ref() == Some(id)
                || (self.lifted.len() <= few && self.is_lifted(number))
        };
        let cards = (0u32..).zip(self.sheet.cards());
        let nodes: Vec<String> = cards
            .filter(|(number, card)| {
                (!far && card.rect().intersects(&window)) || kept(*number, &card.id)
            })
            .map(|(_, card)| card.id.to_string())
            .collect();
        self.call(editor, catalogue);
        let (held, loose) = self.lines_of_few();
        let lone = |these: &[u32], those: &[u32]| -> Vec<u32> {
            these.iter().copied().filter(|line| those.binary_search(line).is_err()).collect()
        };
        self.parts.changed(&lone(&held, &self.held));
        self.parts.changed(&lone(&self.held, &held));
        (self.held, self.loose) = (held, loose);
        let lone = self.lone_lines();
        let lines = lone.iter().filter_map(|line| self.sheet.lines().get(*line as usize));
        let links: Vec<String> = lines.map(|line| line.id.to_string()).collect();
        // Words keep clear of the names of frames.
        self.show_frames(editor);
        self.strand();
        self.draw_bunch();
        self.build(&nodes, &links, editor, catalogue);
        self.write_on_lines();
        show(self.visible_nodes, nodes);
        show(self.visible_links, links);
    }

    /// Makes signals for what has none yet, and lets those go that nobody sees.
    fn build(
        &mut self,
        nodes: &[String],
        links: &[String],
        editor: &Editor,
        catalogue: &Catalogue,
    ) {
        let design = editor.shown();
        let new_nodes = nodes.iter().filter(|id| self.nodes.get(id).is_none());
        let new_links = links.iter().filter(|id| self.links.get(id).is_none());
        let mut ids: Vec<&NodeId> = new_nodes.filter_map(|id| Some(&self.card(id)?.1.id)).collect();
        for line in new_links.filter_map(|id| Some(self.line(id)?.1)) {
            let ends = [line.from, line.to].into_iter();
            ids.extend(ends.filter_map(|card| Some(&self.sheet.cards().get(card as usize)?.id)));
        }
        // Thousands of names are looked up for a whole one.
        let graph = if ids.is_empty() {
            None
        } else if self.wiring.is_some() {
            Some(Graph::new(design, catalogue))
        } else {
            Some(Graph::of_nodes(design, catalogue, ids.into_iter()))
        };
        let node = |id: &str| {
            let (number, card) = self.card(id)?;
            Some(NodeView {
                at: ArcRwSignal::new(card.at),
                face: ArcRwSignal::new(node_face(graph.as_ref()?, design.node(&card.id)?)),
                counts: ArcRwSignal::new(self.counts_of(number)),
                selected: ArcRwSignal::new(self.shown.nodes.contains(&card.id)),
                dimmed: ArcRwSignal::new(self.is_dimmed(id, graph.as_ref())),
            })
        };
        let link = |id: &str| {
            let (number, line) = self.line(id)?;
            Some(LinkView {
                shape: ArcRwSignal::new(link_shape(&self.sheet, number)),
                face: ArcRwSignal::new(link_face(
                    graph.as_ref()?,
                    line,
                    self.is_bad(number),
                    editor,
                )),
                stand: ArcRwSignal::new(self.stand(line)),
                words: ArcRwSignal::new(None),
            })
        };
        let (mut of_nodes, mut of_links) = (self.nodes.clone(), self.links.clone());
        of_nodes.keep(nodes, &node);
        of_links.keep(links, &link);
        (self.nodes, self.links) = (of_nodes, of_links);
    }

    /// Frames near the pane have elements; painted cards have painted frames.
    fn show_frames(&mut self, editor: &Editor) {
        let Some(Window { rect: window, .. }) = self.window else { return };
        let mut visible: Vec<String> = Vec::new();
        let mut rects: Vec<Rect> = Vec::new();
        if !self.is_far() {
            for zone in self.sheet.zones() {
                if !zone.torn && zone.rect.intersects(&window) {
                    visible.push(zone_key(zone));
                    rects.push(zone.rect);
                }
            }
            for frame in self.sheet.frames().whole() {
                if frame.rect.intersects(&window) {
                    visible.push(frame.host.to_string());
                    rects.push(frame.rect);
                }
            }
        }
        let make = |key: &str| {
            let name = self.frame_name(key, editor.design());
            Some(FrameView { name: ArcRwSignal::new(name), ..FrameView::default() })
        };
        let mut frames = self.frames.clone();
        frames.keep(&visible, &make);
        self.frames = frames;
        for ((_, view), rect) in self.frames.all().zip(rects) {
            set(&view.rect, rect);
        }
        show(self.visible_frames, visible);
    }

    /// What is written on the frame of a host or a zone.
    fn frame_name(&self, key: &str, design: &Design) -> String {
        if let Some(zone) = self.sheet.zones().iter().find(|zone| zone_key(zone) == key) {
            return zone.name.clone();
        }
        let host = HostId::new(key).ok().and_then(|host| design.host(&host));
        host.map_or_else(String::new, |host| match host.address.as_str() {
            "" => host.hostname.clone(),
            address => format!("{} · {address}", host.hostname),
        })
    }
}

/// The key of a zone's frame: before those of hosts, which lie on it, and after those of zones around
/// it.
fn zone_key(zone: &ZoneFrame) -> String {
    let mut key = String::from("!");
    for _ in 0..zone.depth {
        key.push('!');
    }
    // Before every sign of an id, and before another zone around.
    key.push(' ');
    key.push_str(zone.zone.as_str());
    key
}

/// Sets a list only to something new: comparing rows with elements is the dear part.
fn show(signal: RwSignal<Vec<String>>, ids: Vec<String>) {
    if signal.with_untracked(|old| *old != ids) {
        signal.set(ids);
    }
}
