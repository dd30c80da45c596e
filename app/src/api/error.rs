//! What a server function answers when it cannot do what was asked.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why, for code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    NotFound,
    /// Someone saved in between; `revision` says where the design is now.
    Conflict,
    Invalid,
    /// Errors in the design stand against it.
    Refused,
    Internal,
    /// The server did not answer.
    Offline,
}

/// Why, for code and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    pub code: ErrorCode,
    /// One or two sentences: what happened and what to do.
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let (code, message) = match error {
            ServerFnErrorErr::Request(_) => (
                ErrorCode::Offline,
                "The server does not answer. Your work is kept here; it is sent when the server is back.".into(),
            ),
            ServerFnErrorErr::Args(detail) | ServerFnErrorErr::MissingArg(detail) => {
                (ErrorCode::Invalid, format!("The request was not understood: {detail}"))
            }
            other => (ErrorCode::Internal, format!("The server gave an answer that was not understood: {other}")),
        };
        Self { code, message, revision: None }
    }
}

#[cfg(feature = "ssr")]
impl ApiError {
    pub(super) fn internal(detail: &str) -> Self {
        Self {
            code: ErrorCode::Internal,
            message: format!("The program made a mistake: {detail}"),
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
            E::Refused { .. } => (ErrorCode::Refused, StatusCode::CONFLICT, None),
            E::Folder { .. } | E::Storage(_) | E::Internal(_) => {
                tracing::error!(?error, "a server function failed");
                (ErrorCode::Internal, StatusCode::INTERNAL_SERVER_ERROR, None)
            }
        };
        if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
            response.set_status(status);
        }
        Self { code, message: error.to_string(), revision }
    }
}
