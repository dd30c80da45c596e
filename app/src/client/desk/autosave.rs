//! Saving by itself, a moment after the last change. What is not saved yet waits in an [`Outbox`]; it
//! travels with the revision it was made from, so that nobody's work is overwritten in silence.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;

use editor::Outbox;
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use js_sys::Date;
use leptos::prelude::*;
use messages::said;
use topology::{Change, Design};

use super::drafts::Drafts;
use super::trouble::Trouble;
use crate::api::designs::{fork_design, open_design, overwrite, save_change};
use crate::api::wire::{DesignSummary, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::client::parts;
use crate::client::ui::task::{later, spawn};

/// How long after the last change it is sent.
const IDLE: u32 = 500;
/// And while others look at it, too.
const HURRY: u32 = 60;
/// How long a change waits at most while others follow.
const PATIENCE: f64 = 3_000.0;
/// As many changes are kept that were told and cannot come in yet: who is further behind asks for the design.
const TOLD: usize = 64;
/// The waits between attempts while the server does not answer.
const RETRY: [u32; 4] = [1_000, 3_000, 8_000, 20_000];

/// What the chip in the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    Saved,
    Saving,
    /// The server does not answer; the number of objects whose change is kept here.
    Offline(usize),
    /// The server answers and cannot save; the sentence says why. It is tried again.
    Failing(String),
    /// The session has ended: what is here is sent when one is signed in again.
    SignedOut,
    /// Someone else changed the same: the design is at this revision there.
    Conflict(i64),
    /// The server refused; the sentence says why.
    Refused(String),
}

/// The design after others' work and the work here came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) design: Design,
    /// True when others had changed something that was not seen here.
    pub(super) news: bool,
}

struct Inner {
    id: String,
    outbox: RefCell<Outbox>,
    drafts: Drafts,
    /// Keeps what is not saved on this device, once what can do so is there.
    journal: RefCell<Option<Journal>>,
    timer: RefCell<Option<Timeout>>,
    /// When the oldest change that waits was made.
    since: Cell<Option<f64>>,
    attempt: Cell<usize>,
    closed: Cell<bool>,
    /// Others look at it, too.
    hurried: Cell<bool>,
    /// The latest revision that somebody told of.
    heard: Cell<i64>,
    /// Changes that were told and are not in what is here yet, by the revision that each leads to.
    told: RefCell<BTreeMap<i64, Change>>,
    /// What others did is coming in.
    meeting: Cell<bool>,
    /// What is on the desk.
    on_desk: Box<dyn Fn() -> Design>,
    /// Puts on the desk what others' work and the work here came to.
    show: RefCell<Option<Show>>,
}

type Show = Box<dyn Fn(Met)>;

/// Told whenever something is due to be written or forgotten.
pub(super) type Journal = Rc<dyn Fn(&Autosave)>;

/// Saves one design. It outlives the page, for an answer may come after it was left.
#[derive(Clone)]
pub(crate) struct Autosave {
    inner: Rc<Inner>,
    pub(crate) state: ArcRwSignal<SaveState>,
    /// The revision that the server has.
    pub(crate) revision: ArcRwSignal<i64>,
    pub(super) trouble: ArcRwSignal<Trouble>,
}

impl Autosave {
    pub(super) fn new(id: &str, revision: i64, on_desk: impl Fn() -> Design + 'static) -> Self {
        Self {
            inner: Rc::new(Inner {
                id: id.to_owned(),
                outbox: RefCell::new(Outbox::new(revision)),
                drafts: Drafts::new(id),
                journal: RefCell::default(),
                timer: RefCell::default(),
                since: Cell::default(),
                attempt: Cell::default(),
                closed: Cell::default(),
                hurried: Cell::default(),
                heard: Cell::new(revision),
                told: RefCell::default(),
                meeting: Cell::default(),
                on_desk: Box::new(on_desk),
                show: RefCell::default(),
            }),
            state: ArcRwSignal::new(SaveState::Saved),
            revision: ArcRwSignal::new(revision),
            trouble: ArcRwSignal::default(),
        }
    }

