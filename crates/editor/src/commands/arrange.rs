//! Moving nodes with the arrow keys: a step of the grid, five with Shift, one unit with Alt and Shift.

use messages::message;
use topology::{Change, Point};

use super::lock::{all_locked, movable};
use super::{Command, Key};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::kernels::snap::GRID;

/// Five steps of the grid.
const FAR: i32 = 5 * GRID;

macro_rules! nudge {
    ($name:ident, $id:literal, $title:expr, $key:expr, $dx:expr, $dy:expr) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: &[$key],
            refuses: all_locked,
            run: |editor, _| moved(editor, $dx, $dy),
        };
    };
}

nudge!(LEFT, "left", message!("Move left"), Key::plain("arrowleft"), -GRID, 0);
nudge!(RIGHT, "right", message!("Move right"), Key::plain("arrowright"), GRID, 0);
nudge!(UP, "up", message!("Move up"), Key::plain("arrowup"), 0, -GRID);
nudge!(DOWN, "down", message!("Move down"), Key::plain("arrowdown"), 0, GRID);
nudge!(FAR_LEFT, "far-left", message!("Move far left"), Key::shift("arrowleft"), -FAR, 0);
nudge!(FAR_RIGHT, "far-right", message!("Move far right"), Key::shift("arrowright"), FAR, 0);
nudge!(FAR_UP, "far-up", message!("Move far up"), Key::shift("arrowup"), 0, -FAR);
nudge!(FAR_DOWN, "far-down", message!("Move far down"), Key::shift("arrowdown"), 0, FAR);
nudge!(UNIT_LEFT, "unit-left", message!("Move a little left"), Key::alt_shift("arrowleft"), -1, 0);
nudge!(
    UNIT_RIGHT,
    "unit-right",
    message!("Move a little right"),
    Key::alt_shift("arrowright"),
    1,
    0
);
nudge!(UNIT_UP, "unit-up", message!("Move a little up"), Key::alt_shift("arrowup"), 0, -1);
nudge!(UNIT_DOWN, "unit-down", message!("Move a little down"), Key::alt_shift("arrowdown"), 0, 1);

fn moved(editor: &mut Editor, dx: i32, dy: i32) -> Vec<Effect> {
    let nodes = movable(editor);
    let to: Vec<_> = nodes
        .iter()
        .map(|id| {
            let at = editor.position(id);
            (id.clone(), Point { x: at.x.saturating_add(dx), y: at.y.saturating_add(dy) })
        })
        .collect();
    let change = Change::move_nodes(editor.design(), to);
    let mut effects = editor.apply(change);
    effects.push(Effect::Moved(nodes));
    effects
}
