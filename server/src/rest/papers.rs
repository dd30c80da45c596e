//! The review document.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use backend::PaperFormat;
use messages::text;
use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::papers::{self, Wish};

/// What the document is to be.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// `html` or `pdf`; without one `pdf`.
    format: Option<String>,
    /// The version that it is of; without one the design as it is.
    version: Option<i64>,
    /// Instead of the design's name.
    title: Option<String>,
    /// The date that stands on it, such as `2027-03-31`; without one today, in UTC. Waivers are held
    /// against it where it is a day.
    date: Option<String>,
}

/// The review document of a design
///
/// The drawing with its decisions, hosts, nodes, findings, waivers and connections, and of a version what people have said
/// of it. With a date the same design gives the same bytes.
#[utoipa::path(get, path = "/designs/{id}/review", tag = "bundles", params(("id", description = "the design"), Wanted), responses(
    (status = 200, description = "the document", content_type = "application/pdf"),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem),
))]
pub(crate) async fn review(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(Wanted { format, version, title, date }): Query<Wanted>,
) -> Result<Response, HttpError> {
    let unknown = || {
        HttpError::new(StatusCode::BAD_REQUEST, text!("A review document comes as html or pdf."))
    };
    let format = PaperFormat::of(format.as_deref().unwrap_or("pdf")).ok_or_else(unknown)?;
    papers::written(&caller, &id, format, Wish { version, title, date }).await
}
