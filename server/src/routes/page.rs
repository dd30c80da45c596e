//! A design's page: it shows the drawing before its program has loaded.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse as _, Response};
use backend::{BackendError, Glimpse};

use crate::AppState;
use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::client;

/// The desk as it will be, with the drawing in its pane. The program reads there which catalogue it needs,
/// before the design has come.
pub(crate) fn desk(glimpse: Option<&Glimpse>, attributes: &str) -> String {
    let (drawing, product) = match glimpse {
        Some(Glimpse { product, drawing }) => (drawing.as_str(), Some(product)),
        None => ("", None),
    };
    let named = product.filter(|product| is_plain(&product.id) && is_plain(&product.version));
    let of_catalogue = named.map_or_else(String::new, |product| {
        format!(" data-product=\"{}\" data-version=\"{}\"", product.id, product.version)
    });
    format!(
        "<div class=\"designer\" data-sheet=\"none\"{of_catalogue}{attributes}>\
         <div class=\"side\"></div><div class=\"stage\"><div class=\"canvas\">{drawing}</div></div>\
         <div class=\"inspector\"></div><div class=\"drawer\"></div></div>"
    )
}

/// Whether a text means nothing else in a page.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

pub(crate) async fn design(
    State(state): State<AppState>,
    Asks(caller): Asks,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let glimpse = match caller.glimpse(&id).await {
        Ok(glimpse) => glimpse,
        // The program asks once more, and says what is wrong.
        Err(BackendError::NotFound(_) | BackendError::SignedOut | BackendError::Forbidden(_)) => {
            None
        }
        Err(error) => {
            tracing::warn!(?error, design = id, "a design could not be drawn for its page");
            None
        }
    };
    let page = glimpse.and_then(|glimpse| state.assets.page(&desk(Some(&glimpse), "")));
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
