//! What runs in the browser: pages, the canvas, the panels around it.
#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` for what is only of this crate"
)]

mod canvas;
mod desk;
mod pages;
mod panels;
mod routes;
mod theme;
mod ui;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

/// The whole client.
#[component]
pub fn App() -> impl IntoView {
    theme::provide();
    ui::toast::provide();
    view! {
        <Router>
            <div class="app">
                <Routes fallback=|| view! { <pages::NotFound/> }>
                    <Route path=path!("/") view=pages::Designs/>
                    <Route path=path!("/designs/:id") view=pages::Designer/>
                </Routes>
                <ui::toast::Toasts/>
            </div>
        </Router>
    }
}
