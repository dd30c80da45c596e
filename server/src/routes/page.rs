//! A design's page: it shows the drawing before its program has loaded.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse as _, Response};
use backend::BackendError;

use crate::AppState;
use crate::error::HttpError;
use crate::routes::client;

/// The desk as it will be, with the drawing in its pane.
const BEFORE: &str = "<div class=\"designer\" data-sheet=\"none\"><div class=\"side\"></div><div class=\"stage\"><div class=\"canvas\">";
const AFTER: &str = "</div></div><div class=\"inspector\"></div><div class=\"drawer\"></div></div>";

pub(crate) async fn design(
    State(state): State<AppState>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let drawing = match state.backend.glimpse(&id).await {
        Ok(drawing) => drawing,
        // The program asks once more, and says what is wrong.
        Err(BackendError::NotFound(_)) => None,
        Err(error) => {
            tracing::warn!(?error, design = id, "a design could not be drawn for its page");
            None
        }
    };
    let page = drawing.and_then(|drawing| state.assets.page([BEFORE, &drawing, AFTER]));
    let Some(page) = page else {
        return client::file(State(state), uri, headers).await;
    };
    // It is of one person's design, and as it is now.
    let kind = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    Ok((kind, page).into_response())
}
