//! The console's server functions.

// Naming the crate links it; without this line the functions are dropped and every call answers 400.
use app as _;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use leptos::context::provide_context;
use leptos::server_fn::axum::get_server_fn_service;

use crate::AppState;
use crate::error::HttpError;

/// A body holds a document of at most 4 MiB as a JSON text, where some characters take two bytes.
const BODY_LIMIT: usize = 9 * 1024 * 1024;

/// How much of a body that is too large is read and thrown away, so that the answer arrives.
const PATIENCE: usize = 64 * 1024 * 1024;

pub(crate) async fn handle(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, HttpError> {
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        let message =
            "The server does not know this request: the page is of another version. Reload it.";
        return Err(HttpError::new(StatusCode::NOT_FOUND, message));
    }
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts, Body::from(whole(body).await?));
    let backend = state.backend;
    let give = move || provide_context(backend.clone());
    Ok(leptos_axum::handle_server_fns_with_context(give, request).await.into_response())
}

/// The whole body. One that is too large is read on: a browser that is answered while it still sends
/// reports a broken connection, and the client would take that for a server that is away.
async fn whole(body: Body) -> Result<Bytes, HttpError> {
    let mut chunks = body.into_data_stream();
    let (mut kept, mut size) = (Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let broken = |_| HttpError::new(StatusCode::BAD_REQUEST, "The request broke off.");
        let chunk = chunk.map_err(broken)?;
        size += chunk.len();
        if size <= BODY_LIMIT {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
        if size > PATIENCE {
            break;
        }
    }
    if size > BODY_LIMIT {
        let message = "This is too large to be sent: a request has at most 9 MiB, a design 4 MiB.";
        return Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(kept.into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_server_function_is_linked_under_its_own_name() {
        let mut paths: Vec<String> = leptos::server_fn::axum::server_fn_paths()
            .map(|(path, method)| format!("{method} {path}"))
            .collect();
        paths.sort();
        let expected = [
            "POST /api/catalogue/load",
            "POST /api/designs/create",
            "POST /api/designs/delete",
            "POST /api/designs/duplicate",
            "POST /api/designs/fork",
            "POST /api/designs/import",
            "POST /api/designs/list",
            "POST /api/designs/open",
            "POST /api/designs/overwrite",
            "POST /api/designs/read",
            "POST /api/designs/rename",
            "POST /api/designs/restore",
            "POST /api/designs/save",
            "POST /api/export/files",
            "POST /api/export/preview",
            "POST /api/templates/list",
            "POST /api/validation/validate",
        ];
        assert_eq!(paths, expected);
    }
}
