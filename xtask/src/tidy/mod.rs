//! The house's own rules, held by machine: directions, sizes, words, lock files, languages.

mod edges;
mod locks;
mod named;
mod sizes;
mod words;

use crate::messages;
use crate::shell::Result;

/// Crates that know nothing of time, files, network or DOM. They build for the browser as well.
pub const PURE: [&str; 7] =
    ["messages", "topology", "rules", "editor", "drawing", "layout", "export"];

/// Runs every check and returns how many there are; an error lists all that is wrong.
pub fn check() -> Result<u64> {
    let checks: [fn() -> Result<Vec<String>>; 6] =
        [edges::check, sizes::check, words::check, locks::check, messages::check, named::check];
    let mut wrong = Vec::new();
    for check in checks {
        wrong.extend(check()?);
    }
    if wrong.is_empty() { Ok(checks.len() as u64) } else { Err(wrong.join("\n  ")) }
}
