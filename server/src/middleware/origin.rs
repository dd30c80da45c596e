//! Pages of other sites must not write: a browser names the page's origin with every POST, and it
//! has to be ours. Server functions check no origin themselves.

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use messages::text;

use crate::error::HttpError;

pub(crate) async fn check(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(&request) {
        return next.run(request).await;
    }
    let message = text!("This request came from a page of another site and was refused.");
    HttpError::new(StatusCode::FORBIDDEN, message).into_response()
}

/// Programs other than browsers send no origin; they are not led by a foreign page.
pub(crate) fn is_ours(request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = header(header::ORIGIN) else {
        return header(header::HeaderName::from_static("sec-fetch-site"))
            .is_none_or(|site| site == "same-origin");
    };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority.is_some() && authority == header(header::HOST)
}
