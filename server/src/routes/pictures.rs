//! Pictures of a design: plain GETs, so that an image shows one and a link saves it.

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use backend::{Format, Look, Theme};
use serde::Deserialize;

use crate::AppState;
use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::downloads::{given, still};

#[derive(Debug, Deserialize)]
pub(crate) struct PictureQuery {
    #[serde(default)]
    theme: Option<String>,
    title: Option<String>,
    date: Option<String>,
    #[serde(default = "yes")]
    legend: bool,
    /// Whether the design itself goes into the picture.
    #[serde(default = "yes")]
    design: bool,
}

fn yes() -> bool {
    true
}

/// One address for each format: `/designs/ID/picture.svg` and the others.
pub(crate) fn routes() -> Router<AppState> {
    Format::ALL.into_iter().fold(Router::new(), |router, format| {
        let path = format!("/designs/{{id}}/picture.{}", format.extension());
        router.route(&path, get(async move |asks, id, query| draw(format, asks, id, query).await))
    })
}

async fn draw(
    format: Format,
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(query): Query<PictureQuery>,
) -> Result<Response, HttpError> {
    let theme = match query.theme.as_deref() {
        None | Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        Some(_) => {
            let message = "A picture's theme is light or dark.";
            return Err(HttpError::new(StatusCode::BAD_REQUEST, message));
        }
    };
    let look =
        Look { theme, title: given(query.title), date: given(query.date), legend: query.legend };
    let picture = caller.picture(&id, format, look, query.design).await?;
    Ok(still(picture))
}
