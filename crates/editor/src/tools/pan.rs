//! The drawing follows the pointer.

use super::State;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};

pub(super) fn handle(editor: &mut Editor, last: Spot, input: &Input) -> Vec<Effect> {
    match input {
        Input::Move { at, .. } => {
            editor.viewport = editor.viewport.panned(at.x - last.x, at.y - last.y);
            editor.state = State::Panning { last: *at };
            vec![Effect::Viewport]
        }
        Input::Up { .. } | Input::Cancel => vec![Effect::Mode],
        _ => {
            editor.state = State::Panning { last };
            Vec::new()
        }
    }
}
