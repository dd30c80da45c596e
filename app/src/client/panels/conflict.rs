//! Two tabs changed one design: nothing is overwritten until a person says what counts.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use topology::document;

use crate::api::designs::{import_design, save_document};
use crate::client::desk::{SaveState, desk};
use crate::client::routes;
use crate::client::ui::toast::toaster;

#[component]
pub(crate) fn ConflictBanner() -> impl IntoView {
    let desk = desk();
    let toaster = toaster();
    let state = desk.autosave().state;
    let navigate = StoredValue::new_local(use_navigate());
    let mine =
        move || document::write(&desk.with_editor_untracked(|editor| editor.design().clone()));
    let keep_mine = move |revision: i64| {
        let (id, text) = (desk.id(), mine());
        spawn_local(async move {
            match save_document(id, revision, text).await {
                Ok(saved) => {
                    desk.autosave().settle(saved.revision);
                    toaster.say("Your version is saved. The other one was replaced.");
                }
                Err(error) => toaster.error(error.message),
            }
        });
    };
    let save_copy = move |_| {
        let text = mine();
        spawn_local(async move {
            match import_design(text).await {
                Ok(copy) => {
                    desk.autosave().settle(0);
                    toaster.say("Your version is a design of its own now.");
                    navigate.with_value(|go| {
                        go(&routes::design(&copy.id), leptos_router::NavigateOptions::default());
                    });
                }
                Err(error) => toaster.error(error.message),
            }
        });
    };
    move || {
        match state.get() {
        SaveState::Conflict(revision) => Some(view! {
            <div class="banner banner--conflict" role="alert">
                <span>"This design was changed in another tab or by someone else. What you did since is only here."</span>
                <span class="spacer"></span>
                <button class="btn btn--small" on:click=move |_| desk.reload()>"Take theirs"</button>
                <button class="btn btn--small" on:click=move |_| keep_mine(revision)>"Keep mine"</button>
                <button class="btn btn--small" on:click=save_copy>"Keep both"</button>
            </div>
        }.into_any()),
        SaveState::Refused(reason) => Some(view! {
            <div class="banner banner--error" role="alert">
                <span>"The server did not accept the last change: "{reason}</span>
                <span class="spacer"></span>
                <button class="btn btn--small" on:click=move |_| desk.command("undo")>"Undo it"</button>
                <button class="btn btn--small" on:click=save_copy>"Save as a new design"</button>
            </div>
        }.into_any()),
        SaveState::Saved | SaveState::Saving | SaveState::Offline(_) => None,
    }
    }
}
