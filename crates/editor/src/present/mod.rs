//! Presenting: the drawing fills the screen and is shown step by step, and nothing in it can be changed.

mod slides;
mod views;

pub use slides::Slide;

use drawing::geometry::between;
use messages::say;
use topology::{Catalogue, Graph, NodeId};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Button, Input};
use crate::kernels::viewport::Viewport;
use crate::kernels::whole::whole;
use crate::selection::Selection;
use crate::tools::State;

/// A step to another slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    First,
    Back,
    Next,
    Last,
}

/// A presentation that is going on.
#[derive(Debug, Clone)]
pub struct Show {
    slides: Vec<Slide>,
    at: usize,
    /// The notes are shown.
    pub notes: bool,
    dot: Dot,
    flight: Option<Flight>,
    /// What was there before, and is again afterwards.
    before: (Viewport, Selection),
}

/// The dot that follows the pointer, and the key that puts it on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dot {
    Off,
    /// There, and the key that put it on is still down.
    Begun,
    On,
    /// Still there, until the key is let go.
    Ending,
}

/// The way from one slide to the next.
#[derive(Debug, Clone, Copy)]
struct Flight {
    from: Viewport,
    to: Viewport,
    gone: f64,
}

/// How long it takes, in milliseconds.
const FLIGHT: f64 = 480.0;
/// A key that is held this long means to be let go, in milliseconds.
const HELD: f64 = 300.0;

impl Show {
    /// What is shown now. A presentation has at least one slide.
    #[must_use]
    pub fn slide(&self) -> Option<&Slide> {
        self.slides.get(self.at)
    }

    /// The number of the slide, from 1, and how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.slides.len())
    }

    /// A dot follows the pointer.
    #[must_use]
    pub fn has_dot(&self) -> bool {
        self.dot != Dot::Off
    }

    /// `Step 2 of 5: Gateways. First the Gateways.`
    #[must_use]
    pub fn said(&self) -> String {
        let Some(slide) = self.slide() else { return String::new() };
        let (at, count) = self.place();
        let (name, notes) = (&slide.name, &slide.notes);
        say!("Step {at} of {count}: {name}. {notes}", at, count, name, notes)
    }
}

impl Editor {
    /// The presentation, while there is one.
    #[must_use]
    pub fn show(&self) -> Option<&Show> {
        self.show.as_ref()
    }

    /// Begins to present: the saved views, or all of the drawing and then its parts.
    pub fn present(&mut self, catalogue: &Catalogue) -> Vec<Effect> {
        if self.show.is_some() {
            return self.leave_show();
        }
        let at = |id: &NodeId| self.shown_position(self.card_of(id));
        let whole = whole(self.shown());
        let slides = slides::of(&Graph::new(self.design(), catalogue), whole, &at);
        if slides.is_empty() {
            return vec![Effect::Refused(say!("There is nothing to present yet: add a node."))];
        }
        let mut effects = self.handle(&Input::Cancel, catalogue);
        let before = (self.viewport, self.selection.clone());
        effects.extend(self.select(Selection::default()));
        effects.extend(self.hover_on(None));
        self.space = false;
        self.show = Some(Show { slides, at: 0, notes: false, dot: Dot::Off, flight: None, before });
        self.aim();
        effects.extend(self.fly(FLIGHT));
        effects.extend(self.on_slide());
        effects.push(Effect::Mode);
        effects
    }

    /// Ends it. What was in view is in view again.
    pub fn leave_show(&mut self) -> Vec<Effect> {
        let Some(show) = self.show.take() else { return Vec::new() };
        self.state = State::Idle;
        let (Viewport { x, y, zoom, .. }, mut selection) = show.before;
        selection.retain(self.design());
        let mut effects = self.select(selection);
        effects.extend(self.view(Viewport { x, y, zoom, ..self.viewport }));
        effects.extend([
            Effect::Mode,
            Effect::Show,
            Effect::Announce(say!("No longer presenting")),
        ]);
        effects
    }

    /// Goes to another slide; at the end it stays where it is.
    pub fn turn(&mut self, turn: Turn) -> Vec<Effect> {
        let Some(show) = &mut self.show else { return Vec::new() };
        let last = show.slides.len().saturating_sub(1);
        show.at = match turn {
            Turn::First => 0,
            Turn::Back => show.at.saturating_sub(1),
            Turn::Next => (show.at + 1).min(last),
            Turn::Last => last,
        };
        self.aim();
        self.on_slide()
    }

