//! Unsaved work in a journal on this device, for a tab that ends without a word.
//!
//! Each desk writes entries of its own, which `editor::Outbox` numbers: a change is written a moment after the gesture that
//! made it, and forgotten when the server has it. Whoever opens the design next takes over the entries of desks that are not
//! there any more: their locks tell (`drafts.rs`). They are its own in the same step, so that a tab that ends while it takes
//! over loses nothing.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use editor::{Due, taken_over};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use messages::said;
use topology::{Change, Design, ordered};
use wasm_bindgen::JsValue;

use super::autosave::{Autosave, SaveState};
use super::drafts::prefix;
use super::left;
use super::meeting::{ask, tell_lost};
use super::session::Desk;
use crate::client::ui::browser::{self, locks, storage};
use crate::client::ui::database::{Database, Step};
use crate::client::ui::task::{later, spawn};
use crate::client::ui::toast::Toaster;

const NAME: &str = "topology-designer";
/// How long after a gesture its change is written, in milliseconds: what follows at once is written with it.
const PAUSE: u32 = 100;
/// The waits between attempts while the browser refuses. After the first, the person is told.
const RETRY: [u32; 2] = [1_000, 5_000];

/// The journal of one desk.
struct Book {
    /// The desk's name.
    desk: String,
    database: RefCell<Option<Database>>,
    timer: RefCell<Option<Timeout>>,
    is_writing: Cell<bool>,
    /// How often in a row the browser has refused.
    refusals: Cell<usize>,
    /// The browser has been asked not to clear it.
    is_asked: Cell<bool>,
}

/// Takes over what earlier desks did not get to save, and keeps a journal from then on.
pub(crate) fn keep_journal(desk: Desk, toaster: Toaster) {
    // Whoever may only look leaves it to one who may not.
    if !desk.rights.edit || !desk.is_there() {
        return;
    }
    let (id, saver) = (desk.id(), desk.autosave());
    spawn(async move {
        let name = saver.drafts().key.clone();
        let book = Rc::new(Book::new(&name));
        let listed = book.listed(&prefix(&id)).await;
        // What is listed has been written by desks that had their locks.
        let held = locks::held().await;
        let drafts = left::drafts(&id, &name, held.as_deref());
        let mut left: BTreeMap<String, Option<Vec<Change>>> = BTreeMap::new();
        let mut adopted = 0;
        if let (Ok(listed), Some(held)) = (listed, &held) {
            let is_drafted = |desk: &String| drafts.iter().any(|left| left.desk == *desk);
            let gone = listed.into_iter().filter(|desk| !held.contains(desk) || is_drafted(desk));
            let gone = ordered::set(gone);
            if let Ok(entries) = book.adopt(&prefix(&id), &gone).await {
                for (desk, bytes) in entries {
                    adopted += 1;
                    let work = left.entry(desk).or_insert_with(|| Some(Vec::new()));
                    match borsh::from_slice(&bytes) {
                        Ok(change) => {
                            if let Some(work) = work {
                                work.push(change);
                            }
                        }
                        Err(_) => *work = None,
                    }
                }
            }
        }
        // A draft is written last and says all.
        for draft in &drafts {
            left.insert(draft.desk.clone(), draft.change.clone().map(|change| vec![change]));
        }
        if left.values().any(Option::is_none) {
            toaster.error(said(
                "Changes that were not saved last time cannot be read: another version of this program made them.",
            ));
        }
        for work in left.into_values().flatten() {
            bring_back(desk, &saver, toaster, &work);
        }
        // What came of it is kept under this desk's name by now.
        for draft in &drafts {
            storage::remove(&draft.desk);
        }
        // Without locks nobody could tell whose journal it is; drafts go by their age.
        if held.is_some() {
            saver.outbox().adopted(adopted);
            saver.keep_in(Rc::new(move |saver: &Autosave| book.note(saver)));
        }
    });
}

/// Work that an earlier desk did not get to save comes back.
fn bring_back(desk: Desk, saver: &Autosave, toaster: Toaster, work: &[Change]) {
    // The page may have been left meanwhile; then the work goes on waiting.
    let Some(inner) = desk.inner.try_get_value() else {
        return work.iter().for_each(|change| saver.push(change));
    };
    let theirs: Design = inner.editor.borrow().design().clone();
    let met = taken_over(work, &theirs);
    if !met.clashes.is_empty() {
        ask(saver, met.clashes.clone(), None);
    }
    if !met.change.is_empty() {
        desk.apply(met.change.clone());
        toaster.say(said("Changes that were not saved last time are back."));
    }
    let seen = |seen: Design, change: &Change| change.written_over(&seen);
    let mine = work.iter().fold(theirs.clone(), seen);
    tell_lost(saver, &met, inner.editor.borrow().design(), [mine, theirs]);
}

impl Book {
    fn new(desk: &str) -> Self {
        Self {
            desk: desk.to_owned(),
            database: RefCell::default(),
            timer: RefCell::default(),
            is_writing: Cell::default(),
            refusals: Cell::default(),
            is_asked: Cell::default(),
        }
    }

