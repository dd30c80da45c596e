//! The review document of a design: plain GETs, so that a link saves it.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use backend::{Caller, Paper, PaperFormat};
use serde::Deserialize;

use crate::AppState;
use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::downloads::{given, still};

/// What the document is to be of, and what stands on it.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    pub(crate) version: Option<i64>,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
}

/// One address for each format: `/designs/ID/review.html` and the other.
pub(crate) fn routes() -> Router<AppState> {
    PaperFormat::ALL.into_iter().fold(Router::new(), |router, format| {
        let path = format!("/designs/{{id}}/review.{}", format.extension());
        let answer = async move |Asks(caller): Asks, Path(id): Path<String>, Query(wish)| {
            written(&caller, &id, format, wish).await
        };
        router.route(&path, get(answer))
    })
}

pub(crate) async fn written(
    caller: &Caller,
    id: &str,
    format: PaperFormat,
    Wish { version, title, date }: Wish,
) -> Result<Response, HttpError> {
    let paper = Paper { format, version, title: given(title), date: given(date) };
    Ok(still(caller.review_document(id, paper).await?))
}
