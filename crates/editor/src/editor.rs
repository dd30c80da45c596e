//! The editor: a design, what is selected, how it is seen, and what the pointer is doing. It routes;
//! each tool state, command and kernel is a file of its own.

use std::collections::BTreeMap;

use drawing::geometry::{Rect, between, bounds, node_rect};
use messages::say;
use topology::{Catalogue, Change, Design, LinkId, NodeId, Point, RoleId, Shown, Target, ordered};

use crate::create;
use crate::effect::Effect;
use crate::held::Held;
use crate::history::History;
use crate::input::{Input, Spot};
use crate::kernels::hit_test::{self, Hit};
use crate::kernels::snap;
use crate::kernels::viewport::Viewport;
use crate::present::Show;
use crate::selection::Selection;
use crate::tools::{LinkOption, Mode, State, Wire};

/// A design that is being edited.
#[derive(Debug, Clone)]
pub struct Editor {
    design: Design,
    history: History,
    pub(crate) selection: Selection,
    pub(crate) viewport: Viewport,
    pub(crate) mode: Mode,
    pub(crate) space: bool,
    pub(crate) state: State,
    /// Where nodes lie while they are dragged; the design changes when they are let go.
    pub(crate) transient: BTreeMap<NodeId, Point>,
    /// Dragged nodes snap to the grid and to the lines of others.
    pub(crate) snapping: bool,
    /// Where the pointer is in the pane, when it is there.
    pub(crate) pointer: Option<Spot>,
    pub(crate) hovered: Option<NodeId>,
    /// The link that is drawn under the pointer, where the shell said so.
    drawn: Option<Option<LinkId>>,
    pub(crate) held: Held,
    pub(crate) show: Option<Show>,
    /// The design as it is drawn, where something is collapsed.
    pub(crate) shown: Option<Box<Shown>>,
    /// Who is at it may not change anything.
    looks_only: bool,
}

/// How fast Control and the wheel zoom.
const WHEEL_ZOOM: f64 = 0.002;

impl Editor {
    #[must_use]
    pub fn new(design: Design) -> Self {
        Self {
            shown: Shown::of(&design).map(Box::new),
            design,
            history: History::default(),
            selection: Selection::default(),
            viewport: Viewport::default(),
            mode: Mode::default(),
            space: false,
            state: State::default(),
            transient: BTreeMap::new(),
            snapping: true,
            pointer: None,
            hovered: None,
            drawn: None,
            held: Held::default(),
            show: None,
            looks_only: false,
        }
    }

    /// From now on nothing is changed: who is at it may only look.
    pub fn look_only(&mut self) {
        self.looks_only = true;
    }

    /// Whether who is at it may only look.
    #[must_use]
    pub fn looks_only(&self) -> bool {
        self.looks_only
    }

    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Which link is drawn under the pointer, for the next inputs: the shell draws some around cards and
    /// beside each other. `None` leaves it to their plain ways.
    pub fn point_at(&mut self, link: Option<Option<LinkId>>) {
        self.drawn = link;
    }

    /// What lies at the pointer's place of the drawing.
    pub(crate) fn hit(&self, place: Spot, handles: bool) -> Hit {
        let near = self.near();
        match hit_test::hit(self.shown(), |id| self.shown_position(id), place, near, handles) {
            Hit::Link(link) => {
                self.drawn.clone().unwrap_or(Some(link)).map_or(Hit::Canvas, Hit::Link)
            }
            Hit::Canvas => self.drawn.clone().flatten().map_or(Hit::Canvas, Hit::Link),
            other => other,
        }
    }

    /// The link at the pointer's place of the drawing.
    pub(crate) fn link_at(&self, place: Spot) -> Option<LinkId> {
        let plain =
            || hit_test::link_at(self.shown(), |id| self.shown_position(id), place, self.near());
        self.drawn.clone().unwrap_or_else(plain)
    }

    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    #[must_use]
    pub fn viewport(&self) -> &Viewport {
        &self.viewport
    }

    /// Looks at the drawing as another editor did.
    pub fn set_viewport(&mut self, viewport: Viewport) {
        self.viewport = viewport;
    }

    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// True while a drag pans the drawing, or would.
    #[must_use]
    pub fn is_panning(&self) -> bool {
        self.space || self.mode == Mode::Hand || matches!(self.state, State::Panning { .. })
    }

    #[must_use]
    pub fn is_dragging(&self) -> bool {
        matches!(self.state, State::Dragging(_))
    }

