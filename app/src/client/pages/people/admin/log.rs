//! What was done: looked through by person and by kind, and taken along.

use leptos::prelude::*;
use messages::{message, said, say};

use super::super::failed;
use crate::api::ApiError;
use crate::api::people::{audit, list_users};
use crate::api::wire::{AuditEntry, UserSummary};
use crate::client::routes;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::Loaded;
use crate::client::ui::time::moment;

/// What the log's words mean.
const DONE: [(&str, &str); 25] = [
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
    ("design-role-changed", message!("changed who may what with a design")),
    ("backed-up", message!("made a copy of all that is kept")),
];

/// Who is no person.
const OTHERS: [(&str, &str); 3] = [
    ("nobody", message!("Somebody")),
    ("local", message!("Whoever works alone here")),
    ("command", message!("The command line")),
];

/// What is looked for; empty for all.
#[derive(Clone, Copy)]
struct Wanted {
    actor: RwSignal<String>,
    action: RwSignal<String>,
    /// The rows before this number.
    before: RwSignal<Option<i64>>,
}

/// The part of the page.
pub(super) fn part() -> AnyView {
    let users = Loaded::new(list_users);
    let again = Callback::new(move |()| users.refetch());
    let wanted = Wanted {
        actor: RwSignal::new(String::new()),
        action: RwSignal::new(String::new()),
        before: RwSignal::new(None),
    };
    dynamic(move || match users.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(users)) => view! {
            <section class="panel-section">
                <h2>{said("What was done")}</h2>
                <Sieve wanted users=users.clone()/>
                <Rows wanted users/>
            </section>
        }
        .into_any(),
    })
    .into_any()
}

/// What people choose to see, and the same to take along.
#[component]
fn Sieve(wanted: Wanted, users: Vec<UserSummary>) -> impl IntoView {
    let Wanted { actor, action, before } = wanted;
    let people = users.into_iter().map(|user| (user.id, user.name));
    let others = OTHERS.into_iter().map(|(id, name)| (id.to_owned(), said(name).to_owned()));
    let options = |all: Vec<(String, String)>, chosen: RwSignal<String>| {
        let option = move |(id, name): (String, String)| {
            let own = id.clone();
            view! { <option value=id prop:selected=value(move || chosen.with(|chosen| *chosen == own))>{name}</option> }
        };
        all.into_iter().map(option).collect_view()
    };
    let deeds = DONE.into_iter().map(|(id, words)| (id.to_owned(), said(words).to_owned()));
    let address =
        move |format: &'static str| value(move || routes::log(format, &actor.get(), &action.get()));
    view! {
        <div class="row row--wraps">
            <select class="field__control" aria-label=said("Who") on:change=move |event| { before.set(None); actor.set(event_target_value(&event)); }>
                <option value="">{said("Everybody")}</option>
                {options(people.chain(others).collect(), actor)}
            </select>
            <select class="field__control" aria-label=said("What") on:change=move |event| { before.set(None); action.set(event_target_value(&event)); }>
                <option value="">{said("Everything")}</option>
                {options(deeds.collect(), action)}
            </select>
            <a class="btn btn--small" href=address("csv") download=""><Icon name="download"/>{said("As CSV")}</a>
            <a class="btn btn--small" href=address("ndjson") download=""><Icon name="download"/>{said("As JSON lines")}</a>
        </div>
    }
}

#[component]
fn Rows(wanted: Wanted, users: Vec<UserSummary>) -> impl IntoView {
    let Wanted { actor, action, before } = wanted;
    let entries: Loaded<Result<Vec<AuditEntry>, ApiError>> = Loaded::new(move || {
        let given = |text: String| (!text.is_empty()).then_some(text);
        audit(before.get(), given(actor.get()), given(action.get()))
    });
    let again = Callback::new(move |()| entries.refetch());
    let users = StoredValue::new(users);
    let name = move |actor: &str| {
        let known = users.with_value(|users| {
            users.iter().find(|user| user.id == actor).map(|user| user.name.clone())
        });
        let other = OTHERS.iter().find(|(id, _)| *id == actor);
        known.unwrap_or_else(|| {
            other.map_or_else(|| actor.to_owned(), |(_, name)| said(name).to_owned())
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
        Some(Ok(list)) if list.is_empty() => {
            view! { <p class="quiet" role="status">{said("Nothing like that was done.")}</p> }
                .into_any()
        }
        Some(Ok(list)) => {
            // What is left out here stands before it all the same.
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
