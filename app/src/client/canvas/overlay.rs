//! What the pointer is doing: the marquee, the wire, the node that is carried.

use drawing::Length;
use drawing::route::add_path;
use editor::Viewport;
use leptos::prelude::*;
use messages::said;

use super::lengths::moved;
use crate::client::desk::{Pointer, desk};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::RoleIcon;

#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let (pointer, viewport) = desk().with_scene(|scene| (scene.pointer, scene.viewport));
    // Where nothing is drawn, nothing follows the viewport.
    let is_empty = Memo::new(move |_| {
        pointer.with(|pointer| pointer.target.is_none() && pointer.wire.is_none())
    });
    let transform = move || {
        if is_empty.get() {
            return String::new();
        }
        let viewport = viewport.get();
        format!(
            "translate({} {}) scale({})",
            Length(viewport.x),
            Length(viewport.y),
            Length(viewport.zoom)
        )
    };
    let (level, gaps) = (guides(pointer, viewport, false), guides(pointer, viewport, true));
    view! {
        <svg class="overlay" aria-hidden="true">
            <g transform=value(transform)>
                {dynamic(move || pointer.with(|pointer| pointer.target).map(|(rect, fits)| view! {
                    <rect class="wire" data-good=if fits { "yes" } else { "no" } x=Length(rect.x - 4.0).to_string() y=Length(rect.y - 4.0).to_string()
                        width=Length(rect.w + 8.0).to_string() height=Length(rect.h + 8.0).to_string() rx="11"></rect>
                }))}
                {dynamic(move || pointer.with(|pointer| pointer.wire.clone()).map(|(line, wire)| {
                    let good = !matches!(wire.over, Some((_, false)));
                    view! { <path class="wire" data-good=if good { "yes" } else { "no" } d=line></path> }
                }))}
            </g>
            <path class="guide" d=value(move || level.get())></path>
            <path class="guide guide--gap" d=value(move || gaps.get())></path>
            {dynamic(move || pointer.with(|pointer| pointer.marquee).map(|rect| view! {
                <rect class="marquee" x=Length(rect.x).to_string() y=Length(rect.y).to_string() width=Length(rect.w).to_string() height=Length(rect.h).to_string()></rect>
            }))}
        </svg>
    }
}

/// The guides that measure gaps, or those that things lie along, as the `d` of a path; empty where there are none. One
/// path of each, because a drag shows and hides dozens.
fn guides(pointer: RwSignal<Pointer>, viewport: RwSignal<Viewport>, gap: bool) -> Memo<String> {
    Memo::new(move |_| {
        pointer.with(|pointer| {
            let mut lines = String::new();
            for guide in pointer.guides.iter().filter(|guide| guide.gap == gap) {
                // Only where there are lines does a move of the drawing move them.
                let viewport = viewport.get();
                let (from, to) = (viewport.to_pane(guide.from), viewport.to_pane(guide.to));
                add_path(&mut lines, &[(from.x, from.y), (to.x, to.y)]);
            }
            lines
        })
    })
}

/// The node that is dragged in from the palette.
#[component]
pub(crate) fn Ghost() -> impl IntoView {
    let desk = desk();
    let (pointer, viewport) = desk.with_scene(|scene| (scene.pointer, scene.viewport));
    dynamic(move || {
        let ghost = pointer.with(|pointer| pointer.ghost.clone())?;
        let at = ghost.at?;
        let name = desk.with_catalogue(|catalogue| {
            catalogue.role(&ghost.role).map(|role| said(&role.name).to_owned())
        })?;
        let viewport = viewport.get();
        let corner = viewport.to_pane(editor::Spot::new(f64::from(at.x), f64::from(at.y)));
        let transform = moved(corner.x, corner.y, viewport.zoom);
        Some(view! {
            <div class="node ghost" aria-hidden="true" style:transform=transform style:transform-origin="0 0">
                <span class="tile"><RoleIcon role=ghost.role.to_string()/></span>
                <span class="node__text"><span class="node__name">{name}</span></span>
            </div>
        })
    })
}
