//! A node is dragged in from the palette.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH};
use topology::{Catalogue, Point, RoleId};

use super::State;
use crate::create;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::kernels::snap;

/// The node as it is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ghost {
    pub role: RoleId,
    /// Its top left corner on the drawing; `None` while the pointer is outside of the pane.
    pub at: Option<Point>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placing {
    pub(crate) ghost: Ghost,
}

impl Placing {
    pub(super) fn new(role: RoleId) -> Self {
        Self { ghost: Ghost { role, at: None } }
    }

    pub(super) fn handle(
        mut self,
        editor: &mut Editor,
        input: &Input,
        catalogue: &Catalogue,
    ) -> Vec<Effect> {
        match input {
            Input::Move { at, .. } => {
                self.ghost.at = landing(editor, *at);
                editor.state = State::Placing(self);
                vec![Effect::Overlay]
            }
            Input::Up { at, .. } => {
                let mut effects = vec![Effect::Overlay, Effect::Mode];
                if let Some(place) = landing(editor, *at) {
                    effects.extend(create::node(editor, &self.ghost.role, place, catalogue));
                }
                effects
            }
            Input::Cancel => vec![Effect::Overlay, Effect::Mode],
            _ => {
                editor.state = State::Placing(self);
                Vec::new()
            }
        }
    }
}

/// The top left corner of a card whose middle is under the pointer.
fn landing(editor: &Editor, at: Spot) -> Option<Point> {
    let viewport = editor.viewport;
    let inside = (0.0..=viewport.width).contains(&at.x) && (0.0..=viewport.height).contains(&at.y);
    let place = viewport.to_drawing(at);
    inside
        .then(|| snap::to_grid(Spot::new(place.x - NODE_WIDTH / 2.0, place.y - NODE_HEIGHT / 2.0)))
}
