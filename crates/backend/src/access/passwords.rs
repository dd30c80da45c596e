//! Passwords: made slow to guess, and never so many at once that guessing takes the server's memory.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use messages::text;
use tokio::sync::{OnceCell, Semaphore};

use super::Secret;
use crate::{BackendError, busy};

/// The least that a password has, in characters, and the most, in bytes.
/// Source: NIST SP 800-63B-4, section 3.1.1.2: length alone is asked for.
const SHORTEST: usize = 10;
const LONGEST: usize = 512;

/// How many are worked on at the same time: each takes 19 MiB and a processor for some ten milliseconds.
const AT_ONCE: usize = 4;

/// Argon2id with what its crate takes by itself: 19 MiB, two passes, one lane.
/// Source: OWASP Password Storage Cheat Sheet, the first of its Argon2id settings.
#[derive(Debug, Clone)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    /// A hash that no password has: who is not known is answered as slowly as who is.
    nobodys: Arc<OnceCell<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), nobodys: Arc::default() }
    }
}

impl Passwords {
    /// What is kept of a password.
    ///
    /// # Errors
    /// [`BackendError::Invalid`] when it is too short or too long.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, BackendError> {
        let characters = password.chars().count();
        if characters < SHORTEST {
            return Err(BackendError::Invalid(text!(
                "The password has {characters} characters; it takes at least {least}.",
                characters,
                least = SHORTEST
            )));
        }
        if password.len() > LONGEST {
            return Err(BackendError::Invalid(text!(
                "The password is too long: at most {most} bytes fit.",
                most = LONGEST
            )));
        }
        self.hashed(password.to_owned()).await
    }

    async fn hashed(&self, password: String) -> Result<String, BackendError> {
        let _turn = self.turns.acquire().await;
        let hash = busy(move || {
            Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
        });
        hash.await?.map_err(|error| BackendError::Internal(error.to_string()))
    }

    /// Whether a password is the one of this hash. Without a hash it is not, after the same while.
    pub(crate) async fn is(
        &self,
        password: &str,
        hash: Option<String>,
    ) -> Result<bool, BackendError> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => self.nobodys().await?,
        };
        // A longer one is nobody's, and would take long.
        let password: String =
            if password.len() > LONGEST { String::new() } else { password.to_owned() };
        let _turn = self.turns.acquire().await;
        let fits = busy(move || {
            let hash = PasswordHash::new(&hash).map_err(|error| error.to_string())?;
            Ok::<bool, String>(
                Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
            )
        });
        let fits = fits.await?.map_err(BackendError::Internal)?;
        Ok(known && fits)
    }

    async fn nobodys(&self) -> Result<String, BackendError> {
        let make = async || self.hashed(Secret::new("n")?.reveal().to_owned()).await;
        self.nobodys.get_or_try_init(make).await.cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_is_told_from_others_and_from_none() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash("correct horse").await.unwrap());
        assert!(passwords.is("correct horse", Some(hash.clone())).await.unwrap());
        for wrong in ["correct horsf", "", &"x".repeat(LONGEST + 1)] {
            assert!(!passwords.is(wrong, Some(hash.clone())).await.unwrap());
        }
        assert!(!passwords.is("correct horse", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_has_a_least_and_a_most() {
        let passwords = Passwords::default();
        for (password, says) in [("short", "at least 10"), (&*"ä".repeat(300), "at most 512")] {
            let error = passwords.hash(password).await.unwrap_err();
            assert!(error.to_string().contains(says), "{error}");
        }
        assert!(passwords.hash("zehn Löwen").await.is_ok());
    }
}
