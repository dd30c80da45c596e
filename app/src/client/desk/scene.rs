//! What is drawn, as signals. Only what lies near the pane has any; below a zoom, where nothing on a
//! card can be read, cards are painted on one surface and only what hands are on has elements.

use std::collections::{BTreeMap, BTreeSet};

use drawing::Sheet;
use drawing::geometry::{Rect, node_rect};
use drawing::{route, sheet};
use editor::kernels::culling::{PAINTED_BELOW, Window};
use editor::kernels::guides::Guide;
use editor::{Editor, Ghost, Mode, Selection, Spot, Viewport, Wire};
use leptos::prelude::*;
use topology::{
    Catalogue, Change, Graph, Host, HostId, LinkId, NodeId, Point, RecordKey, Severity, Target,
    Told,
};

use super::faces::{
    Counts, FrameView, LinkView, NodeView, link_face, link_shape, node_face, set, stand,
};

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
    nodes: BTreeMap<NodeId, NodeView>,
    links: BTreeMap<LinkId, LinkView>,
    hosts: BTreeMap<HostId, FrameView>,
    counts: BTreeMap<NodeId, Counts>,
    bad: BTreeSet<LinkId>,
    /// The part of the drawing that is there to be seen; none before the pane has a size.
    window: Option<Window>,
    shown: Selection,
    /// Cards that are being dragged, by number.
    lifted: Vec<u32>,
    /// The node under the pointer, where cards are painted.
    hovered: Option<NodeId>,
    pub(crate) visible_nodes: RwSignal<Vec<NodeId>>,
    pub(crate) visible_links: RwSignal<Vec<LinkId>>,
    pub(crate) visible_frames: RwSignal<Vec<HostId>>,
    /// Counts the times that painted cards are no longer what they should be.
    pub(crate) paints: RwSignal<u32>,
    pub(crate) viewport: RwSignal<Viewport>,
    pub(crate) selection: RwSignal<Selection>,
    pub(crate) pointer: RwSignal<Pointer>,
    pub(crate) cursor: RwSignal<&'static str>,
}

/// Letting cards glide, and giving them elements for no other reason than that they are selected, is
/// worth it up to this many.
pub(super) const FEW: usize = 300;

impl Scene {
    pub(crate) fn new(editor: &Editor, catalogue: &Catalogue) -> Self {
        let graph = Graph::new(editor.design(), catalogue);
        Self {
            sheet: Sheet::new(&graph, |id| editor.position(id)),
            nodes: BTreeMap::new(),
            links: BTreeMap::new(),
            hosts: BTreeMap::new(),
            counts: BTreeMap::new(),
            bad: BTreeSet::new(),
            window: None,
            shown: Selection::default(),
            lifted: Vec::new(),
            hovered: None,
            visible_nodes: RwSignal::new(Vec::new()),
            visible_links: RwSignal::new(Vec::new()),
            visible_frames: RwSignal::new(Vec::new()),
            paints: RwSignal::new(0),
            viewport: RwSignal::new(*editor.viewport()),
            selection: RwSignal::new(Selection::default()),
            pointer: RwSignal::new(Pointer::default()),
            cursor: RwSignal::new("select"),
        }
    }

    pub(crate) fn node(&self, id: &NodeId) -> Option<NodeView> {
        self.nodes.get(id).cloned()
    }

    pub(crate) fn link(&self, id: &LinkId) -> Option<LinkView> {
        self.links.get(id).cloned()
    }

    pub(crate) fn frame(&self, id: &HostId) -> Option<FrameView> {
        self.hosts.get(id).cloned()
    }

    pub(crate) fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What is painted; nothing where cards have elements.
    pub(crate) fn painted_window(&self) -> Option<Rect> {
        self.window.filter(|_| self.is_far()).map(|window| window.rect)
    }

    /// True for cards that are not painted, because they are being dragged and have elements.
    pub(crate) fn is_lifted(&self, card: u32) -> bool {
        self.lifted.len() <= FEW && self.lifted.binary_search(&card).is_ok()
    }

    pub(crate) fn counts_of(&self, id: &NodeId) -> Counts {
        self.counts.get(id).copied().unwrap_or_default()
    }

