//! What runs in the browser: pages, the canvas, the panels around it.
#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` for what is only of this crate"
)]

mod canvas;
mod desk;
mod pages;
mod panels;
mod parts;
mod router;
mod routes;
mod theme;
mod ui;

use leptos::prelude::*;

/// The whole client.
#[component]
pub fn App() -> impl IntoView {
    theme::provide();
    ui::toast::provide();
    let router = router::provide();
    let page = Memo::new(move |_| routes::page(&router.path()));
    view! {
        <div class="app">
            {ui::dynamic::dynamic(move || match page.get() {
                routes::Page::Designs => {
                    let list = parts::load_designs();
                    ui::dynamic::dynamic(move || list.get().map(|list| list())).into_any()
                }
                routes::Page::Design(id) => view! { <pages::Designer id/> }.into_any(),
                routes::Page::Unknown => view! { <pages::NotFound/> }.into_any(),
            })}
            <ui::toast::Toasts/>
        </div>
    }
}
