//! Every route on one screen.

use std::any::Any;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use messages::text;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::on_early_drop::OnEarlyDropLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

use crate::error::HttpError;
use crate::routes::{
    audit, client, downloads, health, live, openid, opening, page, papers, pictures, server_fns,
    sharing,
};
use crate::{AppState, logging, metrics, middleware, rest};

/// The server with everything in front of it.
pub fn build(state: AppState) -> Router {
    let routes = Router::new()
        .route("/api/{*function}", post(server_fns::handle))
        .route(
            "/designs/{id}",
            get(page::design).layer(CompressionLayer::new().quality(CompressionLevel::Fastest)),
        )
        .route("/designs/{id}/download", get(downloads::archive))
        .route("/designs/{id}/design.json", get(downloads::document))
        .route("/designs/{id}/topology.svg", get(downloads::picture))
        .route("/admin/log.csv", get(audit::csv))
        .route("/admin/log.ndjson", get(audit::ndjson))
        .route(opening::OPENING, post(opening::open))
        .route("/live/{id}", get(live::open))
        .route(
            "/s/{id}",
            get(sharing::shown).post(sharing::open).layer(DefaultBodyLimit::max(sharing::OPENING)),
        )
        .merge(openid::routes())
        .merge(pictures::routes())
        .merge(papers::routes())
        .merge(rest::routes())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .fallback(get(client::file));
    guarded(routes, &state).with_state(state)
}

/// What every request passes, from the inside out.
fn guarded(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        // The routes that read a body limit it themselves.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), middleware::tries::count))
        .layer(from_fn_with_state(state.clone(), middleware::word::take))
        .layer(from_fn(middleware::origin::check))
        .layer(from_fn_with_state(state.clone(), middleware::host::check))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(metrics::count))
        .layer(from_fn(middleware::packed::answer))
        .layer(from_fn(rest::problem::answer))
        .layer(from_fn_with_state(state.clone(), middleware::headers::add))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(OnEarlyDropLayer::builder().on_future_drop(logging::gone))
        .layer(logging::requests())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

/// The log has the detail, from where the panic was.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    let message =
        text!("The program made a mistake. If it happens again, the server's log says which.");
    HttpError::new(StatusCode::INTERNAL_SERVER_ERROR, message).into_response()
}

#[cfg(test)]
mod tests {
    use app::api::{ApiError, ErrorCode};
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use backend::Backend;
    use tower::ServiceExt as _;

    use super::*;
    use crate::{Access, Assets, Config};

    async fn broken() {
        panic!("this handler is broken");
    }

    #[tokio::test]
    async fn a_panic_answers_500_with_every_header_and_the_next_request_works() {
        let config = Config {
            listen: "127.0.0.1:8080".parse().unwrap(),
            access: Access::Open,
            public_url: None,
            metrics: None,
            proxies: Vec::new(),
        };
        let backend = Backend::in_memory().await.unwrap();
        let state = AppState::new(backend, config, Assets::default(), None).await.unwrap();
        let routes = Router::new()
            .route("/panics", get(broken))
            .route("/api/panics", post(broken))
            .route("/healthz", get(health::alive));
        let router = guarded(routes, &state).with_state(state);
        let send = async |request: axum::http::request::Builder| {
            let request = request.header("host", "127.0.0.1").body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            (parts, to_bytes(body, usize::MAX).await.unwrap())
        };
        let (parts, body) = send(Request::get("/panics")).await;
        assert_eq!(parts.status, 500);
        assert!(body.starts_with(b"The program made a mistake."), "{body:?}");
        for header in ["content-security-policy", "x-content-type-options", "x-request-id"] {
            assert!(parts.headers.contains_key(header), "{header}");
        }
        let (parts, body) = send(Request::post("/api/panics")).await;
        let error: ApiError = borsh::from_slice(&body).unwrap();
        assert_eq!((parts.status.as_u16(), error.code), (500, ErrorCode::Internal));
        assert!(!error.message.to_string().contains("handler"), "{error}");
        assert_eq!(send(Request::get("/healthz")).await.0.status, 200);
    }
}