    /// A key while presenting, as `KeyboardEvent.key` in lower case; `None` for one that means nothing
    /// here.
    pub fn show_key(&mut self, key: &str, shift: bool) -> Option<Vec<Effect>> {
        let show = self.show.as_mut()?;
        let turn = match key {
            " " if shift => Turn::Back,
            "arrowright" | "arrowdown" | "pagedown" | "enter" | " " => Turn::Next,
            "arrowleft" | "arrowup" | "pageup" | "backspace" => Turn::Back,
            "home" => Turn::First,
            "end" => Turn::Last,
            "escape" => return Some(self.leave_show()),
            "n" => {
                show.notes = !show.notes;
                return Some(vec![Effect::Show]);
            }
            "l" => {
                // Held, the key is repeated.
                show.dot = match show.dot {
                    Dot::Off | Dot::Begun => Dot::Begun,
                    Dot::On | Dot::Ending => Dot::Ending,
                };
                return Some(vec![Effect::Show]);
            }
            _ => return None,
        };
        Some(self.turn(turn))
    }

    /// The key of the dot goes up. Pressed shortly it puts the dot on or off; held, the dot is there
    /// while it is down.
    pub fn dot_up(&mut self, held: f64) -> Vec<Effect> {
        let Some(show) = &mut self.show else { return Vec::new() };
        show.dot = match show.dot {
            Dot::Begun if held < HELD => Dot::On,
            Dot::On => Dot::On,
            _ => Dot::Off,
        };
        vec![Effect::Show]
    }

    /// True while the drawing is on its way to a slide: the shell tells the time then. Who wants no
    /// motion tells a long one.
    #[must_use]
    pub fn is_flying(&self) -> bool {
        self.show.as_ref().is_some_and(|show| show.flight.is_some())
    }

    /// Inputs while presenting: one looks around, and changes nothing.
    pub(crate) fn handle_shown(&mut self, input: &Input) -> Option<Vec<Effect>> {
        self.show.as_ref()?;
        let primary = |button: &Button| *button != Button::Secondary;
        Some(match input {
            Input::Tick { ms } => self.fly(*ms),
            Input::Resize { width, height } => {
                let sized = Viewport { width: *width, height: *height, ..self.viewport };
                let mut effects = self.view(sized);
                self.aim();
                effects.extend(self.fly(FLIGHT));
                effects
            }
            Input::Down { at, button, .. } if primary(button) => {
                self.land();
                self.state = State::Panning { last: *at };
                vec![Effect::Mode]
            }
            Input::Wheel { .. } | Input::Pinch { .. } => {
                self.land();
                return None;
            }
            Input::Move { .. } | Input::Up { .. } | Input::Cancel if !self.is_idle() => {
                return None;
            }
            _ => Vec::new(),
        })
    }

    fn on_slide(&self) -> Vec<Effect> {
        let said = self.show.as_ref().map(Show::said).unwrap_or_default();
        vec![Effect::Show, Effect::Announce(said)]
    }

    /// The drawing is on its way to the slide from here on.
    fn aim(&mut self) {
        let now = self.viewport;
        if let Some(show) = &mut self.show {
            let to = show.slide().map(|slide| slide.viewport(&now));
            show.flight = to.map(|to| Flight { from: now, to, gone: 0.0 });
        }
    }

    fn fly(&mut self, ms: f64) -> Vec<Effect> {
        let Some(flight) = self.show.as_mut().and_then(|show| show.flight.take()) else {
            return Vec::new();
        };
        let gone = flight.gone + ms.max(0.0);
        let part = between(gone / FLIGHT, 0.0, 1.0);
        if part < 1.0
            && let Some(show) = &mut self.show
        {
            show.flight = Some(Flight { gone, ..flight });
        }
        self.view(flight.from.toward(&flight.to, part))
    }

    /// Who takes the drawing in hand stops it.
    pub(crate) fn land(&mut self) {
        if let Some(show) = &mut self.show {
            show.flight = None;
        }
    }
}
