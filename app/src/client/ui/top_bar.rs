//! The bar at the top of every page.

use leptos::prelude::*;
use messages::said;

use super::icon::Icon;
use crate::client::language::LanguageButton;
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
