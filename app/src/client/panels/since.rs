//! A version beside what the design is now, or beside another version: in words, in every file, and on the
//! canvas; and the way back.

use leptos::prelude::*;
use messages::{said, say};
use topology::words::{Said, in_words};
use topology::{Change, Design};

use super::compare::layer;
use super::difference::{Beside, Manner, difference};
use super::fix_preview::deed;
use super::versions::Listed;
use crate::api::designs::fork_design;
use crate::api::versions::{compare_states, open_version};
use crate::api::wire::ComparedFile;
use crate::api::{ApiError, ErrorCode};
use crate::client::desk::Desk;
use crate::client::router::{Router, router};
use crate::client::routes;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::toast::{Toaster, toaster};

type Opened = Option<Result<Design, ApiError>>;
type Compared = Result<Vec<ComparedFile>, ApiError>;

/// The files of two states, and one of them whole.
#[derive(Clone, Copy)]
struct Files {
    all: Loaded<Compared>,
    whole: Loaded<Compared>,
    /// The one that is shown whole.
    path: RwSignal<Option<String>>,
    beside: Beside,
}

impl Files {
    /// Compares a version with another one, or with what is saved; then whenever something is saved.
    fn new(desk: Desk, before: i64, after: Option<i64>, beside: Beside) -> Self {
        let (id, revision) = (StoredValue::new(desk.id()), desk.autosave().revision);
        let saved = move || {
            if after.is_none() {
                revision.track();
            }
        };
        let (path, again) = (RwSignal::new(None::<String>), saved.clone());
        let all = Loaded::new(move || {
            saved();
            compare_states(id.get_value(), Some(before), after, None)
        });
        let whole = Loaded::new(move || {
            again();
            let (id, path) = (id.get_value(), path.get());
            async move {
                if path.is_none() {
                    return Ok(Vec::new());
                }
                compare_states(id, Some(before), after, path).await
            }
        });
        Self { all, whole, path, beside }
    }

    /// False for a press that means something else.
    fn hears(self, act: &str, at: &str) -> bool {
        if act == "whole" {
            self.path.set(Some(at.to_owned()));
            return true;
        }
        self.beside.hears(act)
    }

    fn told(self, root: El) -> El {
        match self.all.get() {
            None => root.with(quiet(said("Comparing the files"))),
            Some(Ok(files)) if files.is_empty() => root.with(quiet(said("No file changes."))),
            Some(Ok(files)) => {
                let root = root.with(self.beside.button());
                let (root, whole) = match self.whole.get() {
                    Some(Err(error)) => (root.with(failed(&error)), Vec::new()),
                    whole => (root, whole.and_then(Result::ok).unwrap_or_default()),
                };
                let manner = Manner { beside: self.beside.is_on(), whole: Some(&whole) };
                difference(root, &files, &manner)
            }
            Some(Err(error)) if error.code == ErrorCode::Offline => {
                root.with(quiet(said("Compared when the server is back.")))
            }
            Some(Err(error)) => root.with(failed(&error)),
        }
    }
}

/// Makes new designs of versions.
#[derive(Clone, Copy)]
struct Forks {
    desk: Desk,
    router: Router,
    toaster: Toaster,
}

impl Forks {
    fn new(desk: Desk) -> Self {
        Self { desk, router: router(), toaster: toaster() }
    }