    /// True when nothing is in progress.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    /// Where a node is drawn now, also while it is dragged.
    #[must_use]
    pub fn position(&self, id: &NodeId) -> Point {
        self.transient.get(id).copied().unwrap_or_else(|| self.design.position(id))
    }

    /// The marquee, in the pane.
    #[must_use]
    pub fn marquee(&self) -> Option<Rect> {
        let State::Marquee(marquee) = &self.state else { return None };
        let (area, zoom) = (marquee.rect(), self.viewport.zoom);
        let corner = self.viewport.to_pane(Spot::new(area.x, area.y));
        Some(Rect::new(corner.x, corner.y, area.w * zoom, area.h * zoom))
    }

    /// The link that is being drawn.
    #[must_use]
    pub fn wire(&self) -> Option<&Wire> {
        match &self.state {
            State::Wiring(wiring) => Some(&wiring.wire),
            State::Connecting(connecting) => Some(&connecting.wire),
            _ => None,
        }
    }

    /// True while keys belong to what is going on.
    #[must_use]
    pub fn takes_keys(&self) -> bool {
        matches!(self.state, State::Connecting(_))
    }

    /// Where copies of the dragged nodes would lie.
    #[must_use]
    pub fn copies(&self) -> &[Point] {
        if let State::Dragging(drag) = &self.state { &drag.copies } else { &[] }
    }

    /// The link that what is held would go into.
    #[must_use]
    pub fn onto(&self) -> Option<&LinkId> {
        match &self.state {
            State::Wiring(wiring) => wiring.wire.onto.as_ref(),
            State::Placing(placing) => placing.ghost.onto.as_ref(),
            _ => None,
        }
    }

    /// True while dragged nodes snap to the grid and to others.
    #[must_use]
    pub fn snaps(&self) -> bool {
        self.snapping
    }

    pub(crate) fn snapped(&self, at: Spot) -> Point {
        if self.snapping { snap::to_grid(at) } else { snap::to_unit(at) }
    }

    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes one input in.
    pub fn handle(&mut self, input: &Input, catalogue: &Catalogue) -> Vec<Effect> {
        self.remember(input);
        if let Some(effects) = self.handle_shown(input) {
            return effects;
        }
        match input {
            Input::Wheel { at, dy, zoom: true, .. } => {
                let factor = between(-dy * WHEEL_ZOOM, -1.0, 1.0).exp();
                self.scrolled(self.viewport.zoomed(*at, factor), catalogue)
            }
            Input::Wheel { dx, dy, .. } => self.scrolled(self.viewport.panned(-dx, -dy), catalogue),
            Input::Tick { ms } => self.tick(*ms, catalogue),
            Input::Resize { width, height } => {
                let sized =
                    Viewport { width: width.max(1.0), height: height.max(1.0), ..self.viewport };
                self.view(sized)
            }
            Input::Space { held } => {
                self.space = *held;
                vec![Effect::Mode]
            }
            other => {
                let mut effects = State::handle(self, other, catalogue);
                // Arrows at a node's sides are in the way of everything else.
                if !self.is_idle() {
                    effects.extend(self.hover_on(None));
                }
                effects
            }
        }
    }

    /// Goes on with another state of the same design, which others have changed too. What was done
    /// here can still be taken back where nobody else touched it.
    pub fn rebase(&mut self, design: Design) {
        self.design = design;
        self.shown = Shown::of(&self.design).map(Box::new);
        self.selection.retain(&self.design);
        self.transient.retain(|id, _| self.design.node(id).is_some());
        self.hovered = None;
    }

    /// Applies a change as one undoable step. A change that does not fit is refused and nothing
    /// happens.
    pub fn apply(&mut self, change: Change) -> Vec<Effect> {
        if change.is_empty() {
            return Vec::new();
        }
        let effects = self.carry_out(change.clone());
        if effects.iter().any(|effect| matches!(effect, Effect::Changed(_))) {
            self.history.record(change);
        }
        effects
    }

    pub fn undo(&mut self) -> Vec<Effect> {
        let change = self.show.is_none().then(|| self.history.undo()).flatten();
        change.map_or_else(Vec::new, |change| self.carry_out(change))
    }

    pub fn redo(&mut self) -> Vec<Effect> {
        let change = self.show.is_none().then(|| self.history.redo()).flatten();
        change.map_or_else(Vec::new, |change| self.carry_out(change))
    }