    /// A step in the database, which is opened where it is not.
    async fn step(&self) -> Result<Step, JsValue> {
        if self.database.borrow().is_none() {
            let opened = Database::open(NAME).await?;
            *self.database.borrow_mut() = Some(opened);
        }
        self.database.borrow().as_ref().map_or(Err(JsValue::NULL), Database::step)
    }

    /// The other desks of a design that have entries.
    async fn listed(&self, prefix: &str) -> Result<BTreeSet<String>, JsValue> {
        let entries = self.step().await?.all(prefix, &after(prefix)).await?;
        let desks = entries.iter().filter_map(|(key, _)| desk_of(key));
        Ok(ordered::set(desks.filter(|desk| *desk != self.desk).map(str::to_owned)))
    }

    /// Makes the entries of desks that are gone entries of this one, and tells them with the desk's name, in order.
    async fn adopt(
        &self,
        prefix: &str,
        gone: &BTreeSet<String>,
    ) -> Result<Vec<(String, Vec<u8>)>, JsValue> {
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        let step = self.step().await?;
        let mut adopted = Vec::new();
        for (key, bytes) in step.all(prefix, &after(prefix)).await? {
            let Some(desk) = desk_of(&key).filter(|desk| gone.contains(*desk)) else { continue };
            let own = self.key(adopted.len());
            if let Err(error) = step.put(&own, &bytes).and_then(|()| step.remove(&key)) {
                step.give_up();
                return Err(error);
            }
            adopted.push((desk.to_owned(), bytes));
        }
        step.done().await?;
        Ok(adopted)
    }

    /// Something may be due.
    fn note(self: &Rc<Self>, saver: &Autosave) {
        let is_gone = self.database.borrow().as_ref().is_some_and(Database::is_gone);
        if is_gone {
            self.database.take();
            saver.outbox().unwritten();
        }
        // A page that is left cannot wait for a database.
        if saver.is_closed() || self.refusals.get() > 0 {
            saver.draft();
        }
        if saver.is_saved() {
            tell_kept(saver, true);
        }
        let is_away = matches!(saver.state.get_untracked(), SaveState::Offline(_));
        if is_away && !saver.is_saved() && !self.is_asked.replace(true) {
            browser::keep_for_good();
        }
        if saver.is_closed() || saver.is_saved() {
            self.write(saver);
        } else if self.timer.borrow().is_none() {
            self.write_in(PAUSE, saver);
        }
    }

    fn write_in(self: &Rc<Self>, milliseconds: u32, saver: &Autosave) {
        let (book, saver) = (Rc::clone(self), saver.clone());
        let timer = later(milliseconds, move || book.write(&saver));
        *self.timer.borrow_mut() = Some(timer);
    }

    /// Writes what is due, and what becomes due meanwhile.
    fn write(self: &Rc<Self>, saver: &Autosave) {
        self.timer.take();
        if self.is_writing.replace(true) {
            return;
        }
        let (book, saver) = (Rc::clone(self), saver.clone());
        spawn(async move {
            let mut written = Ok(());
            while written.is_ok() {
                let due = saver.outbox().due();
                let Some(due) = due else { break };
                written = book.carry_out(&due).await;
            }
            book.is_writing.set(false);
            match written {
                Ok(()) => {
                    book.refusals.set(0);
                    tell_kept(&saver, true);
                    if !saver.is_closed() {
                        saver.drafts().forget();
                    }
                }
                Err(_) => book.refused(&saver),
            }
        });
    }

    async fn carry_out(&self, due: &Due) -> Result<(), JsValue> {
        let step = self.step().await?;
        let all = || -> Result<(), JsValue> {
            step.remove_range(&self.key(0), &self.key(due.from as usize))?;
            for (number, change) in &due.entries {
                let bytes = borsh::to_vec(change).map_err(|_| JsValue::NULL)?;
                step.put(&self.key(*number as usize), &bytes)?;
            }
            Ok(())
        };
        if let Err(error) = all() {
            step.give_up();
            return Err(error);
        }
        step.done().await
    }

    /// The browser does not keep it: no room, not allowed, cleared. It is tried again.
    fn refused(self: &Rc<Self>, saver: &Autosave) {
        self.database.take();
        saver.outbox().unwritten();
        saver.draft();
        let refusals = self.refusals.get();
        self.refusals.set(refusals + 1);
        if !saver.is_saved() {
            tell_kept(saver, refusals == 0);
            self.write_in(RETRY[refusals.min(RETRY.len() - 1)], saver);
        }
    }

    /// The key of this desk's entry of a number.
    fn key(&self, number: usize) -> String {
        format!("{}/{number:010}", self.desk)
    }
}

fn tell_kept(saver: &Autosave, is_kept: bool) {
    if saver.trouble.with_untracked(|trouble| trouble.is_unkept) == is_kept {
        saver.trouble.update(|trouble| trouble.is_unkept = !is_kept);
    }
}

/// The desk that wrote the entry of a key.
fn desk_of(key: &str) -> Option<&str> {
    key.rsplit_once('/').map(|(desk, _)| desk)
}

/// What comes right after everything that begins like this.
fn after(prefix: &str) -> String {
    // A prefix ends with a point, and the next character is a stroke.
    [prefix.strip_suffix('.').unwrap_or(prefix), "/"].concat()
}
