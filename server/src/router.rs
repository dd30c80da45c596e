//! Every route on one screen.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::TraceLayer;

use crate::routes::{client, downloads, health, server_fns};
use crate::{AppState, middleware};

/// A body holds a document of at most 4 MiB as a JSON text, where some characters take two bytes.
const BODY_LIMIT: usize = 9 * 1024 * 1024;

/// The server with everything in front of it.
pub fn build(state: AppState) -> Router {
    Router::new()
        .route("/api/{*function}", post(server_fns::handle))
        .route("/designs/{id}/download", get(downloads::archive))
        .route("/designs/{id}/design.json", get(downloads::document))
        .route("/designs/{id}/topology.svg", get(downloads::picture))
        .route("/healthz", get(health::alive))
        .fallback(get(client::file))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn(middleware::origin::check))
        .layer(from_fn_with_state(state.clone(), middleware::host::check))
        .layer(from_fn_with_state(state.clone(), middleware::headers::add))
        .layer(CatchPanicLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}
