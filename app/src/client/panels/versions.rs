//! Versions: what the design was when somebody gave it a name, what has become of it since, and the way back.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::words::in_words;
use topology::{Change, Design};

use super::difference::difference;
use super::fix_preview::deed;
use crate::api::designs::fork_design;
use crate::api::versions::{compare_states, create_version, list_versions, open_version};
use crate::api::wire::{ComparedFile, VersionSummary};
use crate::api::{ApiError, ErrorCode};
use crate::client::desk::Desk;
use crate::client::router::router;
use crate::client::routes;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;

const NONE: &str = message!(
    "No version yet. Work is saved by itself; a version is what you want to find again, to compare with, or to have approved."
);

/// The review document by its ending, and what it is called.
pub(super) const PAPERS: [(&str, &str); 2] =
    [("html", message!("Review document (HTML)")), ("pdf", message!("Review document (PDF)"))];

type Listed = Loaded<Result<Vec<VersionSummary>, ApiError>>;

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
    // Another version is another comparison.
    let form = dynamic(move || match chosen.get() {
        Some(number) => compared(desk, number),
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

/// A link that saves a file.
fn file(address: &str) -> El {
    let link = el("a", "btn btn--small").attr("href", address);
    link.attr("download", "").attr("rel", "external")
}

/// What has become of a version since.
fn compared(desk: Desk, number: i64) -> AnyView {
    let (toaster, router) = (toaster(), router());
    let (id, autosave) = (desk.id(), desk.autosave());
    let was = {
        let id = id.clone();
        Loaded::new(move || open_version(id.clone(), number))
    };
    let revision = autosave.revision;
    let files = {
        let id = id.clone();
        Loaded::new(move || {
            revision.track();
            compare_states(id.clone(), Some(number), None)
        })
    };
    let draw = move |root: El| {
        let design = was.get();
        desk.with_design(|now| told(root, now, design.as_ref(), files.get().as_ref()))
    };
    let act = move |act: &str, _: &str, _: &str| {
        let Some(Ok(was)) = was.get() else { return };
        let back = desk.with_design(|now| Change::between(now, &was));
        if act == "back" {
            desk.apply(back);
            desk.announcement.set(
                said("The design is as it was in that version. Undo takes it back.").to_owned(),
            );
            return;
        }
        let id = id.clone();
        spawn(async move {
            match fork_design(id, back).await {
                Ok(copy) => router.go(&routes::design(&copy.id)),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    };
    let since = drawn("fix-preview", said("What has become of it"), Box::new(draw), Box::new(act));
    let id = desk.id();
    let papers = drawn(
        "choice-row",
        said("Review document"),
        Box::new(move |root| {
            let version = ["version=", &number.to_string()].concat();
            PAPERS.iter().fold(root, |root, (format, name)| {
                let address = routes::review(&id, format, &version);
                root.with(file(&address).with(icon("file-text")).text(said(name)))
            })
        }),
        Box::new(|_, _, _| ()),
    );
    [super::reviews::reviews(desk, number), papers, since].into_any()
}

fn told(
    root: El,
    now: &Design,
    was: Option<&Result<Design, ApiError>>,
    files: Option<&Result<Vec<ComparedFile>, ApiError>>,
) -> El {
    let quiet = |text: &str| el("p", "quiet").attr("role", "status").text(text);
    let failed = |error: &ApiError| {
        el("p", "field__error").attr("role", "alert").text(&error.message.to_string())
    };
    let was = match was {
        None => return root.with(quiet(said("Looking for the version"))),
        Some(Err(error)) => return root.with(failed(error)),
        Some(Ok(was)) => was,
    };
    let back =
        button("btn btn--small", "back", "").with(icon("undo-2")).text(said("Go back to it"));
    let fork =
        button("btn btn--small", "fork", "").with(icon("copy")).text(said("New design from it"));
    let deeds = in_words(&Change::between(was, now), was);
    let root = root
        .with(el("div", "choice-row").with(back).with(fork))
        .with(el("h3", "").text(said("Since then, in the drawing")));
    let root = if deeds.is_empty() {
        root.with(quiet(said("Nothing.")))
    } else {
        root.with(deeds.iter().fold(el("ul", "deeds"), |list, one| list.with(deed(one))))
    };
    let root = root.with(el("h3", "").text(said("Since then, in the files")));
    match files {
        None => root.with(quiet(said("Comparing the files"))),
        Some(Ok(files)) if files.is_empty() => root.with(quiet(said("No file changes."))),
        Some(Ok(files)) => difference(root, files),
        Some(Err(error)) if error.code == ErrorCode::Offline => {
            root.with(quiet(said("Compared when the server is back.")))
        }
        Some(Err(error)) => root.with(failed(error)),
    }
}
