//! Putting the selected nodes in line, or at equal distances.

use messages::message;
use topology::{Change, NodeId, Point, ordered};

use super::collapse::boxed;
use super::{Command, Key};
use crate::editor::Editor;
use crate::effect::Effect;

macro_rules! align {
    ($name:ident, $id:literal, $title:expr, $key:literal, $line:expr, $put:expr) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: &[Key::alt($key)],
            refuses: |editor| {
                (editor.selection().nodes.len() < 2)
                    .then_some(message!("Select two nodes or more first."))
                    .or_else(|| boxed(editor))
            },
            run: |editor, _| aligned(editor, $line, $put),
        };
    };
}

align!(LEFT, "align-left", message!("Align left"), "a", |p| p.iter().map(|p| p.x).min(), |p, x| {
    p.x = x;
});
align!(
    RIGHT,
    "align-right",
    message!("Align right"),
    "d",
    |p| p.iter().map(|p| p.x).max(),
    |p, x| p.x = x
);
align!(TOP, "align-top", message!("Align top"), "w", |p| p.iter().map(|p| p.y).min(), |p, y| p.y =
    y);
align!(
    BOTTOM,
    "align-bottom",
    message!("Align bottom"),
    "s",
    |p| p.iter().map(|p| p.y).max(),
    |p, y| p.y = y
);

macro_rules! distribute {
    ($name:ident, $id:literal, $title:expr, $key:literal, $at:expr, $put:expr) => {
        pub(super) const $name: Command = Command {
            id: $id,
            title: $title,
            keys: &[Key::alt_shift($key)],
            refuses: |editor| {
                (editor.selection().nodes.len() < 3)
                    .then_some(message!("Select three nodes or more first."))
                    .or_else(|| boxed(editor))
            },
            run: |editor, _| distributed(editor, $at, $put),
        };
    };
}

distribute!(ACROSS, "distribute-across", message!("Distribute across"), "h", |p| p.x, |p, x| p.x =
    x);
distribute!(DOWN, "distribute-down", message!("Distribute down"), "v", |p| p.y, |p, y| p.y = y);

/// The cards are of one size, so what is level at one edge is level at the others.
fn aligned(
    editor: &mut Editor,
    line: fn(&[Point]) -> Option<i32>,
    put: fn(&mut Point, i32),
) -> Vec<Effect> {
    let mut places = places(editor);
    let points: Vec<Point> = places.iter().map(|(_, at)| *at).collect();
    let Some(line) = line(&points) else { return Vec::new() };
    for (_, at) in &mut places {
        put(at, line);
    }
    moved(editor, places)
}

/// The outermost stay; what lies between them gets equal distances, in whole units.
fn distributed(
    editor: &mut Editor,
    at: fn(&Point) -> i32,
    put: fn(&mut Point, i32),
) -> Vec<Effect> {
    let in_order = places(editor).into_iter().map(|(id, place)| ((at(&place), id), place));
    let in_order = ordered::map(in_order);
    let mut places: Vec<(NodeId, Point)> =
        in_order.into_iter().map(|((_, id), place)| (id, place)).collect();
    let (Some(first), Some(last)) =
        (places.first().map(|(_, p)| at(p)), places.last().map(|(_, p)| at(p)))
    else {
        return Vec::new();
    };
    let (steps, way) = (places.len() as i64 - 1, i64::from(last) - i64::from(first));
    for (index, (_, place)) in (0..).zip(&mut places) {
        let along = i64::from(first) + way * index / steps.max(1);
        put(place, i32::try_from(along).unwrap_or(last));
    }
    moved(editor, places)
}

fn places(editor: &Editor) -> Vec<(NodeId, Point)> {
    let nodes = editor.selection().nodes.iter();
    nodes.map(|id| (id.clone(), editor.position(id))).collect()
}

fn moved(editor: &mut Editor, places: Vec<(NodeId, Point)>) -> Vec<Effect> {
    let free = places.into_iter().filter(|(id, _)| !editor.design().is_locked(id));
    let places: Vec<(NodeId, Point)> = free.collect();
    let nodes = places.iter().map(|(id, _)| id.clone()).collect();
    let mut effects = editor.apply(Change::move_nodes(editor.design(), places));
    effects.push(Effect::Moved(nodes));
    effects
}
