//! Nothing is going on, or a button went down and has not moved yet.

use super::{Mode, State, THRESHOLD, wire::Wiring};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Button, Input};
use crate::kernels::hit_test::{self, Hit};
use crate::selection::Selection;
use crate::tools::place::Placing;

pub(super) fn handle(editor: &mut Editor, input: &Input) -> Vec<Effect> {
    match input {
        Input::Down { at, button, modifiers } => {
            let pans = *button == Button::Middle || editor.space || editor.mode == Mode::Hand;
            if pans {
                // Idle -> Panning
                editor.state = State::Panning { last: *at };
                return vec![Effect::Mode];
            }
            if *button != Button::Primary {
                return Vec::new();
            }
            let additive = modifiers.shift || modifiers.command;
            let place = editor.viewport.to_drawing(*at);
            let zoom = editor.viewport.zoom;
            let position = |id: &topology::NodeId| editor.position(id);
            let handles = zoom >= hit_test::HANDLES_FROM;
            match hit_test::hit(editor.design(), position, place, zoom, handles) {
                // Idle -> Wiring
                Hit::Handle(node) => {
                    editor.state = State::Wiring(Wiring::new(node, place));
                    vec![Effect::Overlay, Effect::Mode]
                }
                // Idle -> Pointing…
                Hit::Node(node) => {
                    editor.state = State::PointingNode { node: node.clone(), at: *at, additive };
                    if additive || editor.selection.nodes.contains(&node) {
                        return Vec::new();
                    }
                    editor.select(Selection::node(node))
                }
                Hit::Link(link) => {
                    editor.state = State::PointingLink { link, at: *at, additive };
                    Vec::new()
                }
                Hit::Canvas => {
                    editor.state = State::PointingCanvas { at: *at, additive };
                    Vec::new()
                }
            }
        }
        Input::Place { role } => {
            // Idle -> Placing
            editor.state = State::Placing(Placing::new(role.clone()));
            vec![Effect::Mode]
        }
        _ => Vec::new(),
    }
}

pub(super) fn pointing(editor: &mut Editor, state: State, input: &Input) -> Vec<Effect> {
    let (State::PointingNode { at: from, .. }
    | State::PointingLink { at: from, .. }
    | State::PointingCanvas { at: from, .. }) = &state
    else {
        return Vec::new();
    };
    match input {
        Input::Move { at, .. } if from.distance(*at) < THRESHOLD => {
            editor.state = state;
            Vec::new()
        }
        Input::Move { .. } => begin(editor, state, input),
        Input::Up { .. } => click(editor, state),
        Input::Cancel => Vec::new(),
        _ => {
            editor.state = state;
            Vec::new()
        }
    }
}

/// The press has become a drag.
fn begin(editor: &mut Editor, state: State, input: &Input) -> Vec<Effect> {
    let mut effects = Vec::new();
    match state {
        // PointingNode -> Dragging
        State::PointingNode { node, at, additive } => {
            if additive && !editor.selection.nodes.contains(&node) {
                let mut selection = editor.selection.clone();
                selection.toggle_node(&node);
                effects = editor.select(selection);
            }
            editor.state = State::dragging(editor, at);
        }
        // PointingLink, PointingCanvas -> Marquee
        State::PointingLink { at, additive, .. } | State::PointingCanvas { at, additive } => {
            let base = if additive { editor.selection.clone() } else { Selection::default() };
            editor.state = State::marquee(at, base);
        }
        _ => return effects,
    }
    effects.push(Effect::Mode);
    effects.extend(editor.forward(input));
    effects
}

/// The press ended where it began.
fn click(editor: &mut Editor, state: State) -> Vec<Effect> {
    let mut selection = editor.selection.clone();
    match state {
        State::PointingNode { node, additive: true, .. } => selection.toggle_node(&node),
        State::PointingNode { node, .. } => selection = Selection::node(node),
        State::PointingLink { link, additive: true, .. } => selection.toggle_link(&link),
        State::PointingLink { link, .. } => selection = Selection::link(link),
        State::PointingCanvas { additive: false, .. } => selection = Selection::default(),
        _ => {}
    }
    editor.select(selection)
}
