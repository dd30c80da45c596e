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
    let trace =
        request.headers().get("traceparent").and_then(|value| trace_of(value.to_str().ok()?));
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id, trace)
}

/// The trace that a request belongs to, of whoever asked for it: `traceparent` of W3C's Trace Context.
fn trace_of(traceparent: &str) -> Option<&str> {
    let mut parts = traceparent.split('-');
    let (version, trace) = (parts.next()?, parts.next()?);
    let is_hex = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let is_one = version.len() == 2 && trace.len() == 32 && is_hex(version) && is_hex(trace);
    (is_one && trace.bytes().any(|byte| byte != b'0')).then_some(trace)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_taken_over_as_it_is_written() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assert_eq!(trace_of(&format!("00-{trace}-00f067aa0ba902b7-01")), Some(trace));
        let zeros = "0".repeat(32);
        for wrong in [
            "",
            "00",
            "00-xyz-1-01",
            &format!("00-{}-1-01", trace.to_uppercase()),
            &format!("00-{zeros}-1-01"),
        ] {
            assert_eq!(trace_of(wrong), None, "{wrong}");
        }
    }
}
