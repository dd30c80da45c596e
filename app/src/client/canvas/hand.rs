//! Over the drawing: outlines of copies, the link that something goes into, locks, and arrows at the
//! sides of the node that the pointer rests on. Layers of their own, with one listener each.

use drawing::Length;
use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, node_rect};
use editor::{Direction, Spot};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use messages::{message, said, say};
use topology::Point;

use super::lengths::moved;
use crate::client::desk::Desk;
use crate::client::ui::dynamic::value;
use crate::client::ui::markup::{Text, icon, told};

/// How far an arrow's middle is from its card, in pixels: beside the dot that links are drawn from.
const AWAY: f64 = 32.0;
/// The way an arrow points.
const WAY: &str = "data-way";

/// Outlines of copies, and the link that something goes into.
pub(super) fn held(desk: Desk) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let marks = move || {
        let hand = desk.hand();
        if hand.copies.is_empty() && hand.onto.is_none() && hand.home.is_none() {
            return String::new();
        }
        let viewport = viewport.get();
        let (x, y, zoom) = (Length(viewport.x), Length(viewport.y), Length(viewport.zoom));
        let mut marks = format!("<g transform=\"translate({x} {y}) scale({zoom})\">");
        if let Some(rect) = hand.home {
            let (x, y, w, h) = (Length(rect.x), Length(rect.y), Length(rect.w), Length(rect.h));
            marks += &format!(
                "<rect class=\"home\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"10\"/>"
            );
        }
        if let Some(line) = hand.onto {
            marks += &format!("<path class=\"onto\" d=\"{line}\"/>");
        }
        let (w, h) = (Length(NODE_WIDTH), Length(NODE_HEIGHT));
        for at in hand.copies {
            let (x, y) = (at.x, at.y);
            marks += &format!(
                "<rect class=\"copy\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"8\"/>"
            );
        }
        marks + "</g>"
    };
    view! { <svg class="overlay" aria-hidden="true" inner_html=value(marks)></svg> }.into_any()
}

/// A small lock at the corner of each node that is locked.
pub(super) fn locks(desk: Desk) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let locked = move || -> Vec<Point> {
        desk.with_editor(|editor| {
            let shown = editor.shown();
            shown.locked_nodes().map(|id| editor.shown_position(id)).collect()
        })
    };
    // Where nothing is locked, nothing follows the viewport.
    let transform = move || {
        if locked().is_empty() {
            return String::new();
        }
        let viewport = viewport.get();
        moved(viewport.x, viewport.y, viewport.zoom)
    };
    let locks = move || {
        let (mut locks, picture) = (String::new(), icon("lock"));
        for Point { x, y } in locked() {
            locks +=
                &format!("<span class=\"lock\" style=\"left:{x}px;top:{y}px\">{picture}</span>");
        }
        locks
    };
    view! {
        <div class="viewport locks" aria-hidden="true" style:transform=value(transform) inner_html=value(locks)></div>
    }
    .into_any()
}

/// An arrow at each side: a click puts a linked node there. With keys it is Control and an arrow.
pub(super) fn side_arrows(desk: Desk) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let arrows = move || {
        let Some((_, name, at)) = desk.hand().hovered else {
            return String::new();
        };
        let viewport = viewport.get();
        let card = node_rect(at);
        let (cx, cy) = card.center();
        let middle = viewport.to_pane(Spot::new(cx, cy));
        let (w, h) = (card.w / 2.0 * viewport.zoom + AWAY, card.h / 2.0 * viewport.zoom + AWAY);
        let (mut arrows, picture) = (String::new(), icon("arrow-right"));
        for (way, side) in Direction::ALL.into_iter().zip(SIDES) {
            let (x, y) = way.step();
            let x = Length(middle.x + f64::from(x) * w);
            let y = Length(middle.y + f64::from(y) * h);
            let title = say!("Add a linked node {side} {node}", side = said(side), node = &name);
            arrows += &format!(
                "<button class=\"side-arrow\" tabindex=\"-1\" {WAY}=\"{side}\" style=\"left:{x}px;top:{y}px\" \
                 title=\"{}\">{picture}</button>",
                Text(&title)
            );
        }
        arrows
    };
    let clicked = move |event: MouseEvent| {
        let way = told(&event, WAY).and_then(|side| SIDES.iter().position(|known| *known == side));
        let way = way.and_then(|way| Direction::ALL.get(way));
        let node = untrack(|| desk.hand().hovered);
        if let (Some(way), Some((node, ..))) = (way, node) {
            desk.clone_beside(&node, *way);
        }
    };
    view! { <div class="side-arrows" aria-hidden="true" inner_html=value(arrows) on:click=clicked></div> }.into_any()
}

/// The sides in words, in the order of the directions.
const SIDES: [&str; 4] =
    [message!("left of"), message!("right of"), message!("above"), message!("below")];
