//! Words and passwords that somebody tries: who is wrong too often waits, whichever link or person it was about. Each link
//! and each person counts as well, in the back end.

use std::net::IpAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::AppState;
use crate::connections::Peer;
use crate::error::HttpError;
use crate::sender::sender;

/// The functions that take a word or a password.
const FUNCTIONS: [&str; 5] = [
    "/api/session/join",
    "/api/session/password",
    "/api/session/sign-in",
    "/api/session/welcome",
    "/api/shares/open",
];

/// Where one begins to sign in elsewhere.
pub(crate) const START: &str = "/oidc/start";

/// Who sent a request.
pub(crate) fn of(state: &AppState, about: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = about.get::<ConnectInfo<Peer>>()?;
    sender(&state.config, peer.0.0, headers)
}

pub(crate) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // What begins to sign in elsewhere leaves a row, whoever asks for it: it was right when they come back.
    let leaves = path == START;
    let tries =
        *request.method() == Method::POST && (FUNCTIONS.contains(&path) || path.starts_with("/s/"));
    let sender = of(&state, request.extensions(), request.headers());
    let Some(sender) = sender.filter(|_| tries || leaves) else { return next.run(request).await };
    if let Err(error) = state.backend.count_try(sender) {
        return HttpError::from(error).into_response();
    }
    let response = next.run(request).await;
    if !leaves && !response.status().is_client_error() {
        state.backend.try_was_right(sender);
    }
    response
}
