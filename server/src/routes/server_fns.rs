//! The console's server functions.

// Naming the crate links it; without this line the functions are dropped and every call answers 400.
use app as _;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use leptos::context::provide_context;
use leptos::server_fn::axum::get_server_fn_service;
use messages::text;

use crate::AppState;
use crate::asking::asking;
use crate::error::HttpError;
use crate::routes::body::whole;

/// A body holds a document of at most 4 MiB as a JSON text, where some characters take two bytes.
const BODY_LIMIT: usize = 9 * 1024 * 1024;

pub(crate) async fn handle(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response, HttpError> {
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        let message = text!(
            "The server does not know this request: the page is of another version. Reload it."
        );
        return Err(HttpError::new(StatusCode::NOT_FOUND, message));
    }
    let too_large =
        text!("This is too large to be sent: a request has at most 9 MiB, a design 4 MiB.");
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts, Body::from(whole(body, BODY_LIMIT, too_large).await?));
    let asking = asking(&state, request.headers()).await?;
    let serving = state.serving.clone();
    let give = move || {
        provide_context(asking.clone());
        provide_context(serving.clone());
    };
    Ok(leptos_axum::handle_server_fns_with_context(give, request).await.into_response())
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
            "POST /api/comments/begin",
            "POST /api/comments/list",
            "POST /api/comments/reply",
            "POST /api/comments/seen",
            "POST /api/comments/settle",
            "POST /api/comments/waiting",
            "POST /api/designs/create",
            "POST /api/designs/delete",
            "POST /api/designs/duplicate",
            "POST /api/designs/fork",
            "POST /api/designs/import",
            "POST /api/designs/invite",
            "POST /api/designs/list",
            "POST /api/designs/open",
            "POST /api/designs/overwrite",
            "POST /api/designs/people",
            "POST /api/designs/read",
            "POST /api/designs/remove-invitation",
            "POST /api/designs/rename",
            "POST /api/designs/restore",
            "POST /api/designs/save",
            "POST /api/designs/set-person",
            "POST /api/export/compare",
            "POST /api/export/files",
            "POST /api/export/preview",
            "POST /api/people/audit",
            "POST /api/people/list",
            "POST /api/people/set",
            "POST /api/reviews/approved-only",
            "POST /api/reviews/ask",
            "POST /api/reviews/close",
            "POST /api/reviews/colleagues",
            "POST /api/reviews/judge",
            "POST /api/reviews/standing",
            "POST /api/session/disconnect",
            "POST /api/session/end",
            "POST /api/session/join",
            "POST /api/session/leave-to-connect",
            "POST /api/session/leave-to-join",
            "POST /api/session/list",
            "POST /api/session/own-ways",
            "POST /api/session/password",
            "POST /api/session/rename",
            "POST /api/session/sign-in",
            "POST /api/session/sign-out",
            "POST /api/session/ways",
            "POST /api/session/welcome",
            "POST /api/session/whoami",
            "POST /api/shares/create",
            "POST /api/shares/list",
            "POST /api/shares/open",
            "POST /api/shares/revoke",
            "POST /api/system/state",
            "POST /api/system/workspaces",
            "POST /api/templates/list",
            "POST /api/tokens/create",
            "POST /api/tokens/list",
            "POST /api/tokens/remove",
            "POST /api/validation/validate",
            "POST /api/versions/compare",
            "POST /api/versions/create",
            "POST /api/versions/list",
            "POST /api/versions/open",
            "POST /api/workspaces/create",
            "POST /api/workspaces/invitations",
            "POST /api/workspaces/invite",
            "POST /api/workspaces/members",
            "POST /api/workspaces/remove-invitation",
            "POST /api/workspaces/rename",
            "POST /api/workspaces/set-member",
        ];
        assert_eq!(paths, expected);
    }
}
