//! A server on loopback answers only for local names: otherwise any site could point its own name
//! at 127.0.0.1 and read designs through the visitor's browser.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use messages::text;

use crate::AppState;
use crate::error::HttpError;

pub(crate) async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let fine = !state.config.listen.ip().is_loopback() || host.is_some_and(is_local);
    if fine {
        return next.run(request).await;
    }
    let message = text!(
        "This console runs on its own machine only. Open it as http://127.0.0.1 or http://localhost."
    );
    HttpError::new(StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_local_names_are_local() {
        for host in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "a.localhost"] {
            assert!(is_local(host), "{host}");
        }
        for host in
            ["example.com", "127.0.0.1.example.com", "localhost.example.com:80", "10.0.0.1", ""]
        {
            assert!(!is_local(host), "{host}");
        }
    }
}