    fn fork(self, version: &Design) {
        let Self { desk, router, toaster } = self;
        let (id, change) = (desk.id(), desk.with_design(|now| Change::between(now, version)));
        spawn(async move {
            match fork_design(id, change).await {
                Ok(copy) => router.go(&routes::design(&copy.id)),
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    }
}

/// What has become of a version, until now or until another version.
pub(super) fn compared(desk: Desk, number: i64, listed: Listed, beside: Beside) -> AnyView {
    let with = RwSignal::new(None::<i64>);
    let choice = drawn(
        "versions__with",
        said("What it is compared with"),
        Box::new(move |root| choice(root, number, listed, with.get())),
        Box::new(move |_, _, value| with.set(value.parse().ok())),
    );
    let rest = dynamic(move || match with.get() {
        None => since(desk, number, beside),
        Some(other) => between(desk, number.min(other), number.max(other), beside),
    });
    view! { {super::reviews::reviews(desk, number)}{super::papers::papers(desk, number)}{choice}{rest} }.into_any()
}

/// Now, or one of the other versions.
fn choice(root: El, number: i64, listed: Listed, with: Option<i64>) -> El {
    let chosen = |option: El, is: bool| if is { option.attr("selected", "") } else { option };
    let now = el("option", "").attr("value", "").text(said("the design as it is now"));
    let list = el("select", "field__control").attr("data-act", "with").attr("data-at", "");
    let mut list = list.with(chosen(now, with.is_none()));
    if let Some(Ok(versions)) = listed.get() {
        for version in versions.iter().filter(|version| version.number != number) {
            let other = version.number;
            let name = say!("version {number}: {name}", number = other, name = &version.name);
            let option = el("option", "").attr("value", &other.to_string()).text(&name);
            list = list.with(chosen(option, with == Some(other)));
        }
    }
    let label = say!("Compare version {number} with", number);
    root.with(el("label", "field").span("field__label", &label).with(list))
}

fn since(desk: Desk, number: i64, beside: Beside) -> AnyView {
    let forks = Forks::new(desk);
    let id = desk.id();
    let was = Loaded::new(move || open_version(id.clone(), number));
    let files = Files::new(desk, number, None, beside);
    let is_over = move || desk.comparing.get().is_some_and(|(_, over)| over == number);
    let draw = move |root: El| {
        let was = was.get();
        let Some(Ok(_)) = &was else { return waiting(root, &was) };
        let act = |act: &str, picture: &str, title: &str| {
            button("btn btn--small", act, "").with(icon(picture)).text(title)
        };
        let over = act("canvas", "layout-template", said("Show it on the canvas"));
        let root = root.with(
            el("div", "choice-row")
                .with(over.flag("aria-pressed", is_over()))
                .with(act("back", "undo-2", said("Go back to it")))
                .with(act("fork", "copy", said("New design from it"))),
        );
        let titles = [said("Since then, in the drawing"), said("Since then, in the files")];
        desk.with_design(|now| {
            let deeds = was.iter().flatten().map(|was| in_words(&Change::between(was, now), was));
            told(root, titles, deeds.flatten(), files)
        })
    };
    let act = move |act: &str, at: &str, _: &str| {
        if files.hears(act, at) {
            return;
        }
        if act == "canvas" {
            desk.comparing.set(if is_over() { None } else { Some((layer, number)) });
            return;
        }
        let Some(Ok(was)) = was.get() else { return };
        if act == "fork" {
            return forks.fork(&was);
        }
        desk.edit(|now| Change::between(now, &was));
        desk.announcement
            .set(said("The design is as it was in that version. Undo takes it back.").to_owned());
    };
    drawn("fix-preview", said("What has become of it"), Box::new(draw), Box::new(act))
}

/// What came from one version to a later one. The canvas has nothing to do with it.
fn between(desk: Desk, old: i64, new: i64, beside: Beside) -> AnyView {
    let forks = Forks::new(desk);
    let id = StoredValue::new(desk.id());
    let open = move |number| Loaded::new(move || open_version(id.get_value(), number));
    let (was, is) = (open(old), open(new));
    let files = Files::new(desk, old, Some(new), beside);
    let draw = move |root: El| {
        let (was, is) = (was.get(), is.get());
        let (Some(Ok(was)), Some(Ok(is))) = (&was, &is) else {
            return waiting(root, if matches!(was, Some(Ok(_))) { &is } else { &was });
        };
        let fork = |number: i64| {
            let title = say!("New design from version {number}", number);
            let fork = button("btn btn--small", "fork", &number.to_string());
            fork.with(icon("copy")).text(&title)
        };
        let why = said(
            "The canvas shows the design as it is now. Open a version as a new design to see it drawn.",
        );
        let root = root
            .with(el("div", "choice-row").with(fork(old)).with(fork(new)))
            .with(el("p", "quiet").text(why));
        let titles = [
            &*say!("From version {old} to version {new}, in the drawing", old, new),
            &*say!("From version {old} to version {new}, in the files", old, new),
        ];
        let deeds = in_words(&Change::between(was, is), was);
        told(root, titles, deeds.into_iter(), files)
    };
    let act = move |act: &str, at: &str, _: &str| {
        if files.hears(act, at) {
            return;
        }
        let which = if at == old.to_string() { was } else { is };
        if let Some(Ok(version)) = which.get() {
            forks.fork(&version);
        }
    };
    drawn("fix-preview", said("From one version to the other"), Box::new(draw), Box::new(act))
}

fn quiet(text: &str) -> El {
    el("p", "quiet").attr("role", "status").text(text)
}

fn failed(error: &ApiError) -> El {
    el("p", "field__error").attr("role", "alert").text(&error.message.to_string())
}

fn waiting(root: El, version: &Opened) -> El {
    match version {
        Some(Err(error)) => root.with(failed(error)),
        _ => root.with(quiet(said("Looking for the version"))),
    }
}

/// What is other, in words and in files, under a title each.
fn told(root: El, titles: [&str; 2], deeds: impl Iterator<Item = Said>, files: Files) -> El {
    let mut list = None;
    for one in deeds {
        list = Some(list.unwrap_or_else(|| el("ul", "deeds")).with(deed(&one)));
    }
    let root = root.with(el("h3", "").text(titles[0]));
    let root = root.with(list.unwrap_or_else(|| quiet(said("Nothing."))));
    files.told(root.with(el("h3", "").text(titles[1])))
}
