//! Versions: what the design was when somebody gave it a name, and the way to give it one.

use leptos::prelude::*;
use messages::{message, said, say};

use super::difference::Beside;
use super::since::compared;
use crate::api::ApiError;
use crate::api::versions::{create_version, list_versions};
use crate::api::wire::VersionSummary;
use crate::client::desk::Desk;
use crate::client::ui::browser;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;

const NONE: &str = message!(
    "No version yet. Work is saved by itself; a version is what you want to find again, to compare with, or to have approved."
);

pub(super) type Listed = Loaded<Result<Vec<VersionSummary>, ApiError>>;

pub(crate) fn versions(desk: Desk) -> AnyView {
    let id = desk.id();
    let listed: Listed = Loaded::new(move || list_versions(id.clone()));
    let chosen = RwSignal::new(None::<i64>);
    let list = drawn(
        "views__list",
        said("Versions"),
        Box::new(move |root| list(root, listed.get().as_ref(), chosen.get())),
        Box::new(move |_, at, _| chosen.set(at.parse().ok())),
    );
    let beside = Beside::new();
    Effect::new(move |_| {
        if desk.naming.get() {
            desk.naming.set(false);
            chosen.set(None);
            request_animation_frame(|| {
                browser::focus("#version-name");
            });
        }
    });
    // Another version is another comparison.
    let form = dynamic(move || match chosen.get() {
        Some(number) => compared(desk, number, listed, beside),
        None => view! { <NewVersion desk listed/> }.into_any(),
    });
    view! { <div class="views">{list}<div class="views__form">{form}</div></div> }.into_any()
}

fn list(
    root: El,
    listed: Option<&Result<Vec<VersionSummary>, ApiError>>,
    chosen: Option<i64>,
) -> El {
    let new = button("btn btn--small", "choose", "").with(icon("plus")).text(said("New version"));
    let root = root.with(el("div", "choice-row").with(new));
    match listed {
        None => root,
        Some(Err(error)) => {
            let message = error.message.to_string();
            root.with(el("p", "field__error").attr("role", "alert").text(&message))
        }
        Some(Ok(list)) if list.is_empty() => root.with(el("p", "quiet").text(said(NONE))),
        Some(Ok(list)) => {
            let mut rows = el("ol", "views__rows");
            for version in list {
                rows = rows.with(row(version, chosen == Some(version.number)));
            }
            root.with(rows)
        }
    }
}

fn row(version: &VersionSummary, is_chosen: bool) -> El {
    let mut about = ago(version.created_at);
    if !version.author.is_empty() {
        about = say!("{when}, by {author}", when = about, author = &version.author);
    }
    let number = version.number.to_string();
    let name = button("views__name", "choose", &number);
    let name = name.with(el("strong", "").text(&version.name)).text(" ").span("quiet", &about);
    el("li", "views__row")
        .attr("aria-current", if is_chosen { "true" } else { "false" })
        .span("views__number", &number)
        .with(name.attr("title", &version.message))
}

#[component]
fn NewVersion(desk: Desk, listed: Listed) -> impl IntoView {
    let toaster = toaster();
    let (name, message) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let autosave = StoredValue::new_local(desk.autosave());
    let made = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, autosave) = (desk.id(), autosave.get_value());
        spawn(async move {
            // A version is of what is saved.
            if !autosave.all_saved().await {
                error.try_set(Some(said("What you drew last is not saved yet.").to_owned()));
                return;
            }
            match create_version(id, name.get_untracked(), message.get_untracked()).await {
                Ok(version) => {
                    toaster.say(say!(
                        "{name} is version {number}",
                        name = version.name,
                        number = version.number
                    ));
                    name.try_set(String::new());
                    message.try_set(String::new());
                    error.try_set(None);
                    if desk.is_there() {
                        listed.refetch();
                    }
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    view! {
        <form class="form" on:submit=made>
            <div class="field">
                <label class="field__label" for="version-name">{said("Name of the version")}</label>
                <input id="version-name" class="field__control" type="text" autocomplete="off" prop:value=value(move || name.get())
                    on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <div class="field">
                <label class="field__label" for="version-message">{said("What is new in it")}</label>
                <textarea id="version-message" class="field__control" prop:value=value(move || message.get())
                    on:input=move |event| message.set(event_target_value(&event))></textarea>
            </div>
            {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p> }))}
            <div class="row"><button type="submit" class="btn btn--primary btn--small">{said("Make a version")}</button></div>
        </form>
    }
}
