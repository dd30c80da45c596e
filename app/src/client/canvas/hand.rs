//! Over the drawing: outlines of copies, the link that something goes into, and arrows at the sides of
//! the node that the pointer rests on. One element for all nodes.

use drawing::Length;
use drawing::geometry::{NODE_HEIGHT, NODE_WIDTH, node_rect};
use editor::{Direction, Spot};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::lengths::px;
use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;

/// How far an arrow's middle is from its card, in pixels: beside the dot that links are drawn from.
const AWAY: f64 = 32.0;

/// Outlines of copies, and the link that something goes into.
#[component]
pub(crate) fn Held() -> impl IntoView {
    let desk = desk();
    let viewport = desk.with_scene(|scene| scene.viewport);
    let transform = move || {
        let viewport = viewport.get();
        let (x, y, zoom) = (Length(viewport.x), Length(viewport.y), Length(viewport.zoom));
        format!("translate({x} {y}) scale({zoom})")
    };
    dynamic(move || {
        let hand = desk.hand.get();
        let (copies, onto, home) = (hand.copies, hand.onto, hand.home);
        (!copies.is_empty() || onto.is_some() || home.is_some()).then(|| view! {
            <svg class="overlay" aria-hidden="true">
                <g transform=value(transform)>
                    {home.map(|rect| view! {
                        <rect class="home" x=Length(rect.x).to_string() y=Length(rect.y).to_string()
                            width=Length(rect.w).to_string() height=Length(rect.h).to_string() rx="10"></rect>
                    })}
                    {onto.map(|line| view! { <path class="onto" d=line></path> })}
                    {copies.into_iter().map(|at| view! {
                        <rect class="copy" x=at.x y=at.y width=Length(NODE_WIDTH).to_string() height=Length(NODE_HEIGHT).to_string() rx="8"></rect>
                    }).collect_view()}
                </g>
            </svg>
        })
    })
}

/// An arrow at each side: a click puts a linked node there. With keys it is Control and an arrow.
#[component]
pub(crate) fn SideArrows() -> impl IntoView {
    let desk = desk();
    let viewport = desk.with_scene(|scene| scene.viewport);
    // Pressed, an arrow is no place of the drawing.
    let press = |event: PointerEvent| event.stop_propagation();
    dynamic(move || {
        let (node, name, at) = desk.hand.with(|hand| hand.hovered.clone())?;
        let viewport = viewport.get();
        let card = node_rect(at);
        let (cx, cy) = card.center();
        let middle = viewport.to_pane(Spot::new(cx, cy));
        let (w, h) = (card.w / 2.0 * viewport.zoom + AWAY, card.h / 2.0 * viewport.zoom + AWAY);
        let arrows = Direction::ALL.into_iter().map(|way| {
            let (x, y) = way.step();
            let (x, y) = (middle.x + f64::from(x) * w, middle.y + f64::from(y) * h);
            let (turn, side) = match way {
                Direction::Left => ("left", "left of"),
                Direction::Right => ("right", "right of"),
                Direction::Up => ("up", "above"),
                Direction::Down => ("down", "below"),
            };
            let node = node.clone();
            view! {
                <button class="side-arrow" tabindex="-1" data-way=turn style:left=px(x) style:top=px(y)
                    title=format!("Add a linked node {side} {name}")
                    on:pointerdown=press on:dblclick=|event| event.stop_propagation()
                    on:click=move |_| desk.clone_beside(&node, way)><Icon name="arrow-right"/></button>
            }
        });
        Some(view! { <div class="side-arrows" aria-hidden="true">{arrows.collect_view()}</div> })
    })
}
