//! The bar at the top of every page.

use leptos::prelude::*;

use super::icon::Icon;
use crate::client::theme::Theme;

#[component]
pub(crate) fn TopBar(children: Children) -> impl IntoView {
    view! {
        <header class="topbar">
            <a href="/" class="brand" title="All designs">
                <img src="/favicon.svg" alt=""/>
                <span>"Topology Designer"</span>
            </a>
            {children()}
        </header>
    }
}

#[component]
pub(crate) fn ThemeButton() -> impl IntoView {
    let theme: Theme = expect_context();
    view! {
        <button class="btn btn--quiet btn--icon" aria-label="Light or dark" title="Light or dark" on:click=move |_| theme.toggle()>
            <Icon name="sun-moon"/>
        </button>
    }
}
