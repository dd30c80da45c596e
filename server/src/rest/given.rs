//! What a program sends.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use messages::text;
use serde::de::DeserializeOwned;

use crate::error::HttpError;
use crate::routes::body::whole;

/// The most that is sent at once, in bytes: a document is half of it.
const MOST: usize = 9 * 1024 * 1024;

/// A value that is sent as JSON. What it does not know is refused, as in documents.
pub(crate) struct Given<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Given<T> {
    type Rejection = HttpError;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let bytes = sent(request.into_body()).await?;
        let wrong = |error: serde_json::Error| {
            let error = error.to_string();
            HttpError::new(
                StatusCode::BAD_REQUEST,
                text!("This is not what is asked for: {error}.", error),
            )
        };
        serde_json::from_slice(&bytes).map(Self).map_err(wrong)
    }
}

/// A document as it is sent.
pub(crate) async fn document(body: Body) -> Result<String, HttpError> {
    let bytes = sent(body).await?;
    String::from_utf8(bytes.into())
        .map_err(|_| HttpError::new(StatusCode::BAD_REQUEST, text!("A document is UTF-8.")))
}

async fn sent(body: Body) -> Result<axum::body::Bytes, HttpError> {
    let too_large =
        text!("This is too large to be sent: a request has at most 9 MiB, a design 4 MiB.");
    whole(body, MOST, too_large).await
}
