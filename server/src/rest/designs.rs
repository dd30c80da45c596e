//! Designs, kept with a revision.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use messages::text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::etag;
use super::given::{Given, document};
use super::paging::{Page, Piece};
use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;

/// A design in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DesignItem {
    id: String,
    workspace: String,
    name: String,
    /// `development`, `test` or `production`.
    environment: String,
    product_version: String,
    nodes: u32,
    links: u32,
    errors: u32,
    warnings: u32,
    revision: i64,
    /// Milliseconds since 1970, UTC.
    saved_at: i64,
}

impl From<backend::DesignSummary> for DesignItem {
    fn from(design: backend::DesignSummary) -> Self {
        let backend::DesignSummary { id, workspace, name, environment, product_version, .. } =
            design;
        Self {
            id,
            workspace,
            name,
            environment,
            product_version,
            nodes: design.nodes,
            links: design.links,
            errors: design.errors,
            warnings: design.warnings,
            revision: design.revision,
            saved_at: design.saved_at,
        }
    }
}

/// A design to be made: with a name, or as a document that says it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDesign {
    name: Option<String>,
    /// A built-in pattern to begin with, such as `guide-ha`.
    template: Option<String>,
    /// A whole design, in the place of name and template.
    #[schema(value_type = Option<Object>)]
    document: Option<serde_json::Value>,
    /// Where it goes; without one to where the person may make designs.
    workspace: Option<String>,
}

/// The designs that one sees
///
/// The last saved first.
#[utoipa::path(get, path = "/designs", tag = "designs", params(Piece), responses(
    (status = 200, body = Page<DesignItem>),
    (status = 401, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Query(piece): Query<Piece>,
) -> Result<Json<Page<DesignItem>>, HttpError> {
    let all: Vec<DesignItem> = caller.designs().await?.into_iter().map(Into::into).collect();
    Ok(Json(piece.of(all, |design| format!("{:016}-{}", design.saved_at, design.id))))
}

/// Make a design
#[utoipa::path(post, path = "/designs", tag = "designs", request_body = NewDesign, responses(
    (status = 201, body = DesignItem, headers(("location", description = "where it is"), ("etag", description = "its revision"))),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem),
))]
pub(crate) async fn create(
    Asks(caller): Asks,
    Given(new): Given<NewDesign>,
) -> Result<Response, HttpError> {
    let NewDesign { name, template, document, workspace } = new;
    let workspace = workspace.as_deref();
    let made = match (name, document) {
        (Some(name), None) => caller.create_design(&name, template.as_deref(), workspace).await?,
        (None, Some(document)) if template.is_none() => {
            caller.import_design(document.to_string(), workspace).await?
        }
        _ => {
            let message =
                text!("A new design has a name, and a template if you like, or is a document.");
            return Err(HttpError::new(StatusCode::UNPROCESSABLE_ENTITY, message));
        }
    };
    let place = format!("{}/designs/{}", super::ROOT, made.id);
    let tag = etag::of(made.revision);
    let headers = [(header::ETAG, tag)];
    let made = Json(DesignItem::from(made));
    Ok((StatusCode::CREATED, headers, [(header::LOCATION, place)], made).into_response())
}

/// A design's document
#[utoipa::path(get, path = "/designs/{id}", tag = "designs", params(("id", description = "the design")), responses(
    (status = 200, description = "the document, in its canonical form", body = serde_json::Value,
        headers(("etag", description = "its revision"))),
    (status = 304, description = "If-None-Match names this revision"),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn read(
    Asks(caller): Asks,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let backend::OpenDesign { document: text, revision, .. } = caller.open_design(&id).await?;
    let tag = [(header::ETAG, etag::of(revision))];
    if etag::is_known(&headers, revision) {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok((tag, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// A save that happened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedDesign {
    revision: i64,
    /// Milliseconds since 1970, UTC.
    saved_at: i64,
}

/// Put a document in the place of a design
///
/// `If-Match` names the revision that it is made from; where somebody has saved since, nothing is written.
#[utoipa::path(put, path = "/designs/{id}", tag = "designs",
    params(("id", description = "the design"), ("if-match" = String, Header, description = "the ETag that came with the design")),
    request_body(content = serde_json::Value, description = "a document"),
    responses(
        (status = 200, body = SavedDesign, headers(("etag", description = "its revision"))),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem, headers(("etag", description = "the revision that it is at"))),
        (status = 422, body = Problem), (status = 428, body = Problem),
    )
)]
pub(crate) async fn replace(
    Asks(caller): Asks,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, HttpError> {
    let base = etag::seen(&headers)?;
    match caller.replace_design(&id, base, document(body).await?).await {
        Ok(backend::Saved { revision, saved_at, .. }) => {
            let tag = [(header::ETAG, etag::of(revision))];
            Ok((tag, Json(SavedDesign { revision, saved_at })).into_response())
        }
        Err(error @ backend::BackendError::Conflict { revision }) => {
            let refused = HttpError::new(StatusCode::PRECONDITION_FAILED, error.text());
            Ok(([(header::ETAG, etag::of(revision))], refused).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Delete a design
#[utoipa::path(delete, path = "/designs/{id}", tag = "designs", params(("id", description = "the design")), responses(
    (status = 204, description = "it is deleted"),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn delete(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<StatusCode, HttpError> {
    caller.delete_design(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
