//! The page of a link. Its address names the link; the word that opens it is sent by the page itself, once.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse as _, Response};
use backend::{Actor, Caller, Guest, Secret};
use serde::Deserialize;

use crate::AppState;
use crate::asking::{asking, cookies};
use crate::error::HttpError;
use crate::routes::{client, page};

/// What opens a link.
#[derive(Debug, Deserialize)]
pub(crate) struct Opening {
    word: String,
    #[serde(default)]
    passphrase: String,
}

/// The most that opens a link, in bytes.
pub(crate) const OPENING: usize = 16 * 1024;

/// The console's page, with the drawing for a browser that has opened the link before.
pub(crate) async fn shown(
    State(state): State<AppState>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let caller = asking(&state, &headers).await?.caller;
    let guest = caller.link().filter(|guest| guest.share == id);
    let desk = match guest {
        Some(guest) => desk(&caller, guest).await?,
        None => None,
    };
    let response = match desk.and_then(|desk| state.assets.page(&desk)) {
        Some(page) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        None => client::file(State(state), uri, headers).await?,
    };
    Ok(discreet(response))
}

/// Opens a link: the answer is the drawing for the page that asked, with a cookie by which it is known from then on.
pub(crate) async fn open(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Json(opening): Json<Opening>,
) -> Result<Response, HttpError> {
    let word = Secret::given(&opening.word);
    let welcomed = state.backend.open_share(&id, &word, &opening.passphrase).await?;
    let caller = state.backend.caller(Actor::Guest(welcomed.guest.clone()));
    let desk = desk(&caller, &welcomed.guest).await?;
    let mut response = discreet(desk.unwrap_or_default().into_response());
    if let Ok(cookie) = HeaderValue::from_str(&cookies(&state).guest_header(&welcomed.word)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The desk of the design that a link is of; without its drawing where there is nothing to see.
async fn desk(caller: &Caller, guest: &Guest) -> Result<Option<String>, HttpError> {
    let glimpse = caller.glimpse(&guest.design).await?;
    let attributes = format!(" data-design=\"{}\"", guest.design);
    Ok(Some(page::desk(glimpse.as_ref(), &attributes)))
}

/// Nobody keeps it, lists it, or learns by it where somebody came from.
fn discreet(mut response: Response) -> Response {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
