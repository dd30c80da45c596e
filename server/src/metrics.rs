//! Figures for Prometheus, at an address of their own: whoever reads them need not reach the console, and nobody who
//! reaches the console reads them.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use backend::Backend;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

const REQUESTS: &str = "topology_designer_requests_total";
const SECONDS: &str = "topology_designer_request_seconds";
const CONNECTIONS: &str = "topology_designer_database_connections";
const MEMORY: &str = "topology_designer_resident_bytes";

/// Between a look at a page and an export of thousands of nodes.
const BUCKETS: [f64; 10] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// How often what was measured is put together where nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count, and answers at this address until the program ends.
///
/// # Errors
/// When the address cannot be listened on.
pub(crate) async fn serve(address: SocketAddr, backend: Backend) -> Result<SocketAddr, String> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &BUCKETS)
        .map_err(|error| error.to_string())?;
    let handle = builder.install_recorder().map_err(|error| error.to_string())?;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        format!("{address} cannot be listened on: {error}; choose another with --metrics")
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    let routes =
        Router::new().route("/metrics", get(move || rendered(handle.clone(), backend.clone())));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::error!(%error, "figures are given no longer");
        }
    });
    Ok(address)
}

async fn rendered(handle: PrometheusHandle, backend: Backend) -> String {
    let (open, idle) = backend.connections();
    gauge!(CONNECTIONS, "state" => "idle").set(f64::from(idle));
    gauge!(CONNECTIONS, "state" => "used").set(f64::from(open.saturating_sub(idle)));
    if let Some(bytes) = resident() {
        gauge!(MEMORY).set(bytes);
    }
    handle.render()
}

/// The memory that is in use, where the system says it.
fn resident() -> Option<f64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: f64 = pages.split_whitespace().nth(1)?.parse().ok()?;
    // Linux has pages of this size wherever this program runs.
    Some(pages * 4_096.0)
}

/// Counts each request by what was asked and how it was answered. The place is the pattern of the route: an address that
/// somebody made up is no new row.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().as_str().to_owned();
    let place = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let place = match place.as_deref() {
        // There are as many functions as there are.
        Some("/api/{*function}") => request.uri().path().to_owned(),
        Some(place) => place.to_owned(),
        None => "other".to_owned(),
    };
    let response = next.run(request).await;
    let unknown =
        response.status() == axum::http::StatusCode::NOT_FOUND && place.starts_with("/api/");
    let place = if unknown { "other".to_owned() } else { place };
    let status = response.status().as_u16().to_string();
    histogram!(SECONDS, "place" => place.clone()).record(began.elapsed().as_secs_f64());
    counter!(REQUESTS, "method" => method, "place" => place, "status" => status).increment(1);
    response
}
