//! Whoever opens the address that was printed at the start is let in from then on: the word goes from the address into a
//! cookie, so that it is neither shown nor kept in the history.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use backend::Secret;

use crate::AppState;
use crate::asking::cookies;
use crate::config::Access;

/// What the word is called in an address.
pub(crate) const WORD: &str = "token";

pub(crate) async fn take(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Access::Word(word) = &state.config.access else { return next.run(request).await };
    let query = request.uri().query().unwrap_or_default();
    let given =
        query.split('&').find_map(|pair| pair.split_once('=').filter(|(name, _)| *name == WORD));
    let Some((_, given)) = given.filter(|_| *request.method() == Method::GET) else {
        return next.run(request).await;
    };
    // A wrong word is taken out of the address as well: the page says what to do.
    let path = request.uri().path();
    // Two slashes would name another host.
    let place = format!("/{}", path.trim_start_matches('/'));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response();
    let cookie = cookies(&state).header(Some(word));
    if let (true, Ok(cookie)) = (Secret::given(given).is(word), HeaderValue::from_str(&cookie)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
