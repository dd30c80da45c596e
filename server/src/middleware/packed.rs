//! What refuses a call of a server function before it runs answers in the form of the function: the
//! client reads nothing else, and would take plain text for a broken server. So does what refuses a file
//! that a person opens: the page says it in their language.

use app::api::packed::PackedEncoding;
use app::api::{ApiError, ErrorCode};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use leptos::server_fn::ContentType as _;
use leptos::server_fn::error::FromServerFnError as _;
use messages::text;

use crate::error::Message;
use crate::routes::opening::OPENING;

pub(crate) async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_call = (path.starts_with("/api/") && !path.starts_with("/api/v1/")) || path == OPENING;
    let response = next.run(request).await;
    let status = response.status();
    let packed = HeaderValue::from_static(PackedEncoding::CONTENT_TYPE);
    let is_packed = response.headers().get(header::CONTENT_TYPE) == Some(&packed);
    let fails = status.is_client_error() || status.is_server_error();
    if !is_call || !fails || is_packed {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let message = match parts.extensions.remove::<Message>() {
        Some(Message(message)) => message,
        None => text!("The server does not answer this: {status}.", status = status.to_string()),
    };
    let error = ApiError { code: code_of(status), message, revision: None };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, packed);
    Response::from_parts(parts, Body::from(error.ser()))
}

/// Only [`ErrorCode::Internal`] is tried again, so that is what may work the next time.
fn code_of(status: StatusCode) -> ErrorCode {
    match status {
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::UNAUTHORIZED => ErrorCode::SignedOut,
        StatusCode::FORBIDDEN
        | StatusCode::MISDIRECTED_REQUEST
        | StatusCode::METHOD_NOT_ALLOWED => ErrorCode::Refused,
        // A line that stalled may not the next time.
        StatusCode::REQUEST_TIMEOUT => ErrorCode::Internal,
        status if status.is_client_error() => ErrorCode::Invalid,
        _ => ErrorCode::Internal,
    }
}
