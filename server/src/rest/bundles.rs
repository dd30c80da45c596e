//! What is exported.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;
use crate::routes::downloads;

/// A file of a bundle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BundleFile {
    path: String,
    bytes: u32,
    /// The node that it belongs to.
    node: Option<String>,
}

/// What a bundle would hold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BundleList {
    revision: i64,
    /// The folder that holds all of it.
    root: String,
    /// Open findings: with errors it is exported only if somebody insists.
    errors: u32,
    warnings: u32,
    files: Vec<BundleFile>,
}

/// The files of a design's bundle
#[utoipa::path(get, path = "/designs/{id}/files", tag = "bundles", params(("id", description = "the design")), responses(
    (status = 200, body = BundleList),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Json<BundleList>, HttpError> {
    let listing = caller.list_bundle(&id).await?;
    let file = |file: backend::ListedFile| BundleFile {
        path: file.path,
        bytes: file.bytes,
        node: file.node,
    };
    Ok(Json(BundleList {
        revision: listing.revision,
        root: listing.root,
        errors: listing.errors,
        warnings: listing.warnings,
        files: listing.files.into_iter().map(file).collect(),
    }))
}

/// How a bundle is to come.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// `zip` or `tar.gz`.
    format: Option<String>,
    /// Only the files of this node.
    node: Option<String>,
    /// In spite of errors.
    #[serde(default)]
    force: bool,
}

/// Export a design
///
/// The same design gives the same bytes. It is refused with 409 while the design has errors, unless `force` says otherwise,
/// and where its workspace exports approved versions alone.
#[utoipa::path(get, path = "/designs/{id}/bundle", tag = "bundles", params(("id", description = "the design"), Wanted), responses(
    (status = 200, description = "the archive", content_type = "application/zip"),
    (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem),
))]
pub(crate) async fn download(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpError> {
    let format = wanted.format.as_deref().unwrap_or("zip");
    downloads::packed(&caller, &id, format, wanted.node.as_deref(), wanted.force).await
}
