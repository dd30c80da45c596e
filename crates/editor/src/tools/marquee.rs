//! A rectangle that selects what it touches.

use drawing::geometry::{Rect, node_rect};

use super::State;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::selection::Selection;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Marquee {
    /// The corners on the drawing, which may move below the pointer.
    from: Spot,
    to: Spot,
    /// What was selected before and stays so.
    base: Selection,
}

impl Marquee {
    pub(super) fn new(editor: &Editor, at: Spot, base: Selection) -> Self {
        let at = editor.viewport.to_drawing(at);
        Self { from: at, to: at, base }
    }

    /// The rectangle on the drawing.
    pub(crate) fn rect(&self) -> Rect {
        let (x, y) = (self.from.x.min(self.to.x), self.from.y.min(self.to.y));
        Rect::new(x, y, (self.from.x - self.to.x).abs(), (self.from.y - self.to.y).abs())
    }

    pub(crate) fn handle(mut self, editor: &mut Editor, input: &Input) -> Vec<Effect> {
        match input {
            Input::Move { at, .. } => {
                self.to = editor.viewport.to_drawing(*at);
                let touched = self.touched(editor);
                editor.state = State::Marquee(self);
                let mut effects = vec![Effect::Overlay];
                effects.extend(editor.select(touched));
                effects
            }
            Input::Up { .. } => vec![Effect::Overlay, Effect::Mode],
            Input::Cancel => {
                let mut effects = editor.select(self.base);
                effects.extend([Effect::Overlay, Effect::Mode]);
                effects
            }
            _ => {
                editor.state = State::Marquee(self);
                Vec::new()
            }
        }
    }

    fn touched(&self, editor: &Editor) -> Selection {
        let area = self.rect();
        let mut selection = self.base.clone();
        for node in editor.shown().nodes() {
            if node_rect(editor.shown_position(&node.id)).intersects(&area) {
                selection.nodes.extend(editor.on_card(node.id.clone()).nodes);
            }
        }
        selection
    }
}
