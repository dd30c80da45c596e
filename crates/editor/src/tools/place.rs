//! A node is dragged in from the palette.

use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH};
use topology::{Catalogue, LinkId, Point, RoleId};

use super::State;
use crate::create;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::kernels::hit_test;
use crate::quick_add::{Join, QuickAdd, takes};

/// The node as it is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ghost {
    pub role: RoleId,
    /// Its top left corner on the drawing; `None` while the pointer is outside of the pane.
    pub at: Option<Point>,
    /// The link below it, where it fits between the two that the link joins.
    pub onto: Option<LinkId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placing {
    pub(crate) ghost: Ghost,
}

impl Placing {
    pub(super) fn new(role: RoleId) -> Self {
        Self { ghost: Ghost { role, at: None, onto: None } }
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
                self.ghost.onto = self.link_below(editor, *at, catalogue);
                editor.state = State::Placing(self);
                vec![Effect::Overlay]
            }
            Input::Up { at, .. } => {
                let mut effects = vec![Effect::Overlay, Effect::Mode];
                if let Some(place) = landing(editor, *at) {
                    let role = &self.ghost.role;
                    effects.extend(match self.link_below(editor, *at, catalogue) {
                        Some(link) => {
                            let (join, roles) = (Join::Between(link), Vec::new());
                            let question = QuickAdd { at: place, join, roles };
                            editor.answer_role(&question, role, catalogue)
                        }
                        None => create::node(editor, role, place, catalogue),
                    });
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

impl Placing {
    fn link_below(&self, editor: &Editor, at: Spot, catalogue: &Catalogue) -> Option<LinkId> {
        self.ghost.at?;
        let place = editor.viewport.to_drawing(at);
        let (design, position) = (editor.shown(), |id: &_| editor.shown_position(id));
        if hit_test::node_at(design, position, place, 0.0).is_some() {
            return None;
        }
        let link = editor.link_at(place)?;
        // A line to what is collapsed may be several links.
        let ends = editor.design().link(&link)?;
        if editor.boxed(&ends.from).or(editor.boxed(&ends.to)).is_some() {
            return None;
        }
        takes(editor.design(), &self.ghost.role, &link, catalogue).then_some(link)
    }
}

/// The top left corner of a card whose middle is under the pointer.
fn landing(editor: &Editor, at: Spot) -> Option<Point> {
    let viewport = editor.viewport;
    let inside = (0.0..=viewport.width).contains(&at.x) && (0.0..=viewport.height).contains(&at.y);
    let place = viewport.to_drawing(at);
    let corner = Spot::new(place.x - NODE_WIDTH / 2.0, place.y - NODE_HEIGHT / 2.0);
    inside.then(|| editor.snapped(corner))
}
