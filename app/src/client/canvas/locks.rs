//! A small lock at the corner of each node that is locked.

use leptos::prelude::*;

use super::lengths::{moved, px};
use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;

#[component]
pub(crate) fn Locks() -> impl IntoView {
    let desk = desk();
    let viewport = desk.with_scene(|scene| scene.viewport);
    let transform = move || {
        let viewport = viewport.get();
        moved(viewport.x, viewport.y, viewport.zoom)
    };
    // Where nothing is locked, nothing follows the viewport.
    dynamic(move || {
        let locks = desk.locks.get();
        (!locks.is_empty()).then(|| view! {
            <div class="viewport locks" aria-hidden="true" style:transform=value(transform)>
                {locks.into_iter().map(|id| {
                    let at = desk.with_editor_untracked(|editor| editor.position(&id));
                    let (x, y) = (px(f64::from(at.x)), px(f64::from(at.y)));
                    view! { <span class="lock" style:left=x style:top=y><Icon name="lock"/></span> }
                }).collect_view()}
            </div>
        })
    })
}
