//! What is drawn, as signals: one set for each node and link, so that moving one redraws one.

use std::collections::{BTreeSet, HashMap};

use drawing::geometry::{HostFrame, Rect, host_frames_at, node_rect};
use drawing::route;
use editor::kernels::culling;
use editor::kernels::guides::Guide;
use editor::{Editor, Ghost, Mode, Selection, Viewport, Wire};
use leptos::prelude::*;
use topology::catalogue::{Category, Family};
use topology::{
    Catalogue, Change, Design, Graph, LinkId, NodeId, Point, RecordKey, Severity, Target, Told,
};

/// A node as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NodeFace {
    pub(crate) name: String,
    pub(crate) second: String,
    /// How many alike it stands for.
    pub(crate) replicas: u16,
    pub(crate) role: String,
    pub(crate) role_name: String,
    pub(crate) family: &'static str,
}

/// Findings about a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) errors: u32,
    pub(crate) warnings: u32,
}

#[derive(Debug, Clone)]
pub(crate) struct NodeView {
    pub(crate) at: ArcRwSignal<Point>,
    pub(crate) face: ArcRwSignal<NodeFace>,
    pub(crate) counts: ArcRwSignal<Counts>,
    pub(crate) selected: ArcRwSignal<bool>,
}

/// A link's line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct LinkShape {
    pub(crate) line: String,
    pub(crate) arrow: String,
    pub(crate) middle: (f64, f64),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LinkFace {
    pub(crate) category: &'static str,
    pub(crate) label: String,
    pub(crate) bad: bool,
}

/// How a link stands to what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stand {
    pub(crate) selected: bool,
    pub(crate) near: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct LinkView {
    pub(crate) shape: ArcRwSignal<LinkShape>,
    pub(crate) face: ArcRwSignal<LinkFace>,
    pub(crate) stand: ArcRwSignal<Stand>,
}

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
    nodes: HashMap<NodeId, NodeView>,
    links: HashMap<LinkId, LinkView>,
    /// Links by the nodes they touch.
    touching: HashMap<NodeId, Vec<LinkId>>,
    window: Rect,
    shown: Selection,
    pub(crate) visible_nodes: RwSignal<Vec<NodeId>>,
    pub(crate) visible_links: RwSignal<Vec<LinkId>>,
    pub(crate) frames: RwSignal<Vec<(HostFrame, String)>>,
    pub(crate) viewport: RwSignal<Viewport>,
    pub(crate) selection: RwSignal<Selection>,
    pub(crate) pointer: RwSignal<Pointer>,
    pub(crate) cursor: RwSignal<&'static str>,
}

/// Drawing frames anew while nodes are dragged, and letting cards glide, is worth it up to this many.
pub(super) const FEW: usize = 300;

impl Scene {
    pub(crate) fn new(editor: &Editor, catalogue: &Catalogue) -> Self {
        let mut scene = Self {
            nodes: HashMap::new(),
            links: HashMap::new(),
            touching: HashMap::new(),
            window: culling::window(editor.viewport()),
            shown: Selection::default(),
            visible_nodes: RwSignal::new(Vec::new()),
            visible_links: RwSignal::new(Vec::new()),
            frames: RwSignal::new(Vec::new()),
            viewport: RwSignal::new(*editor.viewport()),
            selection: RwSignal::new(Selection::default()),
            pointer: RwSignal::new(Pointer::default()),
            cursor: RwSignal::new("select"),
        };
        scene.sync(editor, catalogue);
        scene
    }

    pub(crate) fn node(&self, id: &NodeId) -> Option<NodeView> {
        self.nodes.get(id).cloned()
    }

    pub(crate) fn link(&self, id: &LinkId) -> Option<LinkView> {
        self.links.get(id).cloned()
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
        self.moved(&moved, editor);
        self.draw_frames(editor);
        self.cull(editor);
    }

