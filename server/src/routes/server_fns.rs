//! The console's server functions.

// Naming the crate links it; without this line the functions are dropped and every call answers 400.
use app as _;

use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use leptos::context::provide_context;

use crate::AppState;

pub(crate) async fn handle(State(state): State<AppState>, request: Request) -> Response {
    let backend = state.backend;
    let give = move || provide_context(backend.clone());
    leptos_axum::handle_server_fns_with_context(give, request).await.into_response()
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
            "POST /api/designs/import",
            "POST /api/designs/list",
            "POST /api/designs/open",
            "POST /api/designs/overwrite",
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
