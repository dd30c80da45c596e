//! Icons out of the sprite that stands in the page: a picture that is needed is there at once.

use leptos::prelude::*;

/// A picture beside words: hidden from those who listen.
#[component]
pub(crate) fn Icon(#[prop(into)] name: String) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#{name}")></use>
        </svg>
    }
}

/// The icon of a role.
#[component]
pub(crate) fn RoleIcon(#[prop(into)] role: String) -> impl IntoView {
    view! { <Icon name=format!("role-{role}")/> }
}
