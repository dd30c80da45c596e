//! The way in.

use leptos::prelude::*;
use messages::said;

use super::{CardPage, Form, Line};
use crate::api::ApiError;
use crate::api::session::{sign_in, who_am_i};
use crate::client::router::router;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task};

/// The page that is opened beside a design whose session has ended: it says when one is in again.
pub(crate) fn page() -> AnyView {
    let router = router();
    let is_in = RwSignal::new(false);
    let done = Callback::new(move |()| is_in.set(true));
    dynamic(move || {
        if is_in.get() {
            view! {
                <CardPage>
                    <h1>{said("You are signed in")}</h1>
                    <p>{said("What you were working on goes on by itself: close this page, or go to your designs.")}</p>
                    <div class="row"><button class="btn btn--primary" on:click=move |_| router.go("/")>{said("All designs")}</button></div>
                </CardPage>
            }
            .into_any()
        } else {
            view! { <CardPage><SignIn done/></CardPage> }.into_any()
        }
    })
    .into_any()
}

/// In the place of what may not be seen yet; `done` when it may.
pub(crate) fn form(done: Callback<()>) -> AnyView {
    view! { <div class="card"><SignIn done/></div> }.into_any()
}

#[component]
fn SignIn(done: Callback<()>) -> impl IntoView {
    let who = Loaded::new(who_am_i);
    dynamic(move || match who.get() {
        None => ().into_any(),
        // Without accounts there is nothing to type: the word is in the address that was printed.
        Some(Ok(who)) if !who.accounts => view! { <Printed done/> }.into_any(),
        Some(_) => view! { <Password done/> }.into_any(),
    })
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
        <h1>{said("Sign in")}</h1>
        <Form action=said("Sign in") submit>
            <Line id="email" label=said("Mail address") text=email kind="email" autocomplete="username"/>
            <Line id="password" label=said("Password") text=password kind="password" autocomplete="current-password"/>
        </Form>
        <p class="quiet"><Icon name="circle-help"/>{said("No account, or the password is lost? An owner of your workspace, or an administrator, sends you an invitation.")}</p>
    }
}
