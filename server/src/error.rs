//! Errors of plain routes as people see them; the log has the detail.

use axum::Extension;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use backend::BackendError;
use messages::Text;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub(crate) struct HttpError {
    status: StatusCode,
    message: Text,
    /// After so many seconds it may be tried again.
    wait: Option<u64>,
}

/// The sentence of an error, beside its text: for those who put it into another form.
#[derive(Debug, Clone)]
pub(crate) struct Message(pub(crate) Text);

impl HttpError {
    pub(crate) fn new(status: StatusCode, message: impl Into<Text>) -> Self {
        Self { status, message: message.into(), wait: None }
    }
}

impl From<BackendError> for HttpError {
    fn from(error: BackendError) -> Self {
        let status = match &error {
            BackendError::NotFound(_) => StatusCode::NOT_FOUND,
            BackendError::Conflict { .. }
            | BackendError::Refused { .. }
            | BackendError::NotApproved => StatusCode::CONFLICT,
            BackendError::SignedOut => StatusCode::UNAUTHORIZED,
            BackendError::Rejected => StatusCode::UNPROCESSABLE_ENTITY,
            BackendError::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            BackendError::Forbidden(_) => StatusCode::FORBIDDEN,
            BackendError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            BackendError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            BackendError::Database { .. }
            | BackendError::Unsupported { .. }
            | BackendError::Storage(_)
            | BackendError::Internal(_) => {
                tracing::error!(?error, "a request failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let wait = match &error {
            BackendError::TooOften { seconds } => Some(*seconds),
            _ => None,
        };
        Self { status, message: error.text(), wait }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let line = format!("{}\n", self.message);
        let said = (self.status, text, Extension(Message(self.message)), line);
        match self.wait {
            Some(seconds) => ([(header::RETRY_AFTER, seconds.to_string())], said).into_response(),
            None => said.into_response(),
        }
    }
}
