//! Whether the server and its database work.

use axum::extract::State;

use crate::AppState;
use crate::error::HttpError;

pub(crate) async fn alive(State(state): State<AppState>) -> Result<&'static str, HttpError> {
    state.backend.check().await?;
    Ok("ok\n")
}
