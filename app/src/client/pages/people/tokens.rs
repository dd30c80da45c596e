//! Tokens: what programs show that work for a person.

use leptos::prelude::*;
use messages::{message, said, say};

use super::{Form, Line, failed};
use crate::api::ApiError;
use crate::api::tokens::{create_token, list_tokens, remove_token};
use crate::api::wire::TokenSummary;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, Task, spawn};
use crate::client::ui::time::{ago, day};
use crate::client::ui::toast::toaster;
use crate::client::ui::word::Word;

/// What a token may be for.
const SCOPES: [(&str, &str); 4] = [
    ("read", message!("Look at designs, findings and files")),
    ("export", message!("Take bundles and documents away")),
    ("write", message!("Make and change designs")),
    ("manage", message!("Say who may what")),
];

/// For how many days one counts.
const DAYS: [u32; 3] = [30, 90, 365];

#[component]
pub(super) fn Tokens() -> impl IntoView {
    let tokens = Loaded::new(list_tokens);
    let again = Callback::new(move |()| tokens.refetch());
    // It is shown until the page is left, and never again.
    let fresh = RwSignal::new(None::<String>);
    view! {
        {dynamic(move || match tokens.get() {
            None => ().into_any(),
            Some(Err(error)) => failed(&error, again),
            Some(Ok(list)) if list.is_empty() => view! {
                <p class="quiet">{said("None yet. A pipeline that validates and exports designs shows one.")}</p>
            }.into_any(),
            Some(Ok(list)) => view! {
                <ul class="people-list">{list.into_iter().map(|token| view! { <Row token again/> }).collect_view()}</ul>
            }.into_any(),
        })}
        {dynamic(move || fresh.get().map(|word| view! { <Word label=said("The new token").to_owned() word/> }))}
        <NewToken again fresh/>
    }
}

#[component]
fn Row(token: TokenSummary, again: Callback<()>) -> impl IntoView {
    let toaster = toaster();
    let TokenSummary { id, name, scopes, seen_at, ends_at, .. } = token;
    let label = say!("Take {name} away", name = &name);
    let used = match seen_at {
        Some(seen) => say!("used {when}", when = ago(seen)),
        None => said("never used").to_owned(),
    };
    let facts = [scopes, used, say!("until {day}", day = day(ends_at))].join(" · ");
    let removed = move |_| {
        let id = id.clone();
        spawn(async move {
            match remove_token(id).await {
                Ok(()) => drop(again.try_run(())),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    view! {
        <li class="people-row">
            <div class="people-row__main"><span>{name}</span><span class="quiet">{facts}</span></div>
            <button class="btn btn--quiet btn--icon" title=said("Take it away") aria-label=label on:click=removed><Icon name="x"/></button>
        </li>
    }
}

#[component]
fn NewToken(again: Callback<()>, fresh: RwSignal<Option<String>>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(vec!["read"]);
    let days = RwSignal::new(DAYS[1]);
    let submit = Callback::new(move |()| -> Task<Result<(), ApiError>> {
        Box::pin(async move {
            let scopes = chosen.get_untracked().join(" ");
            let shown = create_token(name.get_untracked(), scopes, days.get_untracked()).await?;
            name.try_set(String::new());
            fresh.try_set(Some(shown.word));
            again.try_run(());
            Ok(())
        })
    });
    let scope = move |(id, may): (&'static str, &'static str)| {
        let field = ["scope-", id].concat();
        let turned = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|other| *other != id);
                if on {
                    chosen.push(id);
                }
            });
        };
        view! {
            <div class="field field--check">
                <input id=field.clone() type="checkbox" prop:checked=value(move || chosen.with(|chosen| chosen.contains(&id))) on:change=turned/>
                <label for=field>{said(may)}</label>
            </div>
        }
    };
    view! {
        <details class="section">
            <summary><Icon name="chevron-right"/>{said("New token")}</summary>
            <Form action=said("Make a token") submit>
                <Line id="token-name" label=said("What it is for") text=name autocomplete="off"/>
                <div role="group" aria-label=said("What it may")>{SCOPES.into_iter().map(scope).collect_view()}</div>
                <div class="field">
                    <label class="field__label" for="token-days">{said("It counts for")}</label>
                    <select id="token-days" class="field__control" on:change=move |event| {
                        if let Ok(chosen) = event_target_value(&event).parse() { days.set(chosen) }
                    }>
                        {DAYS.into_iter().map(|count| view! {
                            <option value=count.to_string() prop:selected=value(move || days.get() == count)>{say!("{count} days", count)}</option>
                        }).collect_view()}
                    </select>
                </div>
            </Form>
        </details>
    }
}
