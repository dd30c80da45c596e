//! The log: one line for each request, and one with the detail for each failure, on standard error.

use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::request_id::RequestId;
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing_subscriber::EnvFilter;

use crate::cli::LogFormat;

/// Starts the log; `RUST_LOG` says how much there is of it.
pub(crate) fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match format {
        LogFormat::Text => log.with_target(false).with_ansi(stderr().is_terminal()).init(),
        LogFormat::Json => {
            log.json().flatten_event(true).with_span_list(false).init();
        }
    }
    // A panic goes the same way as any other failure, and not as plain lines between the others.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(tracing::field::display);
        let detail = panic.payload_as_str();
        tracing::error!(place, detail, "the program made a mistake");
    }));
}

type Make = fn(&Request<Body>) -> Span;
type Answered = fn(&Response<Body>, Duration, &Span);

/// A line for each request when its answer begins. Failures are logged where they are handled.
pub(crate) fn requests()
-> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, Make, (), Answered, (), (), ()> {
    TraceLayer::new_for_http()
        .make_span_with(span as Make)
        .on_request(())
        .on_response(answered as Answered)
        .on_body_chunk(())
        .on_eos(())
        .on_failure(())
}

/// What a request's lines have in common. The query is left out: it may hold what people typed.
fn span(request: &Request<Body>) -> Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok());
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

fn answered(response: &Response<Body>, latency: Duration, _: &Span) {
    let latency_ms = latency.as_micros() as f64 / 1_000.0;
    tracing::info!(status = response.status().as_u16(), latency_ms, "answered");
}

/// The line of a request that was never answered, because who asked went away.
pub(crate) fn gone(_: &Request<Body>) -> impl FnOnce() + Send + use<> {
    let span = Span::current();
    move || span.in_scope(|| tracing::info!("gone before the answer"))
}
