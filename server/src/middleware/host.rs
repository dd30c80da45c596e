//! A server on loopback answers only for local names and for the name that a proxy before it is
//! reached by: otherwise any site could point its own name at 127.0.0.1 and read designs through the
//! visitor's browser.

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
    let public = state.config.public_host();
    let is_ours =
        |host: &str| is_local(host) || public.is_some_and(|public| is_named(host, public));
    if !state.config.listen.ip().is_loopback() || host.is_some_and(is_ours) {
        return next.run(request).await;
    }
    let message = text!(
        "This console runs on its own machine only. Open it as http://127.0.0.1 or http://localhost."
    );
    HttpError::new(StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

/// What stands before the port.
fn name_of(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// Whether two hosts have one name, on whichever port: a proxy may leave it out.
fn is_named(host: &str, public: &str) -> bool {
    !name_of(host).is_empty() && name_of(host).eq_ignore_ascii_case(name_of(public))
}

fn is_local(host: &str) -> bool {
    let name = name_of(host);
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{is_local, is_named};

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

    #[test]
    fn the_public_name_is_ours_on_any_port_and_no_other_is() {
        for host in ["designs.example.com", "Designs.Example.COM:443", "designs.example.com:8443"] {
            assert!(is_named(host, "designs.example.com"), "{host}");
        }
        for host in ["example.com", "designs.example.com.evil.org", "evil.org:443", ":443", ""] {
            assert!(!is_named(host, "designs.example.com"), "{host}");
        }
        assert!(!is_named("", ""));
    }
}
