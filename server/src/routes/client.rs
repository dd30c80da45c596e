//! The client's files, and its page for every address that is not a file.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use crate::AppState;
use crate::error::HttpError;

pub(crate) async fn file(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let path = uri.path().trim_start_matches('/');
    // A missing file is missing: only addresses of the console itself get its page.
    let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let name = if is_page { "index.html" } else { path };
    let asset = state.assets.get(name).ok_or_else(|| {
        if is_page {
            HttpError::new(StatusCode::SERVICE_UNAVAILABLE, "This server holds no client. Start it with --assets and the folder that `cargo xtask client` writes.")
        } else {
            HttpError::new(StatusCode::NOT_FOUND, "There is no such file.")
        }
    })?;
    let given = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let common = [
        (header::ETAG, asset.etag.clone()),
        // Asked for each time, answered with 304: a new build is seen at once.
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    if given(header::IF_NONE_MATCH).split(',').any(|tag| tag.trim() == asset.etag) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let accepts = |name: &str| {
        let mut codings = given(header::ACCEPT_ENCODING).split(',');
        codings.any(|coding| coding.trim().split(';').next() == Some(name))
    };
    let kind = [(header::CONTENT_TYPE, asset.media_type)];
    if let Some(bytes) = asset.brotli.clone().filter(|_| accepts("br")) {
        return Ok((common, kind, [(header::CONTENT_ENCODING, "br")], bytes).into_response());
    }
    if let Some(bytes) = asset.gzip.clone().filter(|_| accepts("gzip")) {
        return Ok((common, kind, [(header::CONTENT_ENCODING, "gzip")], bytes).into_response());
    }
    Ok((common, kind, asset.plain.clone()).into_response())
}
