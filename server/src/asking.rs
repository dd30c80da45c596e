//! Who sends a request: found out before anything is done for them.

use app::api::asking::{Asking, Cookies, Elsewhere};
use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use backend::{Actor, BackendError, Caller, Secret};
use cookie::Cookie;

use crate::AppState;
use crate::config::Access;
use crate::error::HttpError;

/// The back end for who sends a request.
pub(crate) struct Asks(pub(crate) Caller);

impl FromRequestParts<AppState> for Asks {
    type Rejection = HttpError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(asking(state, &parts.headers).await?.caller))
    }
}

/// All that functions are told of a request.
pub(crate) async fn asking(state: &AppState, headers: &HeaderMap) -> Result<Asking, BackendError> {
    let cookies = cookies(state);
    let session = kept(headers, &cookies.name());
    let actor = match (&state.config.access, bearer(headers), &session) {
        (Access::Open, ..) => Actor::Local,
        (Access::Word(word), given, kept) => {
            let fits = given.iter().chain(kept).any(|given| given.is(word));
            if fits { Actor::Local } else { Actor::Nobody }
        }
        // A program says so itself; a browser sends its cookie with whatever a page asks.
        (Access::Accounts, Some(token), _) => state.backend.actor_of_token(&token).await?,
        (Access::Accounts, None, Some(session)) => state.backend.actor_of_session(session).await?,
        (Access::Accounts, None, None) => Actor::Nobody,
    };
    let mut caller = state.backend.caller(actor);
    // A link that was opened counts whoever one is besides.
    if let Some(word) = kept(headers, &cookies.guest_name())
        && let Actor::Guest(guest) = state.backend.actor_of_guest(&word).await?
    {
        caller = caller.with_link(guest);
    }
    Ok(Asking {
        caller,
        session,
        agent: text(headers, USER_AGENT).unwrap_or_default().to_owned(),
        cookies,
        accounts: matches!(state.config.access, Access::Accounts),
        elsewhere: state.openid.as_ref().map(|openid| Elsewhere {
            label: openid.settings().label.clone(),
            only: openid.settings().only,
        }),
    })
}

pub(crate) fn cookies(state: &AppState) -> Cookies {
    state.cookies
}

/// The word that a browser keeps.
pub(crate) fn kept(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let given = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut all = given.flat_map(|line| Cookie::split_parse(line.to_owned())).flatten();
    all.find(|cookie| cookie.name() == name).map(|one| Secret::given(one.value()))
}

/// The word that a program sends.
fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let (kind, word) = text(headers, AUTHORIZATION)?.split_once(' ')?;
    kind.eq_ignore_ascii_case("bearer").then(|| Secret::given(word.trim()))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        pairs.collect()
    }

    #[test]
    fn words_are_found_where_browsers_and_programs_put_them() {
        let plain = Cookies { secure: false, mark: 10 };
        let word =
            |given: &[_]| kept(&headers(given), &plain.name()).map(|word| word.reveal().to_owned());
        assert_eq!(
            word(&[("cookie", "a=1; td-session-0000000a=abc; b=2")]).as_deref(),
            Some("abc")
        );
        // What another console keeps, on another port, is none of ours.
        assert_eq!(word(&[("cookie", "td-session-0000000b=abc")]), None);
        assert_eq!(word(&[("cookie", "__Host-td-session-0000000a=abc")]), None);
        assert_eq!(word(&[("cookie", "td-session-0000000a")]), None);
        let word = |given| bearer(&headers(&[("authorization", given)]));
        assert!(word("Bearer abc").is_some_and(|word| word.reveal() == "abc"));
        assert!(word("bearer abc").is_some());
        assert!(word("Basic abc").is_none() && word("Bearer").is_none());
    }
}
