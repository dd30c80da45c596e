//! Two tabs changed one design: nothing is overwritten until a person says what counts.

use leptos::prelude::*;
use messages::{said, say};

use crate::client::desk::{SaveState, desk};
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::spawn;
use crate::client::ui::toast::toaster;

#[component]
pub(crate) fn ConflictBanner() -> impl IntoView {
    let desk = desk();
    let toaster = toaster();
    let autosave = desk.autosave();
    let state = autosave.state.clone();
    let autosave = StoredValue::new_local(autosave);
    let router = router();
    // The page may be left before an answer comes, so each answer holds what it needs.
    let keep_mine = move |revision: i64| {
        let autosave = autosave.get_value();
        spawn(async move {
            match autosave.overwrite(revision).await {
                Ok(()) => toaster.say(said("Your changes are saved on top of the others'.")),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    let save_copy = Callback::new(move |()| {
        let autosave = autosave.get_value();
        spawn(async move {
            match autosave.fork().await {
                Ok(copy) => {
                    toaster.say(said("Your version is a design of its own now."));
                    router.go(&routes::design(&copy.id));
                }
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    });
    dynamic(move || {
        match state.get() {
        SaveState::Conflict(revision) => Some(view! {
            <div class="banner banner--conflict" role="alert">
                <span>{said("This design was changed in another tab or by someone else. What you did since is only here.")}</span>
                <span class="spacer"></span>
                <button class="btn btn--small" on:click=move |_| desk.reload()>{said("Take theirs")}</button>
                <button class="btn btn--small" on:click=move |_| keep_mine(revision)>{said("Keep mine")}</button>
                <button class="btn btn--small" on:click=move |_| save_copy.run(())>{said("Keep both")}</button>
            </div>
        }.into_any()),
        SaveState::Refused(reason) => Some(view! {
            <div class="banner banner--error" role="alert">
                <span>{say!("The server did not accept the last change: {reason}", reason)}</span>
                <span class="spacer"></span>
                <button class="btn btn--small" on:click=move |_| desk.command("undo")>{said("Undo it")}</button>
                <button class="btn btn--small" on:click=move |_| save_copy.run(())>{said("Save as a new design")}</button>
            </div>
        }.into_any()),
        SaveState::Failing(reason) => Some(view! {
            <div class="banner banner--error" role="alert">
                <span>{say!("The last change is not saved yet: {reason} It is tried again by itself; your work is kept in this browser.", reason)}</span>
            </div>
        }.into_any()),
        SaveState::SignedOut => Some(view! {
            <div class="banner banner--error" role="alert">
                <span>{said("You are not signed in any more. What you draw is kept here, and sent when you are.")}</span>
                <a class="btn btn--small" href=routes::SIGN_IN target="_blank">{said("Sign in")}</a>
            </div>
        }.into_any()),
        SaveState::Saved | SaveState::Saving | SaveState::Offline(_) => None,
    }
    })
}
