//! Server functions by resource: what the console in the browser asks of its server. Each has an
//! explicit endpoint, so that a tab that was opened before an update keeps working.

pub mod asked;
pub mod catalogue;
pub mod comparing;
pub mod designs;
mod error;
pub mod export;
pub mod packed;
pub mod templates;
pub mod validation;
pub mod wire;

pub use error::{ApiError, ErrorCode};

/// The back end that the server put into the context of this request.
#[cfg(feature = "ssr")]
fn backend() -> Result<backend::Backend, ApiError> {
    leptos::prelude::use_context().ok_or_else(|| ApiError::internal("no back end in the context"))
}
