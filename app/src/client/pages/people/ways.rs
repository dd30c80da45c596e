//! How one signs in: a password, and who one is at a provider.

use leptos::prelude::*;
use messages::{said, say};

use super::elsewhere::{Failed, go_on};
use super::{Form, Line, failed};
use crate::api::ApiError;
use crate::api::elsewhere::{disconnect, leave_to_connect, my_ways};
use crate::api::session::change_password;
use crate::api::wire::{IdentitySummary, OwnWays};
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task, spawn};
use crate::client::ui::time::day;
use crate::client::ui::toast::toaster;

#[component]
pub(super) fn Ways() -> impl IntoView {
    let ways = Loaded::new(my_ways);
    let again = Callback::new(move |()| ways.refetch());
    dynamic(move || match ways.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(OwnWays { has_password, identities, provider })) => {
            let elsewhere = provider.is_some() || !identities.is_empty();
            view! {
                {elsewhere.then(|| view! { <Elsewhere identities provider again/> })}
                {has_password.then(|| view! { <Password/> })}
            }
            .into_any()
        }
    })
}

/// Who one is elsewhere, and the way to be connected.
#[component]
fn Elsewhere(
    identities: Vec<IdentitySummary>,
    provider: Option<String>,
    again: Callback<()>,
) -> impl IntoView {
    let is_new = identities.is_empty();
    let named = provider.clone().unwrap_or_default();
    let connect = move |provider: String| {
        let label = say!("Connect with {provider}", provider);
        go_on(label, || -> Task<Result<(), ApiError>> { Box::pin(leave_to_connect()) })
    };
    view! {
        <section class="panel-section">
            <h2>{said("Signing in elsewhere")}</h2>
            <Failed provider=named/>
            {if is_new {
                view! { <p class="quiet">{said("This account is connected with nothing elsewhere yet. Once it is, you need no password here.")}</p> }.into_any()
            } else {
                view! { <ul class="people-list">{identities.into_iter().map(|one| view! { <Row one again/> }).collect_view()}</ul> }.into_any()
            }}
            {provider.filter(|_| is_new).map(connect)}
        </section>
    }
}

#[component]
fn Row(one: IdentitySummary, again: Callback<()>) -> impl IntoView {
    let toaster = toaster();
    let IdentitySummary { issuer, subject, email, added_at } = one;
    let name = email.unwrap_or_else(|| subject.clone());
    let label = say!("Disconnect {name}", name = &name);
    // What was there before days were written down has none.
    let since = (added_at > 0).then(|| say!("since {day}", day = day(added_at)));
    let facts = [Some(issuer.clone()), since].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let gone = move |_| {
        let (issuer, subject) = (issuer.clone(), subject.clone());
        spawn(async move {
            match disconnect(issuer, subject).await {
                Ok(()) => drop(again.try_run(())),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    view! {
        <li class="people-row">
            <div class="people-row__main"><span>{name}</span><span class="quiet">{facts}</span></div>
            <button class="btn btn--quiet btn--icon" title=label.clone() aria-label=label on:click=gone><Icon name="x"/></button>
        </li>
    }
}

#[component]
fn Password() -> impl IntoView {
    let toaster = toaster();
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let changed = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            change_password(old.get_untracked(), new.get_untracked()).await?;
            old.try_set(String::new());
            new.try_set(String::new());
            toaster.say(said("Your password is changed, and you are signed out everywhere else"));
            Ok(())
        })
    });
    view! {
        <section class="panel-section">
            <h2>{said("Password")}</h2>
            <Form action=said("Change the password") submit=changed>
                <Line id="old" label=said("The one you have") text=old kind="password" autocomplete="current-password"/>
                <Line id="new" label=said("The new one") text=new kind="password" autocomplete="new-password"
                    help=said("At least 10 characters; several words are easy to keep in mind.")/>
            </Form>
        </section>
    }
}
