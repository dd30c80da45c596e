//! Which numbers a field of a node takes, of one node and of several alike.

use messages::{said, say};
use topology::Limits;

/// A port offset.
#[expect(clippy::needless_pass_by_value, reason = "a field hands over what was typed")]
pub(super) fn offset(text: String) -> Result<(), String> {
    match text.trim().parse::<u16>() {
        Ok(_) => Ok(()),
        Err(_) => Err(said("takes a whole number from 0 to 65535").to_owned()),
    }
}

/// How many are deployed alike.
#[expect(clippy::needless_pass_by_value, reason = "a field hands over what was typed")]
pub(super) fn replicas(text: String) -> Result<(), String> {
    let most = Limits::DOCUMENT.replicas;
    match text.trim().parse::<u16>() {
        Ok(count) if (1..=most).contains(&count) => Ok(()),
        _ => Err(say!("takes a whole number from 1 to {most}", most)),
    }
}
