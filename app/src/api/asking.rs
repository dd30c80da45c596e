//! Who asks, as the server found out before a function runs.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use backend::{Caller, Secret};
use leptos::prelude::use_context;

use super::ApiError;

/// The request of a function, as far as functions have to know it.
#[derive(Debug, Clone)]
pub struct Asking {
    pub caller: Caller,
    /// The word of the session that it came with.
    pub session: Option<Secret>,
    /// What the browser says it is.
    pub agent: String,
    pub cookies: Cookies,
    /// Whether people have accounts here.
    pub accounts: bool,
    /// Where they can sign in besides.
    pub elsewhere: Option<Elsewhere>,
}

/// A provider that says who somebody is.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// What it is called.
    pub label: String,
    /// People sign in there and nowhere else.
    pub only: bool,
}

impl Asking {
    /// Whether passwords count here.
    #[must_use]
    pub fn passwords(&self) -> bool {
        self.accounts && !self.elsewhere.as_ref().is_some_and(|elsewhere| elsewhere.only)
    }
}

/// What a server was started with, as those are told who administer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    /// Of the program.
    pub version: &'static str,
    /// What the program was built of, where that is known.
    pub commit: Option<&'static str>,
    /// Milliseconds since 1970, UTC.
    pub started_at: i64,
    /// The address that it listens on.
    pub listen: String,
    /// How people reach it, where that was said.
    pub public_url: Option<String>,
    /// Who is let in: `open`, `token` or `accounts`.
    pub access: &'static str,
    /// Where figures are read, where they are given.
    pub metrics: Option<String>,
}

/// How browsers are given words to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cookies {
    /// The console is reached by https, and the words are sent over nothing else.
    pub secure: bool,
    /// What tells this console from others: browsers keep one word of a name for a host, whatever the port.
    pub mark: u32,
}

/// How long a browser keeps a word, in seconds: as long as a session counts at most, and as a guest stays.
const KEPT: u32 = 30 * 24 * 60 * 60;
const STAY: u32 = 12 * 60 * 60;
/// How long it keeps the word of a trip: as long as one may be away.
const AWAY: u32 = 10 * 60;

impl Cookies {
    /// What the browser calls the word of a session.
    #[must_use]
    pub fn name(self) -> String {
        self.called("session")
    }

    /// What the browser calls the word of a guest.
    #[must_use]
    pub fn guest_name(self) -> String {
        self.called("guest")
    }

    /// With `__Host-` browsers take it from this host alone.
    fn called(self, kind: &str) -> String {
        let host = if self.secure { "__Host-" } else { "" };
        format!("{host}td-{kind}-{:08x}", self.mark)
    }

    /// What the browser calls the word of a trip to a provider.
    #[must_use]
    pub fn trip_name(self) -> String {
        self.called("trip")
    }

    /// The header that gives a browser the word of a session; with none it forgets what it has.
    #[must_use]
    pub fn header(self, word: Option<&Secret>) -> String {
        self.written(&self.name(), word.map(|word| (word, KEPT)))
    }

    /// The header that gives a browser the word of a guest.
    #[must_use]
    pub fn guest_header(self, word: &Secret) -> String {
        self.written(&self.guest_name(), Some((word, STAY)))
    }

    /// The header that gives a browser the word of a trip; with none it forgets what it has. Coming back is a navigation
    /// from another site, with which a browser sends what is `Lax`.
    #[must_use]
    pub fn trip_header(self, word: Option<&Secret>) -> String {
        self.written(&self.trip_name(), word.map(|word| (word, AWAY)))
    }

    fn written(self, name: &str, word: Option<(&Secret, u32)>) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let (word, age) = word.map_or(("", 0), |(word, age)| (word.reveal(), age));
        format!("{name}={word}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
    }
}

/// What this server was started with.
pub(super) fn serving() -> Result<Arc<Serving>, ApiError> {
    use_context().ok_or_else(|| ApiError::internal("no server in the context"))
}

/// The request in whose context this runs.
pub(super) fn asking() -> Result<Asking, ApiError> {
    use_context().ok_or_else(|| ApiError::internal("no caller in the context"))
}

/// Gives the browser that asks a word to keep, or takes it away.
pub(super) fn keep(cookie: &str) {
    let response = use_context::<leptos_axum::ResponseOptions>();
    if let (Some(response), Ok(value)) = (response, HeaderValue::from_str(cookie)) {
        response.insert_header(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_where_no_script_reads_it() {
        let word = Secret::given("abc");
        let plain = Cookies { secure: false, mark: 0xa1b }.header(Some(&word));
        assert_eq!(
            plain,
            "td-session-00000a1b=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000"
        );
        let secure = Cookies { secure: true, mark: 0xa1b }.header(None);
        assert_eq!(
            secure,
            "__Host-td-session-00000a1b=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"
        );
    }
}
