//! Frames, links and nodes under one transform. Only what lies near the pane has elements.

use drawing::{CATEGORIES, Length, category_name, fit, surely_fits};
use editor::kernels::culling::PAINTED_BELOW;
use leptos::prelude::*;
use messages::said;

use super::lengths::{MONO, moved, px};
use super::link_line::{LinkLine, LinkWords};
use super::node_card::NodeCard;
use super::painted::{Held, Painted};
use crate::client::boot;
use crate::client::desk::{FrameView, desk};
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::keyed::keyed;

#[component]
pub(crate) fn Layers() -> impl IntoView {
    let desk = desk();
    let (viewport, frames, nodes, links) = desk.with_scene(|scene| {
        (scene.viewport, scene.visible_frames, scene.visible_nodes, scene.visible_links)
    });
    Effect::new(move |_| {
        if !nodes.with(Vec::is_empty) {
            boot::lift_with_next_picture();
        }
    });
    let (strands, bunch) = desk.with_scene(|scene| (scene.strands, scene.bunch));
    let place = move || {
        let viewport = viewport.get();
        let transform = moved(viewport.x, viewport.y, viewport.zoom);
        if viewport.zoom < PAINTED_BELOW {
            // What lies among painted cards keeps its lines' widths on the screen. Where everything has
            // elements, all of them would be styled anew for it.
            format!("transform:{transform};--zoom:{}", Length(viewport.zoom))
        } else {
            format!("transform:{transform}")
        }
    };
    view! {
        <div class="viewport" style=value(place)>
            <Painted/>
            <div class="layer" aria-hidden="true">
                {keyed(
                    move || frames.get(),
                    |id| view! { <Frame id/> }.into_any(),
                )}
            </div>
            <svg class="links" aria-hidden="true">
                {strands.map(|part| view! { <g inner_html=value(move || part.get())></g> }).collect_view()}
                {bunch.into_iter().enumerate().map(|(kind, [line, arrow])| {
                    let kind = CATEGORIES.get(kind).map_or("bad", |(kind, _)| category_name(*kind));
                    view! {
                        <g class=format!("link link--{kind}") data-near="true" data-bad=if kind == "bad" { "true" } else { "false" }>
                            <path class="link__line" d=value(move || line.get())></path>
                            <path class="link__arrow" d=value(move || arrow.get())></path>
                        </g>
                    }
                }).collect_view()}
            </svg>
            // Apart: what a hand moves is painted anew with each picture, what it passes is not.
            <svg class="links" aria-hidden="true">
                {keyed(
                    move || links.get(),
                    |id| view! { <LinkLine id/> }.into_any(),
                )}
                {keyed(
                    move || links.get(),
                    |id| view! { <LinkWords id/> }.into_any(),
                )}
            </svg>
            <Held/>
            <div class="layer" role="listbox" aria-label=said("Nodes") aria-multiselectable="true">
                {keyed(
                    move || nodes.get(),
                    |id| view! { <NodeCard id/> }.into_any(),
                )}
            </div>
        </div>
    }
}

/// What stands beside a frame's name.
const BESIDE: f64 = 44.0;

/// A host around its nodes' cards, or a zone around its hosts.
#[component]
fn Frame(id: String) -> impl IntoView {
    let desk = desk();
    let FrameView { rect, name } = desk.frame_view(&id)?;
    let is_zone = id.starts_with('!');
    let (looked_at, plain) = desk.with_scene(|scene| (scene.looked_at, scene.plain));
    let own = if is_zone { ["!", id.trim_start_matches(['!', ' '])].concat() } else { id.clone() };
    let is_looked_at = move || looked_at.with(|at| *at == own);
    let (long, wide, is_wide) = (name, rect.clone(), rect.clone());
    let place = move || {
        let rect = rect.get();
        let (x, y, w, h) = (px(rect.x), px(rect.y), px(rect.w), px(rect.h));
        format!("left:{x};top:{y};width:{w};height:{h}")
    };
    // A host's name is in letters that are all as wide, and cut here: whatever clips is one more thing to keep track of with each
    // picture. A zone's is clipped where it may be too long.
    let name = Memo::new(move |_| {
        let name = long.get();
        if is_zone { name } else { fit(&name, wide.with(|rect| rect.w) - BESIDE, MONO) }
    });
    let is_long = move || {
        let (size, beside) = if plain.get() { (19.0, 24.0) } else { (12.0, BESIDE) };
        is_zone && !name.with(|name| surely_fits(name, is_wide.with(|rect| rect.w) - beside, size))
    };
    // Keys of zones begin like no host's id does.
    let class = if is_zone { "host-frame host-frame--zone" } else { "host-frame" };
    Some(view! {
        <div class=class data-selected=flag(is_looked_at) style=value(place)>
            <div class="host-frame__head">
                // From afar it would be too small to hit.
                {dynamic(move || (!plain.get()).then(|| {
                    view! { <span class="fold" data-fold=id.clone() title=said("Collapse")></span> }
                }))}
                <div class="host-frame__name" data-long=flag(is_long)>{dynamic(move || name.get())}</div>
            </div>
        </div>
    })
}