    pub(crate) fn is_bad(&self, link: &LinkId) -> bool {
        self.bad.contains(link)
    }

    /// Cards whose selection is painted, because they are too many to have elements.
    pub(crate) fn painted_selection(&self) -> Option<&BTreeSet<NodeId>> {
        Some(&self.shown.nodes).filter(|nodes| nodes.len() > FEW)
    }

    /// True where cards are painted.
    pub(crate) fn is_far(&self) -> bool {
        self.viewport.with_untracked(|viewport| viewport.zoom < PAINTED_BELOW)
    }

    /// Draws what a change touched; everything where it changed more than places.
    pub(crate) fn changed(&mut self, change: &Change, editor: &Editor, catalogue: &Catalogue) {
        if !change.is_layout_only() {
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
        self.cull(editor, catalogue);
        self.repaint();
    }

    /// Nodes lie somewhere else; their links and hosts follow.
    pub(crate) fn moved(&mut self, nodes: &[NodeId], editor: &Editor, catalogue: &Catalogue) {
        let mut places: Vec<(u32, Point)> = Vec::new();
        for id in nodes {
            if let Some(card) = self.sheet.find(id) {
                places.push((card, editor.position(id)));
            }
        }
        self.sheet.place(&places);
        let lifted: Vec<u32> = if editor.is_dragging() {
            places.iter().map(|(card, _)| *card).collect()
        } else {
            Vec::new()
        };
        if self.lifted != lifted {
            self.lifted = lifted;
            self.cull(editor, catalogue);
            self.repaint();
        } else if self.lifted.len() > FEW {
            self.repaint();
        }
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        for (card, at) in &places {
            let Some(view) = self.sheet.cards().get(*card as usize).map(|card| &card.id) else {
                continue;
            };
            if let Some(view) = self.nodes.get(view) {
                set(&view.at, *at);
            }
            for line in self.sheet.touching(*card) {
                touched.insert(*line);
            }
        }
        for line in touched {
            let Some(line) = self.sheet.lines().get(line as usize) else { continue };
            if let Some(view) = self.links.get(&line.id) {
                set(&view.shape, link_shape(&self.sheet, line));
            }
        }
        self.show_frames(editor);
    }

    /// Another design is on the desk.
    pub(crate) fn replaced(&mut self, editor: &Editor, catalogue: &Catalogue) {
        self.sync(editor, catalogue);
        self.selection_changed(editor, catalogue);
        self.pointer_changed(editor);
        self.mode_changed(editor);
    }

    pub(crate) fn viewport_changed(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let viewport = editor.viewport();
        self.viewport.set(*viewport);
        if !self.window.is_some_and(|window| window.serves(viewport)) {
            self.window = Some(Window::around(viewport));
            self.cull(editor, catalogue);
            self.repaint();
        }
    }

    /// The viewport has come to rest: what is painted gets the pixels that it takes up.
    pub(crate) fn sharpen(&mut self) {
        let viewport = self.viewport.get_untracked();
        if self.is_far() && !self.window.is_some_and(|window| window.is_sharp(&viewport)) {
            self.window = Some(Window::around(&viewport));
            self.repaint();
        }
    }

    pub(crate) fn selection_changed(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let now = editor.selection().clone();
        let painted = self.painted_selection().is_some();
        let was = std::mem::replace(&mut self.shown, now.clone());
        for id in was.nodes.symmetric_difference(&now.nodes) {
            if let Some(view) = self.nodes.get(id) {
                set(&view.selected, now.nodes.contains(id));
            }
        }
        self.selection.set(now);
        self.cull(editor, catalogue);
        for (id, view) in &self.links {
            if let Some(line) = self.line(id) {
                set(&view.stand, stand(&self.sheet, line, &self.shown));
            }
        }
        if painted || self.painted_selection().is_some() {
            self.repaint();
        }
    }

    /// The pointer is here, on the drawing: a painted card under it gets an element.
    pub(crate) fn hover(&mut self, at: Option<Spot>, editor: &Editor, catalogue: &Catalogue) {
        let at = at.filter(|_| self.is_far());
        let card = at.and_then(|at| self.sheet.card_at(at.x, at.y));
        let hovered = card.map(|card| card.id.clone());
        if hovered != self.hovered {
            self.hovered = hovered;
            self.cull(editor, catalogue);
        }
    }

    pub(crate) fn pointer_changed(&self, editor: &Editor) {
        let wire = editor.wire().map(|wire| {
            let corners = route::route_to_point(
                node_rect(editor.position(&wire.from)),
                (wire.to.x, wire.to.y),
            );
            (route::path(&corners), wire.clone())
        });
        let target = editor.wire().and_then(|wire| wire.over.as_ref());
        self.pointer.set(Pointer {
            marquee: editor.marquee(),
            wire,
            target: target.map(|(id, fits)| (node_rect(editor.position(id)), *fits)),
            ghost: editor.ghost().cloned(),
            guides: editor.guides().to_vec(),
        });
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

    /// Badges on nodes, and links that are wrong.
    pub(crate) fn findings_changed(&mut self, findings: &[Told]) {
        let mut counts: BTreeMap<NodeId, Counts> = BTreeMap::new();
        let mut bad: BTreeSet<LinkId> = BTreeSet::new();
        for finding in findings {
            if let Some(node) = finding.target.node() {
                let counts = counts.entry(node.clone()).or_default();
                match finding.severity {
                    Severity::Error => counts.errors += 1,
                    Severity::Warning => counts.warnings += 1,
                    Severity::Info => {}
                }
            }
            if let (Target::Link(link), Severity::Error) = (&finding.target, finding.severity) {
                bad.insert(link.clone());
            }
        }
        if counts == self.counts && bad == self.bad {
            return;
        }
        (self.counts, self.bad) = (counts, bad);
        for (id, view) in &self.nodes {
            set(&view.counts, self.counts_of(id));
        }
        for (id, view) in &self.links {
            let is_bad = self.is_bad(id);
            if view.face.with_untracked(|face| face.bad != is_bad) {
                view.face.update(|face| face.bad = is_bad);
            }
        }
        self.repaint();
    }

    /// Makes the signals what the design is.
    fn sync(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let design = editor.design();
        let graph = Graph::new(design, catalogue);
        self.sheet = Sheet::new(&graph, |id| editor.position(id));
        self.lifted.clear();
        self.nodes.retain(|id, _| design.node(id).is_some());
        self.links.retain(|id, _| design.link(id).is_some());
        for (id, view) in &self.nodes {
            if let Some(node) = design.node(id) {
                set(&view.at, editor.position(id));
                set(&view.face, node_face(&graph, node));
            }
        }
        for (id, view) in &self.links {
            if let Some(line) = self.line(id) {
                set(&view.shape, link_shape(&self.sheet, line));
                set(&view.face, link_face(&graph, line, self.is_bad(id)));
                set(&view.stand, stand(&self.sheet, line, &self.shown));
            }
        }
        self.cull(editor, catalogue);
        self.repaint();
    }

    fn line(&self, id: &LinkId) -> Option<&sheet::Line> {
        self.sheet.lines().get(self.sheet.find_line(id)? as usize)
    }

    fn repaint(&self) {
        if self.is_far() {
            self.paints.update(|count| *count += 1);
        }
    }

    /// Which nodes, links and frames have elements: those near the pane, and what hands are on.
    fn cull(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let Some(Window { rect: window, .. }) = self.window else { return };
        let far = self.is_far();
        let taken = &self.shown.nodes;
        let kept = |number: u32, id: &NodeId| {
            (taken.len() <= FEW && taken.contains(id))
                || self.hovered.as_ref() == Some(id)
                || self.is_lifted(number)
        };
        let cards = (0u32..).zip(self.sheet.cards());
        let nodes: Vec<NodeId> = cards
            .filter(|(number, card)| {
                (!far && card.rect().intersects(&window)) || kept(*number, &card.id)
            })
            .map(|(_, card)| card.id.clone())
            .collect();
        let links: Vec<LinkId> = if far {
            self.lines_of_few()
        } else {
            let lines = self.sheet.lines().iter();
            let crosses = |line: &&sheet::Line| {
                let (from, to) = self.sheet.ends(line);
                // Most lines are far off: the way they take is asked of the others alone.
                from.union(&to).intersects(&window)
                    && sheet::crosses(&self.sheet.route(line), &window)
            };
            lines.filter(crosses).map(|line| line.id.clone()).collect()
        };
        self.build(&nodes, &links, editor, catalogue);
        if self.visible_nodes.with_untracked(|old| *old != nodes) {
            self.visible_nodes.set(nodes);
        }
        if self.visible_links.with_untracked(|old| *old != links) {
            self.visible_links.set(links);
        }
        self.show_frames(editor);
    }

    /// The links that have elements where the others are painted: those that are selected, or end at a
    /// node that is.
    fn lines_of_few(&self) -> Vec<LinkId> {
        let mut found: BTreeSet<LinkId> = self.shown.links.clone();
        let selected = self.shown.nodes.iter().filter_map(|id| self.sheet.find(id));
        for card in selected.chain(self.lifted.iter().copied()) {
            for line in self.sheet.touching(card) {
                if let Some(line) = self.sheet.lines().get(*line as usize) {
                    found.insert(line.id.clone());
                }
            }
            if found.len() > 2 * FEW {
                return Vec::new();
            }
        }
        found.into_iter().collect()
    }

    /// Makes signals for what has none yet, and lets those go that nobody sees.
    fn build(
        &mut self,
        nodes: &[NodeId],
        links: &[LinkId],
        editor: &Editor,
        catalogue: &Catalogue,
    ) {
        let new_nodes: Vec<&NodeId> =
            nodes.iter().filter(|id| !self.nodes.contains_key(*id)).collect();
        let new_links: Vec<&LinkId> =
            links.iter().filter(|id| !self.links.contains_key(*id)).collect();
        self.nodes.retain(|id, _| nodes.binary_search(id).is_ok());
        self.links.retain(|id, _| links.binary_search(id).is_ok());
        if new_nodes.is_empty() && new_links.is_empty() {
            return;
        }
        let design = editor.design();
        let graph = Graph::new(design, catalogue);
        for id in new_nodes {
            let Some(node) = design.node(id) else { continue };
            let view = NodeView {
                at: ArcRwSignal::new(editor.position(id)),
                face: ArcRwSignal::new(node_face(&graph, node)),
                counts: ArcRwSignal::new(self.counts_of(id)),
                selected: ArcRwSignal::new(self.shown.nodes.contains(id)),
            };
            self.nodes.insert(id.clone(), view);
        }
        for id in new_links {
            let Some(line) = self.line(id) else { continue };
            let view = LinkView {
                shape: ArcRwSignal::new(link_shape(&self.sheet, line)),
                face: ArcRwSignal::new(link_face(&graph, line, self.is_bad(id))),
                stand: ArcRwSignal::new(stand(&self.sheet, line, &self.shown)),
            };
            self.links.insert(id.clone(), view);
        }
    }

    /// Frames near the pane have elements; painted cards have painted frames.
    fn show_frames(&mut self, editor: &Editor) {
        let Some(Window { rect: window, .. }) = self.window else { return };
        let mut visible: Vec<HostId> = Vec::new();
        if !self.is_far() {
            for frame in self.sheet.frames().whole() {
                if !frame.rect.intersects(&window) {
                    continue;
                }
                let name = editor.design().host(&frame.host).map_or_else(String::new, host_name);
                match self.hosts.get(&frame.host) {
                    Some(view) => {
                        set(&view.rect, frame.rect);
                        set(&view.name, name);
                    }
                    None => {
                        let view = FrameView {
                            rect: ArcRwSignal::new(frame.rect),
                            name: ArcRwSignal::new(name),
                        };
                        self.hosts.insert(frame.host.clone(), view);
                    }
                }
                visible.push(frame.host.clone());
            }
        }
        self.hosts.retain(|id, _| visible.binary_search(id).is_ok());
        if self.visible_frames.with_untracked(|old| *old != visible) {
            self.visible_frames.set(visible);
        }
    }
}

fn host_name(host: &Host) -> String {
    match host.address.as_str() {
        "" => host.hostname.clone(),
        address => format!("{} · {address}", host.hostname),
    }
}
