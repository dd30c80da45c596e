//! Saving by itself, a moment after the last change. What is not saved yet is one change; it travels
//! with the revision it was made from, so that nobody's work is overwritten in silence.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::storage::{LocalStorage, Storage as _};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use topology::Change;

use crate::api::designs::save_change;
use crate::api::{ApiError, ErrorCode};

/// How long after the last change it is sent.
const IDLE: u32 = 500;
/// The waits between attempts while the server does not answer.
const RETRY: [u32; 4] = [1_000, 3_000, 8_000, 20_000];

/// What the chip in the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    Saved,
    Saving,
    /// The server does not answer; the number of objects whose change is kept here.
    Offline(usize),
    /// Someone else saved: the design is at this revision there.
    Conflict(i64),
    /// The server refused; the sentence says why.
    Refused(String),
}

/// Work that a closed tab left behind.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Draft {
    base: i64,
    change: Change,
}

#[derive(Default)]
struct Queue {
    /// Not sent yet.
    pending: Change,
    /// On its way.
    travelling: Option<Change>,
    timer: Option<Timeout>,
    attempt: usize,
}

/// Saves one design. Its signals outlive the page, for an answer may come after it was left.
#[derive(Clone)]
pub(crate) struct Autosave {
    id: Rc<str>,
    queue: Rc<RefCell<Queue>>,
    pub(crate) state: ArcRwSignal<SaveState>,
    /// The revision that the server has.
    pub(crate) revision: ArcRwSignal<i64>,
}

impl Autosave {
    pub(crate) fn new(id: &str, revision: i64) -> Self {
        Self {
            id: id.into(),
            queue: Rc::default(),
            state: ArcRwSignal::new(SaveState::Saved),
            revision: ArcRwSignal::new(revision),
        }
    }

    /// A change to be saved soon.
    pub(crate) fn push(&self, change: &Change) {
        {
            let mut queue = self.queue.borrow_mut();
            queue.pending = std::mem::take(&mut queue.pending).then(change.clone());
        }
        self.keep();
        if matches!(
            self.state.get_untracked(),
            SaveState::Saved | SaveState::Saving | SaveState::Refused(_)
        ) {
            self.state.set(SaveState::Saving);
            self.later(IDLE);
        }
    }

    /// Sends what is waiting now.
    pub(crate) fn flush(&self) {
        self.queue.borrow_mut().timer = None;
        self.send();
    }

    pub(crate) fn is_saved(&self) -> bool {
        let queue = self.queue.borrow();
        queue.pending.is_empty() && queue.travelling.is_none()
    }

    /// What an earlier tab did not get to save, when it was made from this revision.
    pub(crate) fn left_behind(&self) -> Option<Change> {
        let draft: Draft = LocalStorage::get(self.key()).ok()?;
        (draft.base == self.revision.get_untracked()).then_some(draft.change)
    }

    /// The server has this revision now, with everything that is here.
    pub(crate) fn settle(&self, revision: i64) {
        *self.queue.borrow_mut() = Queue::default();
        self.revision.set(revision);
        self.state.set(SaveState::Saved);
        LocalStorage::delete(self.key());
    }

    fn later(&self, milliseconds: u32) {
        let saver = self.clone();
        self.queue.borrow_mut().timer = Some(Timeout::new(milliseconds, move || saver.send()));
    }

    fn send(&self) {
        let (change, base) = {
            let mut queue = self.queue.borrow_mut();
            if queue.travelling.is_some() || queue.pending.is_empty() {
                if queue.pending.is_empty() && queue.travelling.is_none() {
                    drop(queue);
                    self.state.set(SaveState::Saved);
                    self.keep();
                }
                return;
            }
            let change = std::mem::take(&mut queue.pending);
            queue.travelling = Some(change.clone());
            (change, self.revision.get_untracked())
        };
        let saver = self.clone();
        spawn_local(async move {
            let answer = save_change(saver.id.to_string(), base, change).await;
            saver.answered(answer.map(|saved| saved.revision));
        });
    }

    fn answered(&self, answer: Result<i64, ApiError>) {
        match answer {
            Ok(revision) => {
                {
                    let mut queue = self.queue.borrow_mut();
                    queue.travelling = None;
                    queue.attempt = 0;
                }
                self.revision.set(revision);
                self.send();
                if self.is_saved() {
                    self.state.set(SaveState::Saved);
                }
            }
            Err(error) => {
                let (waiting, wait) = {
                    let mut queue = self.queue.borrow_mut();
                    // What did not arrive comes first, then what was done meanwhile.
                    let travelled = queue.travelling.take().unwrap_or_default();
                    queue.pending = travelled.then(std::mem::take(&mut queue.pending));
                    let wait = RETRY[queue.attempt.min(RETRY.len() - 1)];
                    queue.attempt += 1;
                    (queue.pending.edits().len(), wait)
                };
                match error.code {
                    ErrorCode::Conflict => {
                        self.state.set(SaveState::Conflict(error.revision.unwrap_or_default()));
                    }
                    ErrorCode::Offline | ErrorCode::Internal => {
                        self.state.set(SaveState::Offline(waiting));
                        self.later(wait);
                    }
                    ErrorCode::Invalid | ErrorCode::NotFound | ErrorCode::Refused => {
                        self.state.set(SaveState::Refused(error.message));
                    }
                }
            }
        }
        self.keep();
    }

    /// Keeps in the browser what the server does not have, for a tab that is closed too early.
    fn keep(&self) {
        let change = {
            let queue = self.queue.borrow();
            queue.travelling.clone().unwrap_or_default().then(queue.pending.clone())
        };
        if change.is_empty() {
            LocalStorage::delete(self.key());
        } else {
            let base = self.revision.get_untracked();
            // A browser without room keeps nothing; the tab still has it all.
            let _ = LocalStorage::set(self.key(), Draft { base, change });
        }
    }

    fn key(&self) -> String {
        format!("topology-designer.unsaved.{}", self.id)
    }
}
