//! Trips: a browser leaves for a provider, and comes back with word of who its person is. What proves that it is the same
//! browser is in its cookie alone; any server over this database may see it off and any may take it in.

use crate::access::Secret;
use crate::store::TripRow;
use crate::{Backend, BackendError, Caller, now};

/// How long one may be away.
const AWAY: i64 = 10 * 60 * 1_000;
/// The longest address that one comes back to, in bytes.
const LONGEST: usize = 1_024;
/// Where one comes back to from nowhere.
const HOME: &str = "/";

/// A trip that has ended well.
#[derive(Debug, Clone)]
pub struct Trip {
    /// The address of our own that is shown afterwards.
    pub back: String,
    /// Whose account it was that is to be connected.
    pub connects: Option<String>,
    /// The hash of the word of an invitation.
    pub(crate) invitation: Option<String>,
}

/// An address within the console. Anything else, such as one that leads to another site, is the first page.
fn own(path: &str) -> &str {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_own = path.starts_with('/') && !path.starts_with("//");
    if is_plain && is_own && path.len() <= LONGEST { path } else { HOME }
}

impl Backend {
    /// Begins a trip to sign in, and comes back to this address. The word is for the browser's cookie.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(&self, back: &str) -> Result<Secret, BackendError> {
        self.sent_off(back, None, None).await
    }

    /// Begins a trip to accept an invitation.
    ///
    /// # Errors
    /// When the invitation counts no longer.
    pub async fn leave_to_join(&self, word: &Secret) -> Result<Secret, BackendError> {
        self.invitation(word).await?;
        self.sent_off(HOME, Some(word.hash()), None).await
    }

    async fn sent_off(
        &self,
        back: &str,
        invitation: Option<String>,
        user_id: Option<String>,
    ) -> Result<Secret, BackendError> {
        let (word, now) = (Secret::new("o")?, now());
        let trip = TripRow { back: own(back).to_owned(), invitation, user_id, ends_at: now + AWAY };
        self.store.insert_trip(&trip, &word.hash(), now).await?;
        Ok(word)
    }

    /// Ends the trip of this word; `None` when it took too long, or has ended before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn come_back(&self, word: &Secret) -> Result<Option<Trip>, BackendError> {
        let found = self.store.take_trip(&word.hash()).await?.filter(|trip| trip.ends_at > now());
        let trip = |row: TripRow| Trip {
            back: row.back,
            connects: row.user_id,
            invitation: row.invitation,
        };
        Ok(found.map(trip))
    }
}

impl Caller {
    /// Begins a trip to connect their account, and comes back to this address.
    ///
    /// # Errors
    /// When they have none.
    pub async fn leave_to_connect(&self, back: &str) -> Result<Secret, BackendError> {
        let person = self.signed_in()?.id.clone();
        self.backend.sent_off(back, None, Some(person)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_console_and_nowhere_else() {
        for path in ["/", "/designs/1", "/designs/1?a=b#gw1", "/s/1%20", "/a//b"] {
            assert_eq!(own(path), path);
        }
        let long = "/a".repeat(LONGEST);
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "evil.example",
            "/ä",
            "/a b",
            &long,
        ] {
            assert_eq!(own(path), HOME, "{path:?}");
        }
    }

    #[tokio::test]
    async fn a_trip_ends_once_and_not_too_late() {
        let backend = crate::testing::backend().await.unwrap();
        let word = backend.leave("/designs/1").await.unwrap();
        let other = backend.leave("//evil.example").await.unwrap();
        assert!(backend.come_back(&Secret::given("tdo_x")).await.unwrap().is_none());
        let trip = backend.come_back(&word).await.unwrap().unwrap();
        assert_eq!((trip.back.as_str(), trip.connects), ("/designs/1", None));
        assert!(backend.come_back(&word).await.unwrap().is_none());
        assert_eq!(backend.come_back(&other).await.unwrap().unwrap().back, "/");
        let late = Secret::new("o").unwrap();
        let row = |ends_at| TripRow { back: "/".into(), invitation: None, user_id: None, ends_at };
        backend.store.insert_trip(&row(now()), &late.hash(), 0).await.unwrap();
        assert!(backend.come_back(&late).await.unwrap().is_none());
        // Who leaves sweeps away those that have not come back.
        backend.store.insert_trip(&row(now()), &late.hash(), 0).await.unwrap();
        backend.leave("/").await.unwrap();
        assert!(backend.store.take_trip(&late.hash()).await.unwrap().is_none());
    }
}
