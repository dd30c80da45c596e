//! Parts of the program that are loaded once the page stands, see docs/decisions/0018.
//!
//! What a part holds is reached through a table of functions, which the part itself hands out: the rest
//! of the program names nothing in it, so that all of it can be cut off.

use std::future::Future;

use editor::Spot;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use messages::{message, said};
use topology::{Change, Design};

use super::desk::{Autosave, Desk, DrawerTab, Floating};
use super::panels::{self, Subject};
use super::ui::busy::busy;
use super::ui::dynamic::dynamic;
use super::ui::task::spawn;
use super::ui::toast::{Toaster, toaster};

/// The forms, lists and dialogs around a canvas.
#[derive(Clone, Copy)]
pub(crate) struct Panels {
    /// Every dialog of the designer, closed until its signal opens it.
    pub(crate) dialogs: fn() -> AnyView,
    pub(crate) drawer: fn(DrawerTab) -> AnyView,
    pub(crate) floating: fn(Desk, Floating) -> AnyView,
    pub(crate) form: fn(Subject) -> AnyView,
    pub(crate) outline: fn(Desk) -> AnyView,
    /// What lies over the drawing while it is presented.
    pub(crate) show: fn(Desk) -> AnyView,
}

#[wasm_split(panels, wasm_split_path = leptos::wasm_split, fallible)]
fn panels() -> Result<Panels, SplitLoaderError> {
    Ok(Panels {
        dialogs: panels::dialogs,
        drawer: panels::drawer_body,
        floating: panels::floating_body,
        form: panels::form,
        outline: panels::outline,
        show: panels::show,
    })
}

/// Others at the same design: the line to them, what is shown of them, how their work and the work here come
/// together, and how what is not saved is kept meanwhile.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    pub(crate) join: fn(Desk),
    pub(crate) say_here: fn(Desk),
    pub(crate) point_out: fn(Desk, Spot),
    /// Over the drawing.
    pub(crate) marks: fn(Desk) -> AnyView,
    /// In the bar.
    pub(crate) names: fn(Desk) -> AnyView,
    /// Between the bar and the drawing.
    pub(crate) banners: fn(Desk) -> AnyView,
    /// What the server has and the work here come together.
    pub(crate) meet: fn(&Autosave, i64, &Design),
    /// The same by what the server has gone on by; false where that does not fit what is here.
    pub(crate) follow: fn(&Autosave, i64, &Change) -> bool,
    /// What is not saved is kept on this device, and what earlier desks left there is taken over.
    pub(crate) keep_journal: fn(Desk, Toaster),
}

#[wasm_split(live, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn live() -> Result<Live, SplitLoaderError> {
    Ok(Live {
        join: super::desk::join_others,
        say_here: super::desk::say_here,
        point_out: super::desk::point_out,
        marks: super::canvas::others,
        names: panels::others,
        banners: panels::banners,
        meet: super::desk::meet,
        follow: super::desk::follow,
        keep_journal: super::desk::keep_journal,
    })
}

/// What is done with a design together: its versions, and links to it.
#[derive(Clone, Copy)]
struct Teams {
    comments: fn(Desk) -> AnyView,
    sharing: fn(Desk) -> AnyView,
    versions: fn(Desk) -> AnyView,
}

#[wasm_split(teams, wasm_split_path = leptos::wasm_split, fallible)]
fn teams() -> Result<Teams, SplitLoaderError> {
    Ok(Teams { comments: panels::comments, sharing: panels::sharing, versions: panels::versions })
}

/// Accounts, workspaces and the way in.
#[derive(Clone, Copy)]
pub(crate) struct People {
    pub(crate) account: fn() -> AnyView,
    /// A part of the administration.
    pub(crate) admin: fn(&str) -> AnyView,
    pub(crate) join: fn() -> AnyView,
    /// In the place of what may not be seen before one is signed in; runs the callback then.
    pub(crate) sign_in: fn(Callback<()>) -> AnyView,
    pub(crate) sign_in_page: fn() -> AnyView,
    /// A link that does not open by itself.
    pub(crate) shared: fn() -> AnyView,
    pub(crate) workspace: fn(String) -> AnyView,
}

#[wasm_split(people, wasm_split_path = leptos::wasm_split, fallible)]
fn people() -> Result<People, SplitLoaderError> {
    use super::pages::people;
    Ok(People {
        account: people::account,
        admin: people::admin,
        join: people::join,
        sign_in: people::sign_in,
        sign_in_page: people::sign_in_page,
        shared: people::shared,
        workspace: people::workspace,
    })
}

#[wasm_split(designs, wasm_split_path = leptos::wasm_split, fallible)]
fn designs() -> Result<fn() -> AnyView, SplitLoaderError> {
    Ok(super::pages::designs)
}

/// What a part holds: nothing until it is there.
pub(crate) struct Part<T: Send + Sync + 'static>(RwSignal<Option<T>>);

impl<T: Send + Sync + 'static> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Part<T> {}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    /// Nothing yet: whoever brings it puts it in.
    pub(crate) fn empty() -> Self {
        Self(RwSignal::new(None))
    }

    pub(crate) fn put(self, part: T) {
        // The page may have been left.
        let _ = self.0.try_set(Some(part));
    }

    pub(crate) fn get_untracked(self) -> Option<T> {
        self.0.get_untracked()
    }

    fn load(part: impl Future<Output = Result<T, SplitLoaderError>> + 'static) -> Self {
        let (loaded, toaster) = (RwSignal::new(None), toaster());
        spawn(async move {
            match part.await {
                // The page may have been left.
                Ok(part) => drop(loaded.try_set(Some(part))),
                Err(_) => toaster.error(said(MISSING)),
            }
        });
        Self(loaded)
    }

    pub(crate) fn get(self) -> Option<T> {
        self.0.get()
    }
}

/// Brings the panels, for all that is on this page.
pub(crate) fn provide_panels() {
    provide_context(Part::load(panels()));
}

/// The panels of this page.
pub(crate) fn panels_of_page() -> Part<Panels> {
    expect_context()
}

/// A design's versions, once what shows them is there.
pub(crate) fn versions(desk: Desk) -> AnyView {
    with_teams(desk, |teams| teams.versions)
}

/// What is said about a design, once what shows it is there.
pub(crate) fn comments(desk: Desk) -> AnyView {
    with_teams(desk, |teams| teams.comments)
}

/// Links to a design, once what shows them is there.
pub(crate) fn sharing(desk: Desk) -> AnyView {
    with_teams(desk, |teams| teams.sharing)
}

fn with_teams(desk: Desk, shows: fn(Teams) -> fn(Desk) -> AnyView) -> AnyView {
    let part = Part::load(teams());
    dynamic(move || match part.get() {
        Some(teams) => shows(teams)(desk),
        None => busy(said("Loading the panel")).into_any(),
    })
    .into_any()
}

/// Brings the pages about people.
pub(crate) fn load_people() -> Part<People> {
    Part::load(people())
}

/// The way in, in the place of what may not be seen before.
pub(crate) fn sign_in(done: Callback<()>) -> AnyView {
    let part = load_people();
    dynamic(move || part.get().map(|people| (people.sign_in)(done))).into_any()
}

/// Brings the list of designs.
pub(crate) fn load_designs() -> Part<fn() -> AnyView> {
    Part::load(designs())
}

pub(crate) const MISSING: &str =
    message!("A part of this page could not be loaded. Reload the page; what you drew is kept.");
