//! Icons out of the sprite.

use leptos::prelude::*;

/// A picture beside words: hidden from those who listen.
#[component]
pub(crate) fn Icon(#[prop(into)] name: String) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// The icon of a role.
#[component]
pub(crate) fn RoleIcon(#[prop(into)] role: String) -> impl IntoView {
    view! { <Icon name=format!("role-{role}")/> }
}
