//! Two fingers move and zoom the drawing.

use topology::Catalogue;

use super::State;
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Input, Spot};
use crate::kernels::pinch::pinched;
use crate::kernels::viewport::Viewport;

/// It is told from where they came down, so that moves between two pictures can be left out.
pub(super) fn begin(
    editor: &mut Editor,
    from: (Spot, Spot),
    to: (Spot, Spot),
    catalogue: &Catalogue,
) -> Vec<Effect> {
    let (began, mut effects) = match editor.state {
        State::Pinching { began } => (began, Vec::new()),
        // Whatever the first finger began was meant to be this.
        _ => {
            let mut effects = editor.forget_gesture(catalogue);
            effects.push(Effect::Mode);
            (editor.viewport, effects)
        }
    };
    // Anything -> Pinching
    editor.state = State::Pinching { began };
    let Viewport { width, height, .. } = editor.viewport;
    effects.extend(editor.view(Viewport { width, height, ..pinched(&began, from, to) }));
    effects
}

pub(super) fn handle(editor: &mut Editor, began: Viewport, input: &Input) -> Vec<Effect> {
    match input {
        // Pinching -> Idle; what is looked at stays so, as after panning.
        Input::Up { .. } | Input::Cancel => vec![Effect::Mode],
        _ => {
            editor.state = State::Pinching { began };
            Vec::new()
        }
    }
}