    /// A change to be saved soon.
    pub(super) fn push(&self, change: &Change) {
        self.inner.outbox.borrow_mut().push(change);
        self.keep();
        match self.state.get_untracked() {
            SaveState::Saved | SaveState::Saving | SaveState::Refused(_) => {
                self.state.set(SaveState::Saving);
                self.soon();
            }
            SaveState::Offline(_) => self.state.set(SaveState::Offline(self.waiting())),
            SaveState::Failing(_) | SaveState::SignedOut | SaveState::Conflict(_) => {}
        }
    }

    /// Sends what is waiting now.
    pub(crate) fn flush(&self) {
        self.inner.timer.take();
        self.send();
    }

    /// The page is left: whoever opens the design next takes over what is not saved by then.
    pub(crate) fn close(&self, closed: bool) {
        self.inner.closed.set(closed);
        if !closed {
            // Somebody may have taken over what was written.
            self.inner.outbox.borrow_mut().unwritten();
        }
        self.keep();
        self.flush();
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.inner.outbox.borrow().is_empty()
    }

    pub(super) fn outbox(&self) -> RefMut<'_, Outbox> {
        self.inner.outbox.borrow_mut()
    }

    pub(super) fn drafts(&self) -> &Drafts {
        &self.inner.drafts
    }

    /// What is on the desk.
    pub(super) fn on_desk(&self) -> Design {
        (self.inner.on_desk)()
    }

    /// Whoever has the desk shows what comes in, at once: the next of it goes on top of that.
    pub(super) fn when_met(&self, show: impl Fn(Met) + 'static) {
        *self.inner.show.borrow_mut() = Some(Box::new(show));
    }

    pub(super) fn show(&self, met: Met) {
        if let Some(show) = self.inner.show.borrow().as_ref() {
            show(met);
        }
    }

    /// The page was left.
    pub(super) fn is_closed(&self) -> bool {
        self.inner.closed.get()
    }

    /// From now on a journal keeps what is not saved.
    pub(super) fn keep_in(&self, journal: Journal) {
        *self.inner.journal.borrow_mut() = Some(journal);
        self.keep();
    }

    /// The server's design counts, at this revision; what was only here is gone.
    pub(crate) fn discard(&self, revision: i64) {
        self.inner.outbox.borrow_mut().discard(revision);
        self.inner.timer.take();
        self.settled(revision);
    }

    /// Puts what is only here on top of `revision`, also where others changed the same.
    pub(crate) async fn overwrite(&self, revision: i64) -> Result<(), ApiError> {
        let theirs = self.disputed_with();
        let change = self.inner.outbox.borrow_mut().take_all(theirs.as_ref());
        let saved = overwrite(self.inner.id.clone(), revision, change).await;
        match saved {
            Ok(saved) => {
                self.inner.outbox.borrow_mut().arrived(saved.revision);
                // What others changed elsewhere is in it too.
                self.meet().await;
                Ok(())
            }
            Err(error) => {
                self.came_back(&error);
                self.keep();
                if error.code == ErrorCode::Conflict {
                    // Somebody saved while the question stood there: it may be another one now.
                    self.meet().await;
                }
                Err(error)
            }
        }
    }

    /// What the server has where a person is asked whose side counts.
    fn disputed_with(&self) -> Option<Design> {
        let of = |trouble: &Trouble| Some(trouble.dispute.as_ref()?.theirs.as_ref()?.1.clone());
        self.trouble.with_untracked(of)
    }

    /// Makes a design of its own of what is only here, and leaves the other one as it is.
    pub(crate) async fn fork(&self) -> Result<DesignSummary, ApiError> {
        let theirs = self.disputed_with();
        let change = self.inner.outbox.borrow().all_left(theirs.as_ref());
        let copy = fork_design(self.inner.id.clone(), change).await?;
        let revision = self.inner.outbox.borrow().revision();
        self.discard(revision);
        Ok(copy)
    }

    /// Others look at it, too: they see sooner what is done.
    pub(super) fn hurry(&self, is_on: bool) {
        self.inner.hurried.set(is_on);
    }

    /// The server is at this revision, to which this change leads from the one before.
    pub(super) fn told(&self, revision: i64, change: Change) {
        let mut told = self.inner.told.borrow_mut();
        told.insert(revision, change);
        if told.len() > TOLD {
            told.clear();
        }
        drop(told);
        self.heard(revision);
    }

    /// The server is at this revision: what others did comes in, unless something of here is on its way, whose answer says
    /// as much.
    pub(super) fn heard(&self, revision: i64) {
        self.inner.heard.set(self.inner.heard.get().max(revision));
        if !self.is_behind() || self.inner.meeting.replace(true) {
            return;
        }
        let saver = self.clone();
        spawn(async move {
            let before = saver.inner.outbox.borrow().revision();
            saver.come_in().await;
            saver.inner.meeting.set(false);
            // More may have been told while it was asked for. A server that does not answer is asked again after a while.
            if saver.inner.outbox.borrow().revision() > before {
                saver.heard(0);
            }
        });
    }

    /// Others have done what is not here, and nothing stands against its coming in.
    fn is_behind(&self) -> bool {
        let outbox = self.inner.outbox.borrow();
        let is_asked = matches!(self.state.get_untracked(), SaveState::Conflict(_));
        !outbox.is_travelling() && !is_asked && self.inner.heard.get() > outbox.revision()
    }

    /// What others did comes in: as changes where each is known that leads to the next revision, and else as the design.
    async fn come_in(&self) {
        let Ok(live) = parts::live().await else { return self.meet().await };
        while self.is_behind() {
            let next = self.inner.outbox.borrow().revision() + 1;
            let change = self.inner.told.borrow_mut().remove(&next);
            let fits = change.is_some_and(|change| (live.follow)(self, next, &change));
            if !fits {
                return self.meet().await;
            }
        }
    }

    fn soon(&self) {
        let now = Date::now();
        let since = self.inner.since.get().unwrap_or(now);
        self.inner.since.set(Some(since));
        // Who keeps on changing is saved now and then all the same.
        if now - since < PATIENCE || self.inner.timer.borrow().is_none() {
            self.later(if self.inner.hurried.get() { HURRY } else { IDLE });
        }
    }

    fn later(&self, milliseconds: u32) {
        let saver = self.clone();
        let timer = later(milliseconds, move || saver.flush());
        *self.inner.timer.borrow_mut() = Some(timer);
    }

    fn send(&self) {
        if matches!(self.state.get_untracked(), SaveState::Conflict(_)) {
            return;
        }
        let sent = self.inner.outbox.borrow_mut().take();
        let Some((revision, change)) = sent else {
            // What was done has been undone before it was sent.
            if self.is_saved() && self.state.get_untracked() != SaveState::Saved {
                self.inner.since.set(None);
                self.state.set(SaveState::Saved);
            }
            // What others did may not have come in when it was asked for.
            self.heard(0);
            return;
        };
        self.inner.since.set(None);
        let saver = self.clone();
        let merge = self.inner.outbox.borrow().is_certain();
        spawn(async move {
            match save_change(saver.inner.id.clone(), revision, change, merge).await {
                Ok(saved) => saver.arrived(saved).await,
                Err(error) => saver.failed(error).await,
            }
        });
    }

    /// Sends what is not saved, and answers when the server has it; false when it does not take it.
    pub(crate) async fn all_saved(&self) -> bool {
        self.flush();
        while !self.is_saved() {
            if let SaveState::Conflict(_)
            | SaveState::Refused(_)
            | SaveState::Failing(_)
            | SaveState::SignedOut
            | SaveState::Offline(_) = self.state.get_untracked()
            {
                return false;
            }
            TimeoutFuture::new(50).await;
        }
        true
    }

    /// The server has what was on its way, on top of what others did.
    async fn arrived(&self, Saved { revision, since, .. }: Saved) {
        if since.is_empty() {
            self.inner.outbox.borrow_mut().arrived(revision);
            return self.settled(revision);
        }
        // It is on its way until what others did can come in with it: neither is sent or shown without the other.
        if let Ok(live) = parts::live().await {
            let before = self.inner.outbox.borrow().clone();
            self.inner.outbox.borrow_mut().arrived(revision);
            if (live.follow)(self, revision, &since) {
                return;
            }
            *self.inner.outbox.borrow_mut() = before;
        }
        self.inner.outbox.borrow_mut().unanswered();
        self.meet().await;
    }

    /// The server has a new revision; what was made meanwhile follows.
    pub(super) fn settled(&self, revision: i64) {
        self.inner.attempt.set(0);
        self.revision.set(revision);
        self.inner.told.borrow_mut().retain(|told, _| *told > revision);
        self.keep();
        // Somebody may have saved between this and the one before.
        self.heard(revision);
        if self.is_saved() {
            self.state.set(SaveState::Saved);
        } else {
            self.state.set(SaveState::Saving);
            self.soon();
        }
    }

    /// What was on its way is here again. Where nothing was heard of it, the server may have it.
    fn came_back(&self, error: &ApiError) {
        let mut outbox = self.inner.outbox.borrow_mut();
        match error.code {
            ErrorCode::Offline | ErrorCode::Internal => outbox.unanswered(),
            ErrorCode::Conflict
            | ErrorCode::Invalid
            | ErrorCode::NotFound
            | ErrorCode::Refused
            | ErrorCode::SignedOut => outbox.returned(),
        }
    }

    async fn failed(&self, error: ApiError) {
        self.came_back(&error);
        match error.code {
            ErrorCode::Conflict => self.meet().await,
            ErrorCode::Offline => self.try_again(SaveState::Offline(self.waiting())),
            ErrorCode::SignedOut => self.try_again(SaveState::SignedOut),
            ErrorCode::Internal => self.try_again(SaveState::Failing(error.message.to_string())),
            ErrorCode::Invalid | ErrorCode::NotFound | ErrorCode::Refused => {
                self.state.set(SaveState::Refused(error.message.to_string()));
            }
        }
        self.keep();
    }

    fn try_again(&self, state: SaveState) {
        let attempt = self.inner.attempt.get();
        self.inner.attempt.set(attempt + 1);
        self.state.set(state);
        self.later(RETRY[attempt.min(RETRY.len() - 1)]);
    }

    /// The server is at another revision: puts the work here on top of it, or asks whose counts.
    async fn meet(&self) {
        let open = match open_design(self.inner.id.clone()).await {
            Ok(open) => open,
            Err(error) => return self.try_again(SaveState::Failing(error.message.to_string())),
        };
        // What it asked for before may have come in another way meanwhile.
        if open.revision < self.inner.outbox.borrow().revision() {
            return;
        }
        match parts::live().await {
            Ok(live) => (live.meet)(self, open.revision, &open.design),
            Err(_) => self.try_again(SaveState::Failing(said(parts::MISSING).to_owned())),
        }
    }

    /// How many objects differ from what the server has.
    fn waiting(&self) -> usize {
        self.inner.outbox.borrow().unsaved().edits().len()
    }

    /// Keeps in the browser what the server does not have.
    fn keep(&self) {
        let journal = self.inner.journal.borrow().clone();
        match journal {
            Some(note) => note(self),
            None => self.draft(),
        }
    }

    /// The same at once, where nothing can be waited for.
    pub(super) fn draft(&self) {
        self.inner.drafts.keep(&self.inner.outbox.borrow().unsaved(), self.is_closed());
    }
}
