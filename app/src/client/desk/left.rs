//! What earlier desks of a design left in the browser's storage for texts, see `drafts.rs`.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use topology::{Change, ordered};

use super::drafts::{FORM, now, prefix};
use crate::client::ui::browser::storage;

/// Work that is older than this, in milliseconds, belongs to a tab that ended without a word.
const OLD: i64 = 60_000;

/// The work of one desk that is not there any more.
pub(super) struct Left {
    /// The desk's name.
    pub(super) desk: String,
    /// `None` for what cannot be read: another version of this program wrote it.
    pub(super) change: Option<Change>,
}

/// What other desks of this design left behind, oldest first. It stays where it is. Where the browser has no locks, age
/// tells whether a desk is still there.
pub(super) fn drafts(design: &str, own: &str, held: Option<&[String]>) -> Vec<Left> {
    let keys = ordered::set(storage::keys(&prefix(design)));
    let mut found = Vec::new();
    for desk in keys.into_iter().filter(|key| key != own) {
        let Some(text) = storage::read(&desk) else { continue };
        let draft = read(&text);
        let is_left = draft.as_ref().is_none_or(|draft| {
            draft.closed || held.map_or(draft.age > OLD, |held| !held.contains(&desk))
        });
        if is_left {
            found.push(Left { desk, change: draft.map(|draft| draft.change) });
        }
    }
    found
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
