//! Nothing is going on, or a button went down and has not moved yet.

use super::{FINGER_THRESHOLD, HELD_THRESHOLD, Mode, State, THRESHOLD, wire::Wiring};
use topology::Catalogue;

use crate::commands::{locked_said, stays_said};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Button, Input, Modifiers, Spot};
use crate::kernels::hit_test::{self, Hit};
use crate::selection::Selection;
use crate::tools::place::Placing;

pub(super) fn handle(editor: &mut Editor, input: &Input, catalogue: &Catalogue) -> Vec<Effect> {
    match input {
        Input::Hover { at } => editor.hover(*at),
        Input::Double { at } if editor.mode == Mode::Select => editor.double(*at, catalogue),
        Input::Down { at, button, modifiers } => {
            let pans = *button == Button::Middle || editor.space || editor.mode == Mode::Hand;
            if pans {
                // Idle -> Panning
                editor.state = State::Panning { last: *at };
                return vec![Effect::Mode];
            }
            if *button == Button::Secondary {
                // Idle -> PointingSecondary
                editor.state = State::PointingSecondary { at: *at };
                return Vec::new();
            }
            let additive = modifiers.shift || modifiers.command;
            let place = editor.viewport.to_drawing(*at);
            let zoom = editor.viewport.zoom;
            match editor.hit(place, zoom >= hit_test::HANDLES_FROM) {
                // Idle -> Wiring
                Hit::Handle(node) if editor.boxed(&node).is_none() => {
                    editor.state = State::Wiring(Wiring::new(node, place));
                    vec![Effect::Overlay, Effect::Mode]
                }
                // Idle -> Pointing…
                Hit::Node(node) | Hit::Handle(node) => {
                    editor.state = State::PointingNode { node: node.clone(), at: *at, additive };
                    if additive || editor.selection.nodes.contains(&node) {
                        return Vec::new();
                    }
                    editor.select(editor.on_card(node))
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

pub(super) fn pointing(
    editor: &mut Editor,
    state: State,
    input: &Input,
    catalogue: &Catalogue,
) -> Vec<Effect> {
    let (State::PointingNode { at: from, .. }
    | State::PointingLink { at: from, .. }
    | State::PointingCanvas { at: from, .. }) = &state
    else {
        return Vec::new();
    };
    let threshold = match &state {
        _ if !editor.held.finger => THRESHOLD,
        State::PointingCanvas { additive: true, .. } => HELD_THRESHOLD,
        _ => FINGER_THRESHOLD,
    };
    match input {
        Input::Move { at, .. } if from.distance(*at) < threshold => {
            editor.state = state;
            Vec::new()
        }
        Input::Move { .. } => begin(editor, state, input, catalogue),
        Input::Up { .. } => click(editor, state),
        // A finger that stays down asks what can be done here.
        Input::Hold => {
            let effects = editor.menu_at(*from);
            if let (true, State::PointingCanvas { at, .. }) = (editor.held.finger, state) {
                // It may still go on to a frame, which adds to what is selected: nothing.
                editor.state = State::PointingCanvas { at, additive: true };
            }
            effects
        }
        Input::Cancel => Vec::new(),
        _ => {
            editor.state = state;
            Vec::new()
        }
    }
}

/// The other button: let go where it went down it asks for a menu, else it pans.
pub(super) fn secondary(editor: &mut Editor, from: Spot, input: &Input) -> Vec<Effect> {
    match input {
        // PointingSecondary -> Panning
        Input::Move { at, .. } if from.distance(*at) >= THRESHOLD => {
            let mut effects = vec![Effect::Mode];
            effects.extend(super::pan::handle(editor, from, input));
            effects
        }
        Input::Up { .. } => editor.menu_at(from),
        Input::Cancel => Vec::new(),
        _ => {
            editor.state = State::PointingSecondary { at: from };
            Vec::new()
        }
    }
}

/// The press has become a drag.
fn begin(editor: &mut Editor, state: State, input: &Input, catalogue: &Catalogue) -> Vec<Effect> {
    let mut effects = Vec::new();
    match state {
        // PointingNode -> Dragging
        State::PointingNode { node, at, additive } => {
            if additive && !editor.selection.nodes.contains(&node) {
                let mut selection = editor.selection.clone();
                toggle(editor, &mut selection, node);
                effects = editor.select(selection);
            }
            let modifiers = match input {
                Input::Move { modifiers, .. } => *modifiers,
                _ => Modifiers::default(),
            };
            if !modifiers.alt && editor.selection.nodes.iter().all(|id| editor.stays(id)) {
                effects.push(Effect::Refused(locked_said(editor)));
                return effects;
            }
            // Who drags many sees most of them move, and is told why some do not.
            if !modifiers.alt && editor.selection.nodes.iter().any(|id| editor.stays(id)) {
                effects.push(Effect::Refused(stays_said(editor)));
            }
            editor.state = State::dragging(editor, at, modifiers);
        }
        // PointingLink, PointingCanvas -> Panning: one finger moves the paper. A frame it draws after it was
        // held, or with Shift.
        State::PointingLink { at, additive: false, .. }
        | State::PointingCanvas { at, additive: false }
            if editor.held.finger =>
        {
            editor.state = State::Panning { last: at };
        }
        // PointingLink, PointingCanvas -> Marquee
        State::PointingLink { at, additive, .. } | State::PointingCanvas { at, additive } => {
            let base = if additive { editor.selection.clone() } else { Selection::default() };
            editor.state = State::marquee(editor, at, base);
        }
        _ => return effects,
    }
    effects.push(Effect::Mode);
    effects.extend(State::handle(editor, input, catalogue));
    effects
}

/// All that a card stands for comes to the selection, or goes.
fn toggle(editor: &Editor, selection: &mut Selection, card: topology::NodeId) {
    let taken = selection.nodes.contains(&card);
    for node in editor.on_card(card).nodes {
        if selection.nodes.contains(&node) == taken {
            selection.toggle_node(&node);
        }
    }
}

/// The press ended where it began.
fn click(editor: &mut Editor, state: State) -> Vec<Effect> {
    let mut selection = editor.selection.clone();
    match state {
        State::PointingNode { node, additive: true, .. } => toggle(editor, &mut selection, node),
        State::PointingNode { node, .. } => selection = editor.on_card(node),
        State::PointingLink { link, additive: true, .. } => selection.toggle_link(&link),
        State::PointingLink { link, .. } => selection = Selection::link(link),
        State::PointingCanvas { additive: false, .. } => selection = Selection::default(),
        _ => {}
    }
    editor.select(selection)
}
