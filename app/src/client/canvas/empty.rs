//! An empty drawing says how to begin.

use leptos::prelude::*;
use messages::said;

use crate::client::desk::desk;

#[component]
pub(crate) fn EmptyCanvas() -> impl IntoView {
    let desk = desk();
    let pointer = desk.with_scene(|scene| scene.pointer);
    let empty = Memo::new(move |_| desk.with_design(|design| design.nodes().len() == 0));
    let carrying = move || pointer.with(|pointer| pointer.ghost.is_some());
    view! {
        <Show when=move || empty.get() && !carrying()>
            <div class="canvas-empty">
                <div class="canvas-empty__card">
                    <svg class="canvas-empty__ghost" viewBox="0 0 240 96" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
                        <rect x="2" y="34" width="56" height="26" rx="5"></rect>
                        <rect x="92" y="4" width="56" height="26" rx="5"></rect>
                        <rect x="92" y="64" width="56" height="26" rx="5"></rect>
                        <rect x="182" y="34" width="56" height="26" rx="5"></rect>
                        <path d="M58 47h17V17h17M75 47v30h17M148 17h17v30h17M148 77h17V47"></path>
                    </svg>
                    <h2>{said("An empty drawing")}</h2>
                    <p>{said("Drag a Gateway from the left onto the canvas, or choose it and press Enter. What it still needs appears in the findings below.")}</p>
                </div>
            </div>
        </Show>
    }
}
