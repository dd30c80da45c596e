//! What a design was when somebody gave it a name.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use backend::State as Moment;
use serde::{Deserialize, Serialize};
use topology::words::{Deed, in_words};
use utoipa::{IntoParams, ToSchema};

use super::given::Given;
use super::paging::{Page, Piece};
use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;

/// A version in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionItem {
    /// From 1.
    number: i64,
    name: String,
    message: String,
    author: String,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
    revision: i64,
    /// SHA-256 over the checksums of the bundle's files.
    bundle: String,
}

impl From<backend::VersionSummary> for VersionItem {
    fn from(version: backend::VersionSummary) -> Self {
        let backend::VersionSummary { number, name, message, author, created_at, revision, bundle } =
            version;
        Self { number, name, message, author, created_at, revision, bundle }
    }
}

/// A version to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewVersion {
    name: String,
    #[serde(default)]
    message: String,
}

/// A design's versions
///
/// The last first.
#[utoipa::path(get, path = "/designs/{id}/versions", tag = "versions", params(("id", description = "the design"), Piece), responses(
    (status = 200, body = Page<VersionItem>),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<VersionItem>>, HttpError> {
    let all: Vec<VersionItem> = caller.versions(&id).await?.into_iter().map(Into::into).collect();
    Ok(Json(piece.of(all, |version| format!("{:08}", version.number))))
}

/// Give what is saved a name
#[utoipa::path(post, path = "/designs/{id}/versions", tag = "versions", params(("id", description = "the design")),
    request_body = NewVersion,
    responses(
        (status = 201, body = VersionItem), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn create(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Given(NewVersion { name, message }): Given<NewVersion>,
) -> Result<Response, HttpError> {
    let made = caller.create_version(&id, &name, &message).await?;
    let place = format!("{}/designs/{id}/versions/{}", super::ROOT, made.number);
    let made = Json(VersionItem::from(made));
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], made).into_response())
}

/// A version's document
#[utoipa::path(get, path = "/designs/{id}/versions/{number}", tag = "versions",
    params(("id", description = "the design"), ("number" = i64, Path, description = "the version")),
    responses(
        (status = 200, description = "the document, in its canonical form", body = serde_json::Value),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn read(
    Asks(caller): Asks,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, HttpError> {
    let design = caller.state(&id, Moment::Version(number)).await?;
    let text = topology::document::write(&design);
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Which states are compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Between {
    /// The version that was before.
    before: i64,
    /// The version that came after; without one the design as it is.
    after: Option<i64>,
}

/// Something that is other.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Difference {
    /// `added`, `removed` or `changed`.
    deed: &'static str,
    what: String,
    part: String,
    from: String,
    to: String,
}

/// A file that is other.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileDifference {
    path: String,
    /// `added`, `removed` or `changed`.
    deed: &'static str,
}

/// What is other in one state of a design than in another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Differences {
    differences: Vec<Difference>,
    files: Vec<FileDifference>,
}

/// Compare a version with another, or with the design as it is
#[utoipa::path(get, path = "/designs/{id}/compare", tag = "versions", params(("id", description = "the design"), Between), responses(
    (status = 200, body = Differences), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn compare(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(Between { before, after }): Query<Between>,
) -> Result<Json<Differences>, HttpError> {
    let (before, after) = (Moment::Version(before), after.map_or(Moment::Now, Moment::Version));
    let (old, new) = (caller.state(&id, before).await?, caller.state(&id, after).await?);
    let changed = caller.compare_states(&id, before, after).await?;
    let deed = |deed| match deed {
        Deed::Added => "added",
        Deed::Removed => "removed",
        Deed::Changed => "changed",
    };
    let told = in_words(&topology::Change::between(&old, &new), &old);
    let differences = told.into_iter().map(|one| Difference {
        deed: deed(one.deed),
        what: one.what,
        part: one.part,
        from: one.from,
        to: one.to,
    });
    let files = changed.into_iter().map(|file| FileDifference {
        deed: match file.fate {
            backend::Fate::Added => "added",
            backend::Fate::Removed => "removed",
            backend::Fate::Changed => "changed",
        },
        path: file.path,
    });
    Ok(Json(Differences { differences: differences.collect(), files: files.collect() }))
}
