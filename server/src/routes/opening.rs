//! A file that a person opens: sent as it is, because a picture is no text.

use axum::body::Body;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use messages::text;
use serde::Deserialize;

use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::body::whole;

/// Where a page sends such a file.
pub(crate) const OPENING: &str = "/designs/open";

/// Makes a design of a document, or of a picture that holds one, and answers with its id.
/// Where the new design goes.
#[derive(Debug, Deserialize)]
pub(crate) struct Place {
    workspace: Option<String>,
}

pub(crate) async fn open(
    Asks(caller): Asks,
    Query(place): Query<Place>,
    body: Body,
) -> Result<Response, HttpError> {
    let too_large =
        text!("This file is too large: a picture with a design inside has at most 32 MiB.");
    let bytes = whole(body, backend::MOST_BYTES, too_large).await?;
    let design = caller.import_file(bytes.into(), place.workspace.as_deref()).await?;
    let place = [(header::LOCATION, format!("/designs/{}", design.id))];
    Ok((StatusCode::CREATED, place, design.id).into_response())
}
