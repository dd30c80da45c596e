//! Where one is signed in.

use leptos::prelude::*;
use messages::{said, say};

use super::failed;
use crate::api::session::{end_session, list_sessions};
use crate::api::wire::SessionSummary;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;

#[component]
pub(super) fn Sessions() -> impl IntoView {
    let sessions = Loaded::new(list_sessions);
    let again = Callback::new(move |()| sessions.refetch());
    dynamic(move || {
        match sessions.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(list)) => view! {
            <ul class="people-list">{list.into_iter().map(|session| view! { <Row session again/> }).collect_view()}</ul>
        }
        .into_any(),
    }
    })
}

#[component]
fn Row(session: SessionSummary, again: Callback<()>) -> impl IntoView {
    let toaster = toaster();
    let SessionSummary { id, agent, seen_at, is_this, .. } = session;
    let browser = browser(&agent);
    let label = say!("End the session in {browser}", browser = &browser);
    let end = move |_| {
        let id = id.clone();
        spawn(async move {
            match end_session(id).await {
                Ok(()) => drop(again.try_run(())),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    view! {
        <li class="people-row" title=agent>
            <div class="people-row__main">
                <span>{browser}</span>
                <span class="quiet">{if is_this { said("this one").to_owned() } else { say!("used {when}", when = ago(seen_at)) }}</span>
            </div>
            {(!is_this).then(|| view! { <button class="btn btn--quiet btn--icon" title=said("End this session") aria-label=label on:click=end><Icon name="x"/></button> })}
        </li>
    }
}

/// What a browser calls itself, as people call it: `Firefox on Linux`.
fn browser(agent: &str) -> String {
    // Most say that they are others as well: the rarer word counts.
    let name = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"]
        .into_iter()
        .find(|name| agent.contains(name));
    let name = match name {
        Some("Edg") => "Edge",
        Some("OPR") => "Opera",
        Some(name) => name,
        None => return said("A program").to_owned(),
    };
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
    match system.into_iter().find(|system| agent.contains(system)) {
        Some(system) => say!("{name} on {system}", name, system),
        None => name.to_owned(),
    }
}
