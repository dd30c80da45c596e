//! What is held: what it shows, and how it goes on when the drawing moves below it, by the wheel or by
//! itself near the border.

use drawing::geometry::{Rect, between};
use topology::Catalogue;

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Button, Input, Modifiers, Spot};
use crate::kernels::edge_pan;
use crate::kernels::guides::Guide;
use crate::kernels::hit_test::Reach;
use crate::kernels::viewport::Viewport;
use crate::selection::Selection;
use crate::tools::{Ghost, State};

/// What a drag near the border goes on with, and what it is held by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    last: Option<(Spot, Modifiers)>,
    /// How long the pointer has been near the border, in milliseconds.
    waited: f64,
    /// It was a finger that went down last.
    pub(crate) finger: bool,
    /// What was selected when it went down: a second finger brings that back.
    pub(crate) before: Option<Selection>,
}

impl Editor {
    /// True while something is held near the border: the shell tells the time then.
    #[must_use]
    pub fn wants_ticks(&self) -> bool {
        let (State::Dragging(_) | State::Marquee(_) | State::Wiring(_)) = &self.state else {
            return false;
        };
        let near = |(at, _): (Spot, Modifiers)| edge_pan::speed(&self.viewport, at) != (0.0, 0.0);
        self.held.last.is_some_and(near)
    }

    /// Time went by: near the border the drawing moves, and what is held with it.
    pub(crate) fn tick(&mut self, ms: f64, catalogue: &Catalogue) -> Vec<Effect> {
        let Some((at, modifiers)) = self.held.last.filter(|_| self.wants_ticks()) else {
            self.held.waited = 0.0;
            return Vec::new();
        };
        // A page that was away does not jump.
        let ms = between(ms, 0.0, 50.0);
        self.held.waited += ms;
        if self.held.waited < edge_pan::DELAY {
            return Vec::new();
        }
        let (x, y) = edge_pan::speed(&self.viewport, at);
        let mut effects = self.view(self.viewport.panned(x * ms, y * ms));
        effects.extend(State::handle(self, &Input::Move { at, modifiers }, catalogue));
        effects
    }

    /// The last move counts while the pane's content moves under what is held.
    pub(crate) fn remember(&mut self, input: &Input) {
        match input {
            Input::Move { at, modifiers } => {
                self.held.last = Some((*at, *modifiers));
                self.pointer = Some(*at);
            }
            Input::Down { at, button, .. } => {
                let finger = *button == Button::Finger;
                let before = finger.then(|| self.selection.clone());
                self.held = Held { finger, before, ..Held::default() };
                self.pointer = Some(*at);
            }
            Input::Up { .. } | Input::Cancel => self.let_go(),
            _ => {}
        }
    }

    /// Nothing is held any more; what it was held by is still asked for when it lands.
    fn let_go(&mut self) {
        self.held = Held { finger: self.held.finger, ..Held::default() };
    }

    /// The gesture under way was none, and what it had selected is not selected.
    pub(crate) fn forget_gesture(&mut self, catalogue: &Catalogue) -> Vec<Effect> {
        let before = self.held.before.take();
        self.let_go();
        let mut effects = State::handle(self, &Input::Cancel, catalogue);
        if let Some(mut before) = before {
            before.retain(self.design());
            effects.extend(self.select(before));
        }
        effects
    }

    /// The zoom, and how near counts for who points now.
    pub(crate) fn near(&self) -> (f64, Reach) {
        (self.viewport.zoom, Reach::of(self.held.finger))
    }

    /// How near to a link counts with this input, in pixels: the shell knows how links are drawn.
    #[must_use]
    pub fn near_link(&self, input: &Input) -> f64 {
        let finger = match input {
            Input::Down { button, .. } => *button == Button::Finger,
            _ => self.held.finger,
        };
        Reach::of(finger).link
    }

    /// Lines that show with what dragged nodes are level, and which gaps are equal.
    #[must_use]
    pub fn guides(&self) -> &[Guide] {
        if let State::Dragging(drag) = &self.state { &drag.guides } else { &[] }
    }

    /// The frame that dragged nodes would be put into.
    #[must_use]
    pub fn home(&self) -> Option<Rect> {
        if let State::Dragging(drag) = &self.state {
            drag.home.as_ref().map(|home| home.rect)
        } else {
            None
        }
    }

    /// The node that is being dragged in.
    #[must_use]
    pub fn ghost(&self) -> Option<&Ghost> {
        if let State::Placing(placing) = &self.state { Some(&placing.ghost) } else { None }
    }

    /// What is held stays under the pointer while the drawing moves.
    pub(crate) fn scrolled(&mut self, viewport: Viewport, catalogue: &Catalogue) -> Vec<Effect> {
        let mut effects = self.view(viewport);
        if let (false, Some((at, modifiers))) = (self.is_idle(), self.held.last) {
            effects.extend(State::handle(self, &Input::Move { at, modifiers }, catalogue));
        }
        effects
    }
}
