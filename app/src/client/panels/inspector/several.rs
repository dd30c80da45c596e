//! More than one thing is selected.

use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::icon::Icon;

#[component]
pub(super) fn Several(count: usize) -> impl IntoView {
    let desk = desk();
    view! {
        <div class="panel__head"><h2>{count}" objects selected"</h2></div>
        <div class="section">
            <p class="quiet">"Drag one of them to move all. The arrow keys move them by a step of the grid."</p>
            <div class="row">
                <button class="btn" on:click=move |_| desk.command("duplicate")><Icon name="copy"/>"Duplicate"</button>
                <button class="btn btn--danger" on:click=move |_| desk.command("delete")><Icon name="trash-2"/>"Delete"</button>
            </div>
        </div>
    }
}
