//! What a server function answers when it cannot do what was asked.

use borsh::{BorshDeserialize, BorshSerialize};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use messages::{Text, text};

use super::packed::PackedEncoding;

/// Why, for code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ErrorCode {
    NotFound,
    /// Someone saved in between; `revision` says where the design is now.
    Conflict,
    /// What was sent is not what it has to be, or too much.
    Invalid,
    /// It is not allowed: errors in the design stand against it, or where the request came from.
    Refused,
    /// Nobody knows who asks: they have to sign in, and can ask again then.
    SignedOut,
    /// The server made a mistake; it may work the next time.
    Internal,
    /// The server did not answer.
    Offline,
}

/// Why, for code and for people.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    pub code: ErrorCode,
    /// One or two sentences: what happened and what to do.
    pub message: Text,
    /// Where the design is now, for a conflict.
    pub revision: Option<i64>,
}

impl FromServerFnError for ApiError {
    type Encoder = PackedEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let (code, message) = match error {
            ServerFnErrorErr::Request(_) => (
                ErrorCode::Offline,
                text!(
                    "The server does not answer. Your work is kept here; it is sent when the server is back."
                ),
            ),
            // On the server this is the question, in the browser the answer.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(detail) => return Self::malformed(&detail),
            other => (
                ErrorCode::Internal,
                text!(
                    "The server gave an answer that was not understood: {why}",
                    why = other.to_string()
                ),
            ),
        };
        Self { code, message, revision: None }
    }
}

#[cfg(feature = "ssr")]
impl ApiError {
    /// A question that cannot be read. `detail` names the field; it may quote what was sent.
    fn malformed(detail: &str) -> Self {
        answer_with(axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        let detail: String = detail.chars().take(300).collect();
        let message = text!("The request was not understood: {detail}.", detail);
        Self { code: ErrorCode::Invalid, message, revision: None }
    }

    pub(super) fn internal(detail: &str) -> Self {
        Self {
            code: ErrorCode::Internal,
            message: text!("The program made a mistake: {detail}", detail),
            revision: None,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::BackendError> for ApiError {
    fn from(error: backend::BackendError) -> Self {
        use axum::http::StatusCode;
        use backend::BackendError as E;
        let (code, status, revision) = match &error {
            E::NotFound(_) => (ErrorCode::NotFound, StatusCode::NOT_FOUND, None),
            E::Conflict { revision } => {
                (ErrorCode::Conflict, StatusCode::CONFLICT, Some(*revision))
            }
            E::Invalid(_) => (ErrorCode::Invalid, StatusCode::UNPROCESSABLE_ENTITY, None),
            E::SignedOut => (ErrorCode::SignedOut, StatusCode::UNAUTHORIZED, None),
            E::Rejected => (ErrorCode::Invalid, StatusCode::UNPROCESSABLE_ENTITY, None),
            E::TooOften { .. } => (ErrorCode::Invalid, StatusCode::TOO_MANY_REQUESTS, None),
            E::Forbidden(_) => (ErrorCode::Refused, StatusCode::FORBIDDEN, None),
            E::Busy => (ErrorCode::Internal, StatusCode::SERVICE_UNAVAILABLE, None),
            E::Refused { .. } | E::NotApproved => (ErrorCode::Refused, StatusCode::CONFLICT, None),
            E::Database { .. } | E::Unsupported { .. } | E::Storage(_) | E::Internal(_) => {
                tracing::error!(?error, "a server function failed");
                (ErrorCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, None)
            }
        };
        answer_with(status);
        Self { code, message: error.text(), revision }
    }
}

/// The status of the answer to this request.
#[cfg(feature = "ssr")]
fn answer_with(status: axum::http::StatusCode) {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
    }
}
