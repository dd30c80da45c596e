//! A desk's unsaved work in the browser's storage for texts, which is written at once: until there is a journal, where there
//! cannot be one, and when the page is left and nothing else can be waited for.
//!
//! Each desk has a key of its own, so that two tabs never overwrite each other's work. While it is open a desk holds a lock
//! of its key's name, so that a tab that ended is told from one that works. What is left is read in `left.rs`.

use std::cell::Cell;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use js_sys::{Date, Math};
use topology::Change;

use crate::client::ui::browser::{locks, storage};

/// The form of a draft: `2`, closed or open, when, and the change, packed.
pub(super) const FORM: &str = "2";

/// The place of one desk's unsaved work.
pub(super) struct Drafts {
    /// The name of the desk among all that were ever opened here; its journal's, too.
    pub(super) key: String,
    is_kept: Cell<bool>,
}

impl Drafts {
    pub(super) fn new(design: &str) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below a billion")]
        let chance = (Math::random() * 1e9) as i64;
        let key = format!("{}{}-{chance}", prefix(design), now());
        locks::hold(&key);
        Self { key, is_kept: Cell::default() }
    }

    /// Keeps what is not saved; forgets it when nothing is.
    pub(super) fn keep(&self, unsaved: &Change, closed: bool) {
        let packed = (!unsaved.is_empty()).then(|| borsh::to_vec(unsaved).ok()).flatten();
        match packed {
            Some(packed) => {
                let state = if closed { "closed" } else { "open" };
                let text = BASE64_STANDARD.encode(packed);
                storage::write(&self.key, &format!("{FORM} {state} {} {text}", now()));
                self.is_kept.set(true);
            }
            None => self.forget(),
        }
    }

    /// It is kept elsewhere, or there is nothing to keep.
    pub(super) fn forget(&self) {
        if self.is_kept.replace(false) {
            storage::remove(&self.key);
        }
    }
}

/// What the names of all desks of a design begin with.
pub(super) fn prefix(design: &str) -> String {
    format!("topology-designer.unsaved.{design}.")
}

/// Milliseconds since 1970, UTC.
pub(super) fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    let now = Date::now() as i64;
    now
}
