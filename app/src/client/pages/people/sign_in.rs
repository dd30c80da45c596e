//! The way in.

use leptos::prelude::*;
use messages::{said, say};

use super::elsewhere::{Failed, failure};
use super::{CardPage, Form, Line};
use crate::api::ApiError;
use crate::api::elsewhere::ways_to_sign_in;
use crate::api::session::sign_in;
use crate::api::wire::Ways;
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task};

/// The page that is opened beside a design whose session has ended, and on which one ends whom a provider does not let in:
/// it says when one is in again.
pub(crate) fn page() -> AnyView {
    let router = router();
    let ways = Loaded::new(ways_to_sign_in);
    let is_in = RwSignal::new(false);
    let done = Callback::new(move |()| is_in.set(true));
    dynamic(move || {
        // Whoever comes back from elsewhere is in before the page is there.
        let came = matches!(ways.get(), Some(Ok(ways)) if ways.is_in) && failure().is_none();
        if is_in.get() || came {
            view! {
                <CardPage>
                    <h1>{said("You are signed in")}</h1>
                    <p>{said("What you were working on goes on by itself: close this page, or go to your designs.")}</p>
                    <div class="row"><button class="btn btn--primary" on:click=move |_| router.go("/")>{said("All designs")}</button></div>
                </CardPage>
            }
            .into_any()
        } else {
            view! { <CardPage><SignIn ways done/></CardPage> }.into_any()
        }
    })
    .into_any()
}

/// In the place of what may not be seen yet; `done` when it may.
pub(crate) fn form(done: Callback<()>) -> AnyView {
    let ways = Loaded::new(ways_to_sign_in);
    view! { <div class="card"><SignIn ways done/></div> }.into_any()
}

#[component]
fn SignIn(ways: Loaded<Result<Ways, ApiError>>, done: Callback<()>) -> impl IntoView {
    dynamic(move || {
        match ways.get() {
        None => ().into_any(),
        // Without accounts there is nothing to type: the word is in the address that was printed.
        Some(Ok(ways)) if !ways.accounts => view! { <Printed done/> }.into_any(),
        Some(Ok(Ways { provider: Some(provider), passwords, .. })) => view! {
            <h1>{said("Sign in")}</h1>
            <Failed provider=provider.clone()/>
            <Provider provider/>
            {passwords.then(|| view! { <p class="or">{said("or with a password")}</p><Password done/> })}
        }
        .into_any(),
        Some(_) => view! { <h1>{said("Sign in")}</h1><Password done/> }.into_any(),
    }
    })
}

/// The way to the provider. It is a link of the browser's own, which leads away from the console and comes back to here.
#[component]
fn Provider(provider: String) -> impl IntoView {
    let place = window().location();
    let parts = [place.pathname(), place.search(), place.hash()];
    // What went wrong before is not where one wants to be.
    let kept = if failure().is_some() { 2 } else { 3 };
    let back = parts.into_iter().take(kept).flatten().collect::<String>();
    view! {
        <a class="btn btn--primary btn--wide" href=routes::elsewhere(&back) target="_self">
            <Icon name="arrow-right"/>{say!("Sign in with {provider}", provider)}
        </a>
    }
}

/// What such an address looks like.
const PRINTED: &str = "http://127.0.0.1:8080/?token=tdl_…";

#[component]
fn Printed(done: Callback<()>) -> impl IntoView {
    view! {
        <h1>{said("Open the address that was printed")}</h1>
        <p>{said("This console belongs to whoever started it. The address that it printed in the terminal holds a word that lets this browser in, once and for all.")}</p>
        <pre class="sample">{PRINTED}</pre>
        <div class="row"><button class="btn" on:click=move |_| done.run(())>{said("Try again")}</button></div>
    }
}

#[component]
fn Password(done: Callback<()>) -> impl IntoView {
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            sign_in(email.get_untracked(), password.get_untracked()).await?;
            done.try_run(());
            Ok(())
        })
    });
    view! {
        <Form action=said("Sign in") submit>
            <Line id="email" label=said("Mail address") text=email kind="email" autocomplete="username"/>
            <Line id="password" label=said("Password") text=password kind="password" autocomplete="current-password"/>
        </Form>
        <p class="quiet"><Icon name="circle-help"/>{said("No account, or the password is lost? An owner of your workspace, or an administrator, sends you an invitation.")}</p>
    }
}
