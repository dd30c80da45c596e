//! A file that a person opens: sent as it is, because a picture is no text.

use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::AppState;
use crate::error::HttpError;
use crate::routes::body::whole;

const TOO_LARGE: &str =
    "This file is too large: a picture with a design inside has at most 32 MiB.";

/// Makes a design of a document, or of a picture that holds one, and answers with its id.
pub(crate) async fn open(State(state): State<AppState>, body: Body) -> Result<Response, HttpError> {
    let bytes = whole(body, backend::MOST_BYTES, TOO_LARGE).await?;
    let design = state.backend.import_file(bytes.into()).await?;
    let place = [(header::LOCATION, format!("/designs/{}", design.id))];
    Ok((StatusCode::CREATED, place, design.id).into_response())
}
