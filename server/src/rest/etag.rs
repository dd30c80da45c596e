//! Revisions as `ETag`s: who writes says which one they have seen.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use messages::text;

use crate::error::HttpError;

/// `"7"`.
pub(crate) fn of(revision: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{revision}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// The revision that `If-Match` names.
///
/// # Errors
/// 428 without one, 412 for one that no revision has.
pub(crate) fn seen(headers: &HeaderMap) -> Result<i64, HttpError> {
    let Some(given) = headers.get(header::IF_MATCH) else {
        let message = text!(
            "Say in If-Match which revision this is made from: the ETag that came with the design."
        );
        return Err(HttpError::new(StatusCode::PRECONDITION_REQUIRED, message));
    };
    let number = given.to_str().ok().and_then(|text| text.strip_prefix('"')?.strip_suffix('"'));
    number.and_then(|number| number.parse().ok()).ok_or_else(|| {
        let message = text!("If-Match takes one ETag, as it came with the design: \"7\".");
        HttpError::new(StatusCode::PRECONDITION_FAILED, message)
    })
}

/// Whether who asks has this revision already.
pub(crate) fn is_known(headers: &HeaderMap, revision: i64) -> bool {
    let given = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let own = format!("\"{revision}\"");
    given.is_some_and(|given| {
        given.split(',').any(|one| one.trim().trim_start_matches("W/") == own || one.trim() == "*")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        [(name, HeaderValue::from_static(value))].into_iter().collect()
    }

    #[test]
    fn a_revision_is_named_as_it_came() {
        assert_eq!(of(7), "\"7\"");
        assert_eq!(seen(&headers(header::IF_MATCH, "\"7\"")).unwrap(), 7);
        for wrong in ["7", "*", "W/\"7\"", "\"x\"", "\"1\", \"2\""] {
            assert!(seen(&headers(header::IF_MATCH, wrong)).is_err(), "{wrong}");
        }
        assert!(seen(&HeaderMap::new()).is_err());
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        for known in ["\"7\"", "\"6\", W/\"7\"", "*"] {
            assert!(is_known(&headers(header::IF_NONE_MATCH, known), 7), "{known}");
        }
        assert!(!is_known(&headers(header::IF_NONE_MATCH, "\"6\""), 7));
        assert!(!is_known(&HeaderMap::new(), 7));
    }
}