    /// Selects exactly this.
    pub fn select(&mut self, selection: Selection) -> Vec<Effect> {
        if self.selection == selection {
            return Vec::new();
        }
        self.selection = selection;
        vec![Effect::Selection]
    }

    /// Selects what a finding or an origin is about and brings it into view.
    pub fn reveal(&mut self, target: &Target) -> Vec<Effect> {
        let selection = match target {
            Target::Node(id) | Target::Setting { node: Some(id), .. } => {
                Selection::node(id.clone())
            }
            Target::Link(id) => Selection::link(id.clone()),
            Target::Host(host) => {
                let on_it = self.design.nodes().filter(|node| node.host.as_ref() == Some(host));
                let nodes = ordered::set(on_it.map(|node| node.id.clone()));
                Selection { nodes, ..Selection::default() }
            }
            Target::Design | Target::Setting { node: None, .. } => Selection::default(),
        };
        let area = self.area_of(&selection);
        let mut effects = self.select(selection);
        if let Some(area) = area {
            effects.extend(self.view(self.viewport.showing(area)));
        }
        effects
    }

    /// The whole drawing in view.
    pub fn fit(&mut self) -> Vec<Effect> {
        match bounds(self.shown()) {
            Some(area) => self.view(self.viewport.fitted(area)),
            None => self.view(Viewport { x: 0.0, y: 0.0, zoom: 1.0, ..self.viewport }),
        }
    }

    /// This place of the drawing in the middle of the pane.
    pub fn look_at(&mut self, at: Spot) -> Vec<Effect> {
        self.view(self.viewport.centred(at))
    }

    /// Adds a node where there is room, as the palette does for the keyboard.
    pub fn add(&mut self, role: &RoleId, catalogue: &Catalogue) -> Vec<Effect> {
        let place = create::free_place(self);
        let mut effects = create::node(self, role, place, catalogue);
        effects.extend(self.view(self.viewport.showing(node_rect(place))));
        effects
    }

    /// Links two nodes, asks how, or says why not.
    pub fn connect(&mut self, from: &NodeId, to: &NodeId, catalogue: &Catalogue) -> Vec<Effect> {
        crate::tools::connect(self, from, to, catalogue)
    }

    /// Adds the link that was chosen.
    pub fn choose(&mut self, option: &LinkOption, catalogue: &Catalogue) -> Vec<Effect> {
        crate::tools::link(self, option, catalogue)
    }

    /// Links that touch a node.
    pub fn links_of(&self, node: &NodeId) -> impl Iterator<Item = &LinkId> {
        self.design
            .links()
            .filter(move |link| link.from == *node || link.to == *node)
            .map(|link| &link.id)
    }

    pub(crate) fn view(&mut self, viewport: Viewport) -> Vec<Effect> {
        if viewport == self.viewport {
            return Vec::new();
        }
        self.viewport = viewport;
        vec![Effect::Viewport]
    }

    /// The area around what is selected; the whole link's for a link, that of all nodes in a place.
    pub(crate) fn area_of(&self, selection: &Selection) -> Option<Rect> {
        if let Some(place) = &selection.place {
            let design = &self.design;
            let inside = design.nodes().filter(|node| place.holds(node, design));
            let cards = inside.map(|node| node_rect(self.position(&node.id)));
            return cards.reduce(|a, b| a.union(&b));
        }
        let ends = selection.links.iter().filter_map(|id| self.design.link(id));
        let ends = ends.flat_map(|link| [&link.from, &link.to]);
        let cards = selection.nodes.iter().chain(ends).map(|id| self.card_of(id));
        let rects = cards.map(|card| node_rect(self.shown_position(card)));
        rects.reduce(|a, b| a.union(&b))
    }

    fn carry_out(&mut self, change: Change) -> Vec<Effect> {
        if self.show.is_some() {
            return vec![Effect::Refused(say!("Nothing is changed while presenting."))];
        }
        if self.looks_only {
            let why =
                say!("You may look at this design. To change it, ask an owner of its workspace.");
            return vec![Effect::Refused(why)];
        }
        if let Err(error) = change.apply(&mut self.design) {
            return vec![Effect::Refused(error.to_string())];
        }
        self.shown = Shown::of(&self.design).map(Box::new);
        let before = self.selection.clone();
        self.selection.retain(&self.design);
        let mut effects = vec![Effect::Changed(change)];
        if before != self.selection {
            effects.push(Effect::Selection);
        }
        effects
    }
}
