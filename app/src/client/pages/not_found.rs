//! An address that leads nowhere.

use leptos::prelude::*;
use messages::said;

use crate::client::ui::top_bar::{Preferences, TopBar};

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span><Preferences/></TopBar>
        <main class="designs">
            <div class="empty-state">
                <h1>{said("There is no such page")}</h1>
                <p>{said("The address may be mistyped, or what was here is gone.")}</p>
                <a href="/" class="btn btn--primary">{said("All designs")}</a>
            </div>
        </main>
    }
}
