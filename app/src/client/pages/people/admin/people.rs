//! Everyone with an account.

use leptos::prelude::*;
use messages::said;

use super::super::failed;
use crate::api::people::{list_users, set_user};
use crate::api::wire::UserSummary;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::toast::toaster;

/// The part of the page.
pub(super) fn part() -> AnyView {
    let users = Loaded::new(list_users);
    let again = Callback::new(move |()| users.refetch());
    dynamic(move || match users.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(list)) => view! {
            <section class="panel-section">
                <h2>{said("People")}</h2>
                <ul class="people-list">{list.into_iter().map(|user| view! { <Row user again/> }).collect_view()}</ul>
            </section>
        }.into_any(),
    })
    .into_any()
}

#[component]
fn Row(user: UserSummary, again: Callback<()>) -> impl IntoView {
    let toaster = toaster();
    let UserSummary { id, email, name, is_admin, is_disabled, .. } = user;
    let id = StoredValue::new(id);
    let set = move |is_admin, is_disabled| {
        spawn(async move {
            if let Err(error) = set_user(id.get_value(), is_admin, is_disabled).await {
                toaster.error(error.message.to_string());
            }
            again.try_run(());
        });
    };
    let (admin, disable) = if is_admin {
        (said("Administrator no longer"), said("Let sign in no longer"))
    } else {
        (said("Make administrator"), said("Let sign in no longer"))
    };
    let state = match (is_admin, is_disabled) {
        (_, true) => said("may not sign in"),
        (true, false) => said("administrator"),
        (false, false) => "",
    };
    view! {
        <li class="people-row">
            <div class="people-row__main"><span>{name}</span><span class="quiet">{email}</span></div>
            <span class="quiet">{state}</span>
            <button class="btn btn--small" on:click=move |_| set(!is_admin, is_disabled)>{admin}</button>
            <button class="btn btn--small" on:click=move |_| set(is_admin, !is_disabled)>
                {if is_disabled { said("Let sign in again") } else { disable }}
            </button>
        </li>
    }
}
