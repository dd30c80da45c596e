//! For administrators: everyone with an account, and what was done.

use leptos::prelude::*;
use messages::{message, said, say};

use super::{PeoplePage, failed};
use crate::api::people::{audit, list_users, set_user};
use crate::api::wire::{AuditEntry, UserSummary};
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::moment;
use crate::client::ui::toast::toaster;

pub(crate) fn page() -> AnyView {
    let users = Loaded::new(list_users);
    let again = Callback::new(move |()| users.refetch());
    view! {
        <PeoplePage title=said("Administration")>
            {dynamic(move || match users.get() {
                None => ().into_any(),
                Some(Err(error)) => failed(&error, again),
                Some(Ok(list)) => view! {
                    <section class="panel-section">
                        <h2>{said("People")}</h2>
                        <ul class="people-list">{list.iter().cloned().map(|user| view! { <Row user again/> }).collect_view()}</ul>
                    </section>
                    <section class="panel-section"><h2>{said("What was done")}</h2><Audit users=list/></section>
                }.into_any(),
            })}
        </PeoplePage>
    }
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

/// What the log's words mean.
const DONE: [(&str, &str); 23] = [
    ("signed-in", message!("signed in")),
    ("sign-in-failed", message!("failed to sign in")),
    ("password-changed", message!("changed the password")),
    ("identity-added", message!("connected an account")),
    ("identity-removed", message!("disconnected an account")),
    ("user-added", message!("made an account")),
    ("user-changed", message!("changed what a person may")),
    ("workspace-added", message!("made a workspace")),
    ("workspace-renamed", message!("renamed a workspace")),
    ("member-added", message!("came into a workspace")),
    ("member-changed", message!("changed a member's role")),
    ("invited", message!("invited somebody")),
    ("invitation-removed", message!("took an invitation back")),
    ("token-added", message!("made a token")),
    ("token-removed", message!("took a token away")),
    ("exported", message!("exported a design")),
    ("shared", message!("made a link")),
    ("share-opened", message!("opened a link")),
    ("share-revoked", message!("took a link back")),
    ("judged", message!("judged a version")),
    ("version-made", message!("made a version")),
    ("design-deleted", message!("deleted a design")),
    ("design-restored", message!("brought a design back")),
];

#[component]
fn Audit(users: Vec<UserSummary>) -> impl IntoView {
    let before = RwSignal::new(None::<i64>);
    let entries = Loaded::new(move || audit(before.get()));
    let again = Callback::new(move |()| entries.refetch());
    let users = StoredValue::new(users);
    let name = move |actor: &str| {
        let known = users.with_value(|users| {
            users.iter().find(|user| user.id == actor).map(|user| user.name.clone())
        });
        known.unwrap_or_else(|| {
            if actor == "nobody" { said("Somebody").to_owned() } else { actor.to_owned() }
        })
    };
    let line = move |entry: AuditEntry| {
        let done = DONE.iter().find(|(id, _)| *id == entry.action);
        let done = done.map_or_else(|| entry.action.clone(), |(_, words)| said(words).to_owned());
        view! {
            <tr>
                <td class="mono">{entry.number}</td>
                <td class="table__when">{moment(entry.at)}</td>
                <td>{name(&entry.actor)}" "{done}</td>
                <td class="mono">{entry.target}</td>
                <td class="mono">{entry.detail}</td>
            </tr>
        }
    };
    dynamic(move || match entries.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(list)) => {
            let last = list.last().map(|entry| entry.number).filter(|number| *number > 1);
            view! {
                <div class="table-box" tabindex="0" role="region" aria-label=said("What was done")>
                    <table class="table">
                        <thead><tr><th>"#"</th><th>{said("When")}</th><th>{said("Who and what")}</th><th>{said("To what")}</th><th>{said("More")}</th></tr></thead>
                        <tbody>{list.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
                <div class="row">
                    {before.get_untracked().is_some().then(|| view! { <button class="btn btn--small" on:click=move |_| before.set(None)><Icon name="chevron-left"/>{said("The newest")}</button> })}
                    {last.map(|number| view! { <button class="btn btn--small" on:click=move |_| before.set(Some(number))>{say!("Before {number}", number)}<Icon name="chevron-right"/></button> })}
                </div>
            }
            .into_any()
        }
    })
}
