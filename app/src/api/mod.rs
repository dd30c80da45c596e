//! Server functions by resource: what the console in the browser asks of its server. Each has an
//! explicit endpoint, so that a tab that was opened before an update keeps working.

pub mod asked;
#[cfg(feature = "ssr")]
pub mod asking;
pub mod catalogue;
pub mod comments;
pub mod comparing;
pub mod designs;
pub mod elsewhere;
mod error;
pub mod export;
pub mod grants;
pub mod live;
pub mod packed;
pub mod people;
pub mod reviews;
pub mod session;
pub mod sharing;
pub mod system;
pub mod templates;
pub mod tokens;
pub mod validation;
pub mod versions;
pub mod wire;
pub mod workspaces;

pub use error::{ApiError, ErrorCode};

/// The back end for who sent this request.
#[cfg(feature = "ssr")]
fn caller() -> Result<backend::Caller, ApiError> {
    Ok(asking::asking()?.caller)
}
