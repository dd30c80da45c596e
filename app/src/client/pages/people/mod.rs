//! Accounts: coming in, what is one's own, workspaces, and who administers the console. A part of the program that only those
//! load who need it.

mod account;
mod admin;
mod elsewhere;
mod join;
mod sessions;
mod shared;
mod sign_in;
mod tokens;
mod ways;
mod workspace;

pub(crate) use account::page as account;
pub(crate) use admin::page as admin;
pub(crate) use join::page as join;
pub(crate) use shared::page as shared;
pub(crate) use sign_in::{form as sign_in, page as sign_in_page};
pub(crate) use workspace::page as workspace;

use leptos::prelude::*;
use messages::said;

use crate::api::{ApiError, ErrorCode};
use crate::client::roles::{ROLES, role_name};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Task, spawn};
use crate::client::ui::top_bar::{Me, Preferences, TopBar};

/// One line of a form. Browsers and keepers of passwords know by `autocomplete` what belongs there.
#[component]
fn Line(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] help: &'static str,
) -> impl IntoView {
    let about = [id, "-about"].concat();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input id=id class="field__control" type=kind autocomplete=autocomplete aria-describedby=about.clone()
                prop:value=value(move || text.get()) on:input=move |event| text.set(event_target_value(&event))/>
            <p id=about class="field__help">{help}</p>
        </div>
    }
}

/// A form that asks the server: what it says is wrong stands above the button, which waits meanwhile.
#[component]
fn Form(
    #[prop(into)] action: String,
    submit: Callback<(), Task<Result<(), ApiError>>>,
    children: Children,
) -> impl IntoView {
    let (error, busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let asked = submit.run(());
        spawn(async move {
            let refused = asked.await.err().map(|refused| refused.message.to_string());
            // The page may be another one now.
            busy.try_set(false);
            error.try_set(refused);
        });
    };
    view! {
        <form class="form" on:submit=sent>
            {children()}
            {dynamic(move || error.get().map(|error| view! {
                <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p>
            }))}
            <div class="row"><button type="submit" class="btn btn--primary" aria-disabled=move || busy.get().to_string()>{action}</button></div>
        </form>
    }
}

/// A page about people, as wide as is read well.
#[component]
fn PeoplePage(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span><Me/><Preferences/></TopBar>
        <main class="designs">
            <div class="designs__inner people">
                <div class="page-head"><h1>{title}</h1></div>
                {children()}
            </div>
        </main>
    }
}

/// A card alone on its page.
#[component]
fn CardPage(children: Children) -> impl IntoView {
    view! {
        <TopBar><span class="spacer"></span><Preferences/></TopBar>
        <main class="card-page"><div class="card">{children()}</div></main>
    }
}

/// What could not be loaded: a way in for those who are out, and else a sentence and another try.
fn failed(error: &ApiError, retry: Callback<()>) -> AnyView {
    if error.code == ErrorCode::SignedOut {
        return sign_in::form(retry);
    }
    let message = error.message.to_string();
    view! {
        <div class="error-state" role="alert">
            <Icon name="circle-alert"/>
            <p>{message}</p>
            <button class="btn" on:click=move |_| retry.run(())>{said("Try again")}</button>
        </div>
    }
    .into_any()
}

/// A list of roles to choose from.
#[component]
fn RoleSelect(
    #[prop(into)] label: String,
    #[prop(into)] chosen: Signal<String>,
    commit: Callback<String>,
) -> impl IntoView {
    view! {
        <select class="field__control" aria-label=label on:change=move |event| commit.run(event_target_value(&event))>
            {ROLES.into_iter().map(|(id, name, may)| view! {
                <option value=id title=said(may) prop:selected=value(move || chosen.get() == id)>{said(name)}</option>
            }).collect_view()}
        </select>
    }
}
