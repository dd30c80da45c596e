//! Files for a person to keep: plain GETs, so that a link works anywhere.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use backend::{ArchiveFormat, Download};
use serde::Deserialize;

use crate::AppState;
use crate::error::HttpError;

#[derive(Debug, Deserialize)]
pub(crate) struct ArchiveQuery {
    #[serde(default = "zip")]
    format: String,
    node: Option<String>,
    #[serde(default)]
    force: bool,
}

fn zip() -> String {
    "zip".to_owned()
}

pub(crate) async fn archive(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query<ArchiveQuery>,
) -> Result<Response, HttpError> {
    let unknown = || HttpError::new(StatusCode::BAD_REQUEST, "A bundle comes as zip or tar.gz.");
    let format = ArchiveFormat::of(&query.format).ok_or_else(unknown)?;
    let download = state.backend.archive(&id, format, query.node.as_deref(), query.force).await?;
    Ok(attached(download))
}

pub(crate) async fn document(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    Ok(attached(state.backend.document_file(&id).await?))
}

pub(crate) async fn picture(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    Ok(attached(state.backend.picture_file(&id).await?))
}

/// File names are made of letters, digits, dots and dashes, so they need no quoting rules.
fn attached(download: Download) -> Response {
    let headers = [
        (header::CONTENT_TYPE, download.media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", download.file_name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, download.bytes).into_response()
}
