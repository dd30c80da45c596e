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
        <div class="section">
            <h3>"Put in line"</h3>
            <div class="row" role="group" aria-label="Put in line">
                {ALIGNING.into_iter().map(|(id, icon)| {
                    let command = editor::commands::command(id)?;
                    let refused = move || desk.with_editor(|editor| (command.refuses)(editor).is_some());
                    Some(view! {
                        <button class="btn btn--icon" aria-label=command.title title=command.title disabled=refused
                            on:click=move |_| desk.run(command)><Icon name=icon/></button>
                    })
                }).collect_view()}
            </div>
        </div>
    }
}

/// Commands that put what is selected in line, with their icons.
const ALIGNING: [(&str, &str); 6] = [
    ("align-left", "align-start-vertical"),
    ("align-right", "align-end-vertical"),
    ("align-top", "align-start-horizontal"),
    ("align-bottom", "align-end-horizontal"),
    ("distribute-across", "align-horizontal-distribute-center"),
    ("distribute-down", "align-vertical-distribute-center"),
];
