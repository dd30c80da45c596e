//! Unsaved work in the browser's own storage, for a tab that is closed too early.
//!
//! Each desk has a key of its own, so that two tabs never overwrite each other's work. A desk that is
//! opened takes over what closed ones left. While it is open a desk holds a lock of its key's name, so
//! that a tab that crashed is told from one that works; where the browser has no locks, age tells.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use js_sys::{Date, Math};
use topology::{Change, ordered};

use crate::client::ui::browser::{locks, storage};

/// Work that is older than this, in milliseconds, belongs to a tab that ended without a word.
const OLD: i64 = 60_000;
/// The form of a draft: `2`, closed or open, when, and the change, packed.
const FORM: &str = "2";

/// The place of one desk's unsaved work.
#[derive(Debug, Clone)]
pub(super) struct Drafts {
    design: String,
    key: String,
}

impl Drafts {
    pub(super) fn new(design: &str) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below a billion")]
        let chance = (Math::random() * 1e9) as i64;
        let key = format!("{}{}-{chance}", prefix(design), now());
        locks::hold(&key);
        Self { design: design.to_owned(), key }
    }

    /// Keeps what is not saved; forgets it when nothing is.
    pub(super) fn keep(&self, unsaved: &Change, closed: bool) {
        let packed = (!unsaved.is_empty()).then(|| borsh::to_vec(unsaved).ok()).flatten();
        match packed {
            Some(packed) => {
                let state = if closed { "closed" } else { "open" };
                let text = BASE64_STANDARD.encode(packed);
                storage::write(&self.key, &format!("{FORM} {state} {} {text}", now()));
            }
            None => storage::remove(&self.key),
        }
    }

    /// What other desks of this design left behind, oldest first. It is theirs no more.
    pub(super) async fn take_over(&self) -> Vec<Change> {
        let held = locks::held().await;
        let keys = ordered::set(storage::keys(&prefix(&self.design)));
        let mut found = Vec::new();
        for key in keys.into_iter().filter(|key| *key != self.key) {
            let Some(text) = storage::read(&key) else { continue };
            // A draft that cannot be read was written by another version of this program.
            let draft = read(&text);
            let left = draft.as_ref().is_none_or(|draft| {
                draft.closed || held.as_ref().map_or(draft.age > OLD, |held| !held.contains(&key))
            });
            if left {
                storage::remove(&key);
                found.extend(draft.map(|draft| draft.change));
            }
        }
        found
    }
}

struct Draft {
    change: Change,
    /// Its page was left.
    closed: bool,
    /// Milliseconds since it was written.
    age: i64,
}

fn read(text: &str) -> Option<Draft> {
    let mut words = text.split(' ');
    if words.next() != Some(FORM) {
        return None;
    }
    let closed = words.next()? == "closed";
    let age = now() - words.next()?.parse::<i64>().ok()?;
    let change = borsh::from_slice(&BASE64_STANDARD.decode(words.next()?).ok()?).ok()?;
    Some(Draft { change, closed, age })
}

fn prefix(design: &str) -> String {
    format!("topology-designer.unsaved.{design}.")
}

/// Milliseconds since 1970, UTC.
fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    let now = Date::now() as i64;
    now
}
