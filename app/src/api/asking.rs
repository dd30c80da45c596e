//! Who asks, as the server found out before a function runs.

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

/// How browsers are given words to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cookies {
    /// The console is reached by https, and the words are sent over nothing else.
    pub secure: bool,
}

/// How long a browser keeps a word, in seconds: as long as a session counts at most, and as a guest stays.
const KEPT: u32 = 30 * 24 * 60 * 60;
const STAY: u32 = 12 * 60 * 60;
/// How long it keeps the word of a trip: as long as one may be away.
const AWAY: u32 = 10 * 60;

impl Cookies {
    /// What the browser calls it. With `__Host-` it takes it from this host alone.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.secure { "__Host-td-session" } else { "td-session" }
    }

    /// What the browser calls the word of a guest.
    #[must_use]
    pub fn guest_name(self) -> &'static str {
        if self.secure { "__Host-td-guest" } else { "td-guest" }
    }

    /// What the browser calls the word of a trip to a provider.
    #[must_use]
    pub fn trip_name(self) -> &'static str {
        if self.secure { "__Host-td-trip" } else { "td-trip" }
    }

    /// The header that gives a browser the word of a session; with none it forgets what it has.
    #[must_use]
    pub fn header(self, word: Option<&Secret>) -> String {
        self.written(self.name(), word.map(|word| (word, KEPT)))
    }

    /// The header that gives a browser the word of a guest.
    #[must_use]
    pub fn guest_header(self, word: &Secret) -> String {
        self.written(self.guest_name(), Some((word, STAY)))
    }

    /// The header that gives a browser the word of a trip; with none it forgets what it has. Coming back is a navigation
    /// from another site, with which a browser sends what is `Lax`.
    #[must_use]
    pub fn trip_header(self, word: Option<&Secret>) -> String {
        self.written(self.trip_name(), word.map(|word| (word, AWAY)))
    }

    fn written(self, name: &str, word: Option<(&Secret, u32)>) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let (word, age) = word.map_or(("", 0), |(word, age)| (word.reveal(), age));
        format!("{name}={word}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
    }
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
        let plain = Cookies { secure: false }.header(Some(&word));
        assert_eq!(plain, "td-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
        let secure = Cookies { secure: true }.header(None);
        assert_eq!(secure, "__Host-td-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
    }
}
