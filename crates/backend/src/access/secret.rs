//! Words that open something for whoever has them: sessions, tokens, invitations, shares. They are made here, given out
//! once, and known afterwards by their hash alone.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::BackendError;

/// Bytes from the system's source of chance: nobody guesses 256 bits.
const BYTES: usize = 32;

/// A word that opens something.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one. It begins with a word that says what it is for, so that it is found where it was left by mistake.
    ///
    /// # Errors
    /// When the system has no chance to give.
    pub(crate) fn new(kind: &str) -> Result<Self, BackendError> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| BackendError::Internal(error.to_string()))?;
        Ok(Self(format!("td{kind}_{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// One that somebody brings.
    #[must_use]
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What is kept of it, and found by: two that are looked up by their hashes tell nothing by the time it takes.
    pub(crate) fn hash(&self) -> String {
        crate::hex(Sha256::digest(self.0.as_bytes()))
    }

    /// Whether both are one word. How long it takes tells nothing of either.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }

    /// Another word for this purpose, which whoever has this one can make again, and which tells nothing of this one.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{purpose}:{}", self.0)))
    }

    /// The word itself, for who is meant to have it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_another_long_enough_and_in_no_log() {
        let (one, other) = (Secret::new("s").unwrap(), Secret::new("s").unwrap());
        assert!(!one.is(&other) && one.is(&one.clone()));
        let word = one.reveal().strip_prefix("tds_").unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(word).unwrap().len(), BYTES);
        assert!(!format!("{one:?}").contains(word));
        assert_eq!(one.hash().len(), 64);
        assert_eq!(Secret::given(one.reveal()).hash(), one.hash());
    }

    #[test]
    fn what_is_derived_is_the_same_for_one_purpose_and_another_for_each_other() {
        let (one, other) = (Secret::new("o").unwrap(), Secret::new("o").unwrap());
        assert_eq!(one.derived("state"), Secret::given(one.reveal()).derived("state"));
        let all = [one.derived("state"), one.derived("nonce"), other.derived("state"), one.hash()];
        assert!((1..all.len()).all(|at| !all[..at].contains(&all[at])), "{all:?}");
        // 43 letters is what a verifier of PKCE has at least.
        assert!(all[..3].iter().all(|word| word.len() == 43));
    }
}
