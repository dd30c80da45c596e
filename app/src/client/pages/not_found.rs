//! An address that leads nowhere.

use leptos::prelude::*;

use crate::client::ui::top_bar::{ThemeButton, TopBar};

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span><ThemeButton/></TopBar>
        <main class="designs">
            <div class="empty-state">
                <h1>"There is no such page"</h1>
                <p>"The address may be mistyped, or what was here is gone."</p>
                <a href="/" class="btn btn--primary">"All designs"</a>
            </div>
        </main>
    }
}
