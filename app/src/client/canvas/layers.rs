//! Frames, links and nodes under one transform. Only what lies near the pane has elements.

use leptos::prelude::*;
use topology::{LinkId, NodeId};

use super::lengths::{moved, px};
use super::link_line::LinkLine;
use super::node_card::NodeCard;
use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::keyed::keyed;

#[component]
pub(crate) fn Layers() -> impl IntoView {
    let desk = desk();
    let (viewport, frames, nodes, links) = desk.with_scene(|scene| {
        (scene.viewport, scene.frames, scene.visible_nodes, scene.visible_links)
    });
    let transform = move || {
        let viewport = viewport.get();
        moved(viewport.x, viewport.y, viewport.zoom)
    };
    view! {
        <div class="viewport" style:transform=value(transform)>
            <div class="layer" aria-hidden="true">
                {dynamic(move || frames.get().into_iter().map(|(frame, name)| {
                    let rect = frame.rect;
                    view! {
                        <div class="host-frame" style:left=px(rect.x) style:top=px(rect.y)
                            style:width=px(rect.w) style:height=px(rect.h)>
                            <div class="host-frame__name">{name}</div>
                        </div>
                    }
                }).collect_view())}
            </div>
            <svg class="links" aria-hidden="true">
                {keyed(
                    move || links.with(|ids| ids.iter().map(ToString::to_string).collect()),
                    |id| LinkId::new(id).ok().map(|id| view! { <LinkLine id/> }).into_any(),
                )}
            </svg>
            <div class="layer" role="listbox" aria-label="Nodes" aria-multiselectable="true">
                {keyed(
                    move || nodes.with(|ids| ids.iter().map(ToString::to_string).collect()),
                    |id| NodeId::new(id).ok().map(|id| view! { <NodeCard id/> }).into_any(),
                )}
            </div>
        </div>
    }
}
