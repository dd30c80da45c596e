//! What goes wrong, in the form of RFC 9457.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use messages::text;
use serde::Serialize;
use utoipa::ToSchema;

use super::ROOT;
use crate::error::Message;

const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Nothing more is said elsewhere: `about:blank`.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    kind: &'static str,
    /// The status in words.
    #[schema(example = "Not Found")]
    title: &'static str,
    #[schema(example = 404)]
    status: u16,
    /// A sentence for people: what happened, and what to do.
    #[schema(example = "There is no such design. It may have been deleted.")]
    detail: String,
}

/// A longer reason says nothing more, in bytes.
const LONGEST_REASON: usize = 1024;

/// What refused a request before a handler of ours saw it, in its own words: which field is unknown, which number is
/// none.
async fn reason(headers: &HeaderMap, body: Body) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let bytes = axum::body::to_bytes(body, LONGEST_REASON).await.ok()?;
    let text = std::str::from_utf8(&bytes).ok()?.trim().trim_end_matches('.');
    (kind.starts_with("text/plain") && !text.is_empty()).then(|| text.to_owned())
}

/// Whatever refuses a request to this interface, also before it gets to a handler, answers with a problem.
pub(crate) async fn answer(request: Request, next: Next) -> Response {
    let is_ours = request.uri().path().strip_prefix(ROOT).is_some_and(|rest| rest.starts_with('/'));
    let response = next.run(request).await;
    let status = response.status();
    if !is_ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let detail = match parts.extensions.remove::<Message>() {
        Some(Message(message)) => message,
        None => {
            let reason = reason(&parts.headers, body).await.unwrap_or_else(|| status.to_string());
            text!("The server does not answer this: {status}.", status = reason)
        }
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if status == StatusCode::UNAUTHORIZED {
        parts.headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    let problem = Problem {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        detail: detail.to_string(),
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}
