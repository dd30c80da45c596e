//! Passwords: made slow to guess, and never so many at once that guessing takes the server's memory.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
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
    rooms: Rooms,
    /// A hash that no password has: who is not known is answered as slowly as who is.
    nobodys: Arc<OnceCell<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { turns, rooms: Rooms::default(), nobodys: Arc::default() }
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
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|error| BackendError::Internal(error.to_string()))?;
        let hash = self.in_turn(move |rooms| made(rooms, &password, &salt)).await?;
        hash.map_err(BackendError::Internal)
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
        let fits = self.in_turn(move |rooms| fits(rooms, &password, &hash)).await?;
        Ok(known && fits.map_err(BackendError::Internal)?)
    }

    /// Works when it is its turn. The turn is over when the work is, also where whoever asked has gone away meanwhile.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Rooms) -> T + Send + 'static,
    ) -> Result<T, BackendError> {
        let turn = self.turns.clone().acquire_owned().await;
        let rooms = self.rooms.clone();
        busy(move || {
            let done = work(&rooms);
            drop(turn);
            done
        })
        .await
    }

    async fn nobodys(&self) -> Result<String, BackendError> {
        let make = async || self.hashed(Secret::new("n")?.reveal().to_owned()).await;
        self.nobodys.get_or_try_init(make).await.cloned()
    }
}

/// Memory to work in, which is used again: what is given back to the system's allocator stays with the thread that had it, and
/// a hundred who sign in at once would leave a GiB behind.
#[derive(Debug, Clone, Default)]
struct Rooms(Arc<Mutex<Vec<Vec<Block>>>>);

impl Rooms {
    /// Works in a room of so many blocks; there are no more rooms than turns.
    fn lend<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let free = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = free().pop().unwrap_or_default();
        if room.len() < blocks {
            room.resize(blocks, Block::new());
        }
        let done = work(&mut room[..blocks]);
        free().push(room);
        done
    }
}

/// A salt has 128 bits, as RFC 9106 has it in section 3.1.
const SALT: usize = 16;

/// What is kept of a password, in PHC form.
fn made(rooms: &Rooms, password: &str, salt: &[u8]) -> Result<String, String> {
    let params = Params::default();
    let kept = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(|error| error.to_string())?,
        salt: Some(Salt::new(salt).map_err(|error| error.to_string())?),
        hash: Some(output(rooms, password, salt, params, Params::DEFAULT_OUTPUT_LEN)?),
    };
    Ok(kept.to_string())
}

/// Whether a password is the one of what is kept; how long that takes tells nothing of it.
fn fits(rooms: &Rooms, password: &str, kept: &str) -> Result<bool, String> {
    let kept = PasswordHash::new(kept).map_err(|error| error.to_string())?;
    let is_ours = kept.algorithm == Algorithm::Argon2id.ident()
        && kept.version == Some(Version::V0x13.into());
    let (Some(salt), Some(hash), true) = (&kept.salt, &kept.hash, is_ours) else {
        return Err("a password is kept in a form that nothing here writes".to_owned());
    };
    let params = Params::try_from(&kept).map_err(|error| error.to_string())?;
    Ok(output(rooms, password, salt, params, hash.len())? == *hash)
}

/// The hash itself. Two of them are compared in a time that tells nothing.
fn output(
    rooms: &Rooms,
    password: &str,
    salt: &[u8],
    params: Params,
    length: usize,
) -> Result<Output, String> {
    let blocks = params.block_count();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = vec![0; length];
    rooms
        .lend(blocks, |room| {
            argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, room)
        })
        .map_err(|error| error.to_string())?;
    Output::new(&out).map_err(|error| error.to_string())
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
    async fn who_goes_away_ends_no_turn_and_no_more_rooms_are_used_than_there_are_turns() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse").await.unwrap();
        for _ in 0..40 {
            let (passwords, hash) = (passwords.clone(), hash.clone());
            let asked = tokio::spawn(async move { passwords.is("x", Some(hash)).await.is_ok() });
            tokio::task::yield_now().await;
            asked.abort();
        }
        let most = u32::try_from(AT_ONCE).unwrap();
        drop(passwords.turns.acquire_many(most).await.unwrap());
        let rooms = passwords.rooms.0.lock().unwrap().len();
        assert!((1..=AT_ONCE).contains(&rooms), "{rooms} rooms");
    }

    /// Kept by this program before it had rooms of its own: the crate's own writer wrote it.
    #[tokio::test]
    async fn what_was_kept_before_still_fits() {
        use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
        let passwords = Passwords::default();
        let kept = Argon2::default().hash_password(b"correct horse").unwrap().to_string();
        assert!(passwords.is("correct horse", Some(kept.clone())).await.unwrap());
        assert!(!passwords.is("correct horsf", Some(kept)).await.unwrap());
        let kept = passwords.hash("correct horse").await.unwrap();
        let read = PasswordHash::new(&kept).unwrap();
        assert!(Argon2::default().verify_password(b"correct horse", &read).is_ok());
        let unknown = "$argon2i$v=19$m=65536,t=1,p=1$c29tZXNhbHQAAAAA$+r0d29hqEB0yasKr55ZgICsQGSkl0v0kgwhd+U3wyRo";
        assert!(passwords.is("x", Some(unknown.to_owned())).await.is_err());
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
