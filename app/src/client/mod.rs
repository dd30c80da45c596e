//! What runs in the browser: pages, the canvas, the panels around it.
#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` for what is only of this crate"
)]

mod boot;
mod canvas;
mod desk;
mod language;
mod pages;
mod panels;
mod parts;
mod roles;
mod router;
mod routes;
mod theme;
mod ui;

use leptos::prelude::*;

/// Puts the client into the page, in the language of who reads it.
pub fn start() {
    // The executor that tasks of pages use is there once the page is mounted.
    wasm_bindgen_futures::spawn_local(async {
        language::learn().await;
        // What a link opens is asked for by the page, and read before the page makes way.
        let shared = boot::shared().await;
        boot::make_way();
        leptos::mount::mount_to_body(move || view! { <App shared/> });
    });
}

/// A page of the part about people.
fn people(page: impl Fn(parts::People) -> AnyView + Send + 'static) -> AnyView {
    boot::lift();
    let part = parts::load_people();
    ui::dynamic::dynamic(move || part.get().map(&page)).into_any()
}

/// The whole client.
#[component]
fn App(shared: Option<String>) -> impl IntoView {
    theme::provide();
    ui::toast::provide();
    let router = router::provide();
    let page = Memo::new(move |_| routes::page(&router.path()));
    view! {
        <div class="app">
            {ui::dynamic::dynamic(move || match page.get() {
                routes::Page::Designs => {
                    boot::lift();
                    let list = parts::load_designs();
                    ui::dynamic::dynamic(move || list.get().map(|list| list())).into_any()
                }
                routes::Page::Design(id) => view! { <pages::Designer id/> }.into_any(),
                routes::Page::SignIn => people(|people| (people.sign_in_page)()),
                routes::Page::Join => people(|people| (people.join)()),
                routes::Page::Account => people(|people| (people.account)()),
                routes::Page::Workspace(id) => people(move |people| (people.workspace)(id.clone())),
                routes::Page::Admin(part) => people(move |people| (people.admin)(&part)),
                routes::Page::Shared(_) => match shared.clone() {
                    Some(id) => view! { <pages::Designer id/> }.into_any(),
                    None => people(|people| (people.shared)()),
                },
                routes::Page::Unknown => {
                    boot::lift();
                    view! { <pages::NotFound/> }.into_any()
                }
            })}
            <ui::toast::Toasts/>
        </div>
    }
}
