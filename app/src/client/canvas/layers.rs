//! Frames, links and nodes under one transform. Only what lies near the pane has elements.

use leptos::prelude::*;

use super::link_line::LinkLine;
use super::node_card::NodeCard;
use crate::client::desk::desk;

#[component]
pub(crate) fn Layers() -> impl IntoView {
    let desk = desk();
    let (viewport, frames, nodes, links) = desk.with_scene(|scene| {
        (scene.viewport, scene.frames, scene.visible_nodes, scene.visible_links)
    });
    let transform = move || {
        let viewport = viewport.get();
        format!("translate({}px,{}px) scale({})", viewport.x, viewport.y, viewport.zoom)
    };
    view! {
        <div class="viewport" style:transform=transform>
            <div class="layer" aria-hidden="true">
                {move || frames.get().into_iter().map(|(frame, name)| {
                    let rect = frame.rect;
                    view! {
                        <div class="host-frame" style:left=format!("{}px", rect.x) style:top=format!("{}px", rect.y)
                            style:width=format!("{}px", rect.w) style:height=format!("{}px", rect.h)>
                            <div class="host-frame__name">{name}</div>
                        </div>
                    }
                }).collect_view()}
            </div>
            <svg class="links" aria-hidden="true">
                <For each=move || links.get() key=Clone::clone let:id>
                    <LinkLine id/>
                </For>
            </svg>
            <div class="layer" role="listbox" aria-label="Nodes" aria-multiselectable="true">
                <For each=move || nodes.get() key=Clone::clone let:id>
                    <NodeCard id/>
                </For>
            </div>
        </div>
    }
}