    /// Nodes lie somewhere else; their links follow.
    pub(crate) fn moved(&self, nodes: &[NodeId], editor: &Editor) {
        let mut links: BTreeSet<&LinkId> = BTreeSet::new();
        for id in nodes {
            if let Some(view) = self.nodes.get(id) {
                set(&view.at, editor.position(id));
            }
            links.extend(self.touching.get(id).into_iter().flatten());
        }
        for id in links {
            if let (Some(view), Some(link)) = (self.links.get(id), editor.design().link(id)) {
                set(&view.shape, shape(editor, &link.from, &link.to));
            }
        }
        if editor.design().nodes().len() <= FEW {
            self.draw_frames(editor);
        }
    }

    /// Another design is on the desk.
    pub(crate) fn replaced(&mut self, editor: &Editor, catalogue: &Catalogue) {
        self.sync(editor, catalogue);
        self.selection_changed(editor);
        self.pointer_changed(editor);
        self.mode_changed(editor);
    }

    pub(crate) fn viewport_changed(&mut self, editor: &Editor) {
        self.viewport.set(*editor.viewport());
        let window = culling::window(editor.viewport());
        if window != self.window {
            self.window = window;
            self.cull(editor);
        }
    }

    pub(crate) fn selection_changed(&mut self, editor: &Editor) {
        let now = editor.selection().clone();
        let touched = |old: &BTreeSet<NodeId>, new: &BTreeSet<NodeId>| -> Vec<NodeId> {
            old.symmetric_difference(new).cloned().collect()
        };
        let nodes = touched(&self.shown.nodes, &now.nodes);
        let mut links: BTreeSet<LinkId> =
            self.shown.links.symmetric_difference(&now.links).cloned().collect();
        for id in &nodes {
            if let Some(view) = self.nodes.get(id) {
                set(&view.selected, now.nodes.contains(id));
            }
            links.extend(self.touching.get(id).into_iter().flatten().cloned());
        }
        for id in &links {
            if let Some(view) = self.links.get(id) {
                set(&view.stand, stand(editor.design(), &now, id));
            }
        }
        self.shown = now.clone();
        self.selection.set(now);
        self.cull(editor);
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
    pub(crate) fn findings_changed(&self, findings: &[Told]) {
        let mut counts: HashMap<&NodeId, Counts> = HashMap::new();
        let mut bad: BTreeSet<&LinkId> = BTreeSet::new();
        for finding in findings {
            if let Some(node) = finding.target.node() {
                let counts = counts.entry(node).or_default();
                match finding.severity {
                    Severity::Error => counts.errors += 1,
                    Severity::Warning => counts.warnings += 1,
                    Severity::Info => {}
                }
            }
            if let (Target::Link(link), Severity::Error) = (&finding.target, finding.severity) {
                bad.insert(link);
            }
        }
        // The order does not matter: each signal is set on its own.
        #[expect(clippy::iter_over_hash_type, reason = "each entry is independent of the others")]
        for (id, view) in &self.nodes {
            set(&view.counts, counts.get(id).copied().unwrap_or_default());
        }
        #[expect(clippy::iter_over_hash_type, reason = "each entry is independent of the others")]
        for (id, view) in &self.links {
            let is_bad = bad.contains(id);
            if view.face.with_untracked(|face| face.bad != is_bad) {
                view.face.update(|face| face.bad = is_bad);
            }
        }
    }

    /// Makes the signals what the design is.
    fn sync(&mut self, editor: &Editor, catalogue: &Catalogue) {
        let design = editor.design();
        let graph = Graph::new(design, catalogue);
        self.nodes.retain(|id, _| design.node(id).is_some());
        self.links.retain(|id, _| design.link(id).is_some());
        self.touching.clear();
        for node in design.nodes() {
            let role = graph.role(&node.id);
            let face = NodeFace {
                name: node.name.clone(),
                second: drawing::second_line(&graph, node),
                replicas: node.replicas,
                role: node.role.to_string(),
                role_name: role.map_or_else(|| node.role.to_string(), |role| role.name.clone()),
                family: role.map_or("outside", |role| family(role.family)),
            };
            let at = editor.position(&node.id);
            match self.nodes.get(&node.id) {
                Some(view) => {
                    set(&view.at, at);
                    set(&view.face, face);
                }
                None => {
                    let view = NodeView {
                        at: ArcRwSignal::new(at),
                        face: ArcRwSignal::new(face),
                        counts: ArcRwSignal::default(),
                        selected: ArcRwSignal::new(editor.selection().nodes.contains(&node.id)),
                    };
                    self.nodes.insert(node.id.clone(), view);
                }
            }
        }
        for link in design.links() {
            for end in [&link.from, &link.to] {
                self.touching.entry(end.clone()).or_default().push(link.id.clone());
            }
            let kind = graph.kind(&link.id);
            let label = kind.map_or_else(|| link.kind.to_string(), |kind| kind.name.clone());
            let category = kind.map_or("management", |kind| category_name(kind.category));
            let shape = shape(editor, &link.from, &link.to);
            let stand = stand(design, editor.selection(), &link.id);
            match self.links.get(&link.id) {
                Some(view) => {
                    let bad = view.face.with_untracked(|face| face.bad);
                    set(&view.shape, shape);
                    set(&view.face, LinkFace { category, label, bad });
                    set(&view.stand, stand);
                }
                None => {
                    let view = LinkView {
                        shape: ArcRwSignal::new(shape),
                        face: ArcRwSignal::new(LinkFace { category, label, bad: false }),
                        stand: ArcRwSignal::new(stand),
                    };
                    self.links.insert(link.id.clone(), view);
                }
            }
        }
        self.draw_frames(editor);
        self.cull(editor);
    }

    fn draw_frames(&self, editor: &Editor) {
        let design = editor.design();
        let frames: Vec<(HostFrame, String)> = host_frames_at(design, |id| editor.position(id))
            .into_iter()
            .map(|frame| {
                let host = design.host(&frame.host);
                let name = host.map_or_else(String::new, |host| match host.address.as_str() {
                    "" => host.hostname.clone(),
                    address => format!("{} · {address}", host.hostname),
                });
                (frame, name)
            })
            .collect();
        if self.frames.with_untracked(|old| *old != frames) {
            self.frames.set(frames);
        }
    }

    /// Which nodes and links have elements: those near the pane, and what is selected.
    fn cull(&mut self, editor: &Editor) {
        let design = editor.design();
        let rect = |id: &NodeId| node_rect(editor.position(id));
        let nodes: Vec<NodeId> = design
            .nodes()
            .filter(|node| {
                editor.selection().nodes.contains(&node.id)
                    || rect(&node.id).intersects(&self.window)
            })
            .map(|node| node.id.clone())
            .collect();
        let links: Vec<LinkId> = design
            .links()
            .filter(|link| rect(&link.from).union(&rect(&link.to)).intersects(&self.window))
            .map(|link| link.id.clone())
            .collect();
        if self.visible_nodes.with_untracked(|old| *old != nodes) {
            self.visible_nodes.set(nodes);
        }
        if self.visible_links.with_untracked(|old| *old != links) {
            self.visible_links.set(links);
        }
    }
}

/// Sets a signal only to something new: whoever listens is not woken for nothing.
fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

fn stand(design: &Design, selection: &Selection, id: &LinkId) -> Stand {
    let near = design.link(id).is_some_and(|link| {
        selection.nodes.contains(&link.from) || selection.nodes.contains(&link.to)
    });
    Stand { selected: selection.links.contains(id), near }
}

fn shape(editor: &Editor, from: &NodeId, to: &NodeId) -> LinkShape {
    let corners = route::route(node_rect(editor.position(from)), node_rect(editor.position(to)));
    LinkShape {
        line: route::path(&corners),
        arrow: route::arrow(&corners),
        middle: route::midpoint(&corners),
    }
}

pub(crate) fn family(family: Family) -> &'static str {
    match family {
        Family::Edge => "edge",
        Family::Control => "control",
        Family::Traffic => "traffic",
        Family::Identity => "identity",
        Family::Data => "data",
        Family::Storage => "storage",
        Family::Analytics => "analytics",
        Family::Outside => "outside",
    }
}

fn category_name(category: Category) -> &'static str {
    match category {
        Category::Client => "client",
        Category::Management => "management",
        Category::Events => "events",
        Category::Data => "data",
        Category::Storage => "storage",
    }
}
