//! What is one's own: the name, the password, where one is signed in, tokens, workspaces.

use leptos::prelude::*;
use messages::{message, said, say};

use super::sessions::Sessions;
use super::tokens::Tokens;
use super::ways::Ways;
use super::{Form, Line, PeoplePage, failed, role_name};
use crate::api::ApiError;
use crate::api::session::{rename_self, sign_out, who_am_i};
use crate::api::wire::{PersonSummary, Whoami, Workspace};
use crate::api::workspaces::create_workspace;
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task, spawn};
use crate::client::ui::toast::toaster;

pub(crate) fn page() -> AnyView {
    let who = Loaded::new(who_am_i);
    let again = Callback::new(move |()| who.refetch());
    view! {
        <PeoplePage title=said("Account")>
            {dynamic(move || match who.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, again),
                Some(Ok(Whoami { person: Some(person), workspaces, .. })) => view! {
                    <Account person workspaces again/>
                }.into_any(),
                Some(Ok(Whoami { is_in: true, .. })) => view! {
                    <p>{said("You work alone on this machine: there are no accounts.")}</p>
                }.into_any(),
                Some(Ok(_)) => super::sign_in(again),
            })}
        </PeoplePage>
    }
    .into_any()
}

#[component]
fn Account(
    person: PersonSummary,
    workspaces: Vec<Workspace>,
    again: Callback<()>,
) -> impl IntoView {
    let (toaster, router) = (toaster(), router());
    let name = RwSignal::new(person.name.clone());
    let renamed = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            rename_self(name.get_untracked()).await?;
            toaster.say(said("Your name is changed"));
            again.try_run(());
            Ok(())
        })
    });
    let out = move |_| {
        spawn(async move {
            match sign_out().await {
                Ok(()) => router.go("/"),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    view! {
        <section class="panel-section">
            <p>{say!("You are signed in as {email}.", email = &person.email)}</p>
            <div class="row">
                <button class="btn" on:click=out><Icon name="log-out"/>{said("Sign out")}</button>
                {person.is_admin.then(|| view! { <a class="btn" href=routes::ADMIN><Icon name="users"/>{said("Administer the console")}</a> })}
            </div>
        </section>
        <section class="panel-section">
            <h2>{said("Workspaces")}</h2>
            <Workspaces workspaces/>
        </section>
        <section class="panel-section">
            <h2>{said("Name")}</h2>
            <Form action=said("Change the name") submit=renamed>
                <Line id="name" label=said("Your name") text=name autocomplete="name"/>
            </Form>
        </section>
        <Ways/>
        <section class="panel-section"><h2>{said("Where you are signed in")}</h2><Sessions/></section>
        <section class="panel-section"><h2>{said("Tokens for programs")}</h2><Tokens/></section>
    }
}

/// What a workspace is begun with.
const FIRST: &str = message!("New workspace");

#[component]
fn Workspaces(workspaces: Vec<Workspace>) -> impl IntoView {
    let (toaster, router) = (toaster(), router());
    let made = move |_| {
        spawn(async move {
            match create_workspace(said(FIRST).to_owned()).await {
                Ok(workspace) => router.go(&routes::workspace(&workspace.id)),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    view! {
        <ul class="people-list">
            {workspaces.into_iter().map(|one| view! {
                <li class="people-row">
                    <a href=routes::workspace(&one.id)>{one.name.clone()}</a>
                    <span class="spacer"></span>
                    <span class="quiet">{role_name(&one.role)}</span>
                </li>
            }).collect_view()}
        </ul>
        <div class="row"><button class="btn btn--small" on:click=made><Icon name="plus"/>{said("New workspace")}</button></div>
    }
}
