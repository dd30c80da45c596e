//! Whether the server works, and whether it may be sent requests.

use axum::extract::State;

use crate::AppState;
use crate::error::HttpError;

/// The program answers. It is not asked more: one that is started anew because the database is away is no help.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, too.
pub(crate) async fn ready(State(state): State<AppState>) -> Result<&'static str, HttpError> {
    state.backend.check().await?;
    Ok("ok\n")
}
