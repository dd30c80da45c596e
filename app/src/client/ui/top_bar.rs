//! The bar at the top of every page.

use leptos::prelude::*;
use messages::{said, say};

use super::dynamic::dynamic;
use super::icon::Icon;
use super::task::Loaded;
use crate::api::session::who_am_i;
use crate::client::language::LanguageButton;
use crate::client::routes;
use crate::client::theme::Theme;

#[component]
pub(crate) fn TopBar(children: Children) -> impl IntoView {
    view! {
        <header class="topbar">
            <a href="/" class="brand" title=said("All designs")>
                <img src="/favicon.svg" alt=""/>
                <span>{said("Topology Designer")}</span>
            </a>
            {children()}
        </header>
    }
}

/// The way to one's account, where there are accounts.
#[component]
pub(crate) fn Me() -> impl IntoView {
    let who = Loaded::new(who_am_i);
    let name = move || who.get()?.ok()?.person.map(|person| person.name);
    dynamic(move || {
        name().map(|name| {
            let label = say!("Account of {name}", name);
            view! { <a class="btn btn--quiet btn--icon" href=routes::ACCOUNT aria-label=label.clone() title=label><Icon name="circle-user"/></a> }
        })
    })
}

/// How a person wants to read: the language, and light or dark.
#[component]
pub(crate) fn Preferences() -> impl IntoView {
    let theme: Theme = expect_context();
    view! {
        <LanguageButton/>
        <button class="btn btn--quiet btn--icon" aria-label=said("Light or dark") title=said("Light or dark") on:click=move |_| theme.toggle()>
            <Icon name="sun-moon"/>
        </button>
    }
}
