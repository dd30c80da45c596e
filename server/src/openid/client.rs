//! Asks a provider over HTTP: with certificates, within a time and a size, and never where an answer leads on to.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderValue, Request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring::default_provider;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::Fault;

/// How long one question takes at most, with its answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most that an answer has, in bytes.
const MOST: usize = 512 * 1024;
const AGENT: &str = concat!("topology-designer/", env!("CARGO_PKG_VERSION"));

/// What asks. It follows no redirect: a provider that is asked at its own addresses has no reason to send one.
#[derive(Debug, Clone)]
pub(super) struct Client(HyperClient<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// Who asks, where that is said.
pub(super) enum Who<'w> {
    Nobody,
    /// A header that holds a secret.
    Says(&'w str),
}

impl Client {
    /// `plainly` also asks without TLS, which is for a provider on this machine.
    pub(super) fn new(plainly: bool) -> Result<Self, String> {
        let begun = HttpsConnectorBuilder::new();
        // What this machine vouches for, with authorities of one's own (`SSL_CERT_FILE`); without any, what browsers do.
        let with_roots = match begun.with_provider_and_native_roots(default_provider()) {
            Ok(with_roots) => with_roots,
            Err(error) => {
                tracing::warn!(%error, "authorities that browsers believe count, as this machine names none");
                HttpsConnectorBuilder::new()
                    .with_provider_and_webpki_roots(default_provider())
                    .map_err(|error| error.to_string())?
            }
        };
        let connector = if plainly { with_roots.https_or_http() } else { with_roots.https_only() };
        let connector = connector.enable_http1().build();
        // A connection that was kept may be closed at the other end by now, and a code is given once.
        let mut client = HyperClient::builder(TokioExecutor::new());
        Ok(Self(client.pool_max_idle_per_host(0).build(connector)))
    }

    /// What stands at an address.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        address: &str,
        who: Who<'_>,
    ) -> Result<T, Fault> {
        let request = Request::get(address);
        read(address, self.ask(address, request, who, Bytes::new()).await?)
    }

    /// The answer to a form.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        who: Who<'_>,
        form: String,
    ) -> Result<T, Fault> {
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        let request = Request::post(address).header(CONTENT_TYPE, kind);
        read(address, self.ask(address, request, who, form.into()).await?)
    }

    async fn ask(
        &self,
        address: &str,
        request: axum::http::request::Builder,
        who: Who<'_>,
        body: Bytes,
    ) -> Result<(u16, Bytes), Fault> {
        let fault = |detail: String| Fault::Provider(format!("{address}: {detail}"));
        let mut request = request
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, AGENT)
            .body(Full::new(body))
            .map_err(|error| fault(error.to_string()))?;
        if let Who::Says(word) = who {
            let mut value =
                HeaderValue::from_str(word).map_err(|error| fault(error.to_string()))?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let asked = async {
            let response = self.0.request(request).await.map_err(|error| fault(deep(&error)))?;
            let status = response.status().as_u16();
            let body = Limited::new(response.into_body(), MOST).collect().await;
            let body = body.map_err(|error| fault(error.to_string()))?;
            Ok((status, body.to_bytes()))
        };
        match timeout(PATIENCE, asked).await {
            Ok(answer) => answer,
            Err(_) => Err(fault(format!("no answer within {} seconds", PATIENCE.as_secs()))),
        }
    }
}

/// An error with all that it was caused by: the first says of none of them what is wrong.
fn deep(error: &dyn std::error::Error) -> String {
    let (mut text, mut next) = (error.to_string(), error.source());
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

/// What an answer says. An error is told by its code alone: what else a provider answers may repeat what it was asked.
fn read<T: DeserializeOwned>(address: &str, (status, body): (u16, Bytes)) -> Result<T, Fault> {
    let fault = |detail: String| Fault::Provider(format!("{address}: {detail}"));
    if status != 200 {
        let code = serde_json::from_slice::<serde_json::Value>(&body).ok();
        let code = code.as_ref().and_then(|answer| answer["error"].as_str());
        let code = code.filter(|code| is_code(code)).unwrap_or("without saying why");
        return Err(fault(format!("answered {status}, {code}")));
    }
    serde_json::from_slice(&body)
        .map_err(|_| fault("answered something else than is asked for".to_owned()))
}

/// Whether a text is one of the short words that OAuth has for errors.
pub(crate) fn is_code(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    !text.is_empty() && text.len() <= 64 && is_plain
}
