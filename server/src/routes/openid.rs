//! The way to a provider of OpenID Connect and back. What proves that the same browser comes back is in a cookie of its
//! own; what it was sent off for is in the database, once. Each way ends on a page of the console.

use app::api::elsewhere::{FAILED, Failure};
use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use backend::{Arrival, BackendError, Secret, Trip};
use messages::text;
use serde::Deserialize;

use crate::AppState;
use crate::asking::{asking, cookies, kept};
use crate::error::HttpError;
use crate::middleware::tries;
use crate::openid::{CALLBACK, Fault, OpenId, STATE, is_code};

/// The page that says why somebody is not in.
const SIGN_IN: &str = "/sign-in";
/// The page on which an account is connected.
const ACCOUNT: &str = "/account";

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/oidc/start", get(start))
        .route("/oidc/go", get(go))
        .route(CALLBACK, get(callback))
}

/// Where one comes back to.
#[derive(Debug, Deserialize)]
struct Start {
    #[serde(default)]
    back: String,
}

/// What a provider sends back.
#[derive(Debug, Deserialize)]
struct Returned {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    /// Which provider it is. Source: RFC 9207.
    iss: Option<String>,
}

fn provider(state: &AppState) -> Result<&OpenId, HttpError> {
    let missing = || HttpError::new(StatusCode::NOT_FOUND, text!("There is no such page."));
    state.openid.as_ref().ok_or_else(missing)
}

/// Begins to sign in.
async fn start(
    State(state): State<AppState>,
    given: Result<Query<Start>, QueryRejection>,
) -> Result<Response, HttpError> {
    let openid = provider(&state)?;
    let back = given.map(|Query(start)| start.back).unwrap_or_default();
    let word = state.backend.leave(&back).await?;
    let mut response = leave(openid, &word).await;
    keep(&mut response, &cookies(&state).trip_header(Some(&word)));
    Ok(response)
}

/// Goes on with what a page of the console has begun: to accept an invitation, or to connect an account.
async fn go(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, HttpError> {
    let openid = provider(&state)?;
    Ok(match kept(&headers, &cookies(&state).trip_name()) {
        Some(word) => leave(openid, &word).await,
        None => failed(SIGN_IN, Failure::Lost),
    })
}

async fn leave(openid: &OpenId, word: &Secret) -> Response {
    match openid.address(word).await {
        Ok(address) => to(&address),
        Err(fault) => failed(SIGN_IN, of_fault(&fault)),
    }
}

/// Comes back.
async fn callback(
    State(state): State<AppState>,
    about: Extensions,
    headers: HeaderMap,
    given: Result<Query<Returned>, QueryRejection>,
) -> Result<Response, HttpError> {
    let openid = provider(&state)?;
    let Ok(Query(given)) = given else { return Ok(failed(SIGN_IN, Failure::Lost)) };
    let Some((word, trip)) = trip(&state, &headers, given.state.as_deref()).await? else {
        return Ok(failed(SIGN_IN, Failure::Lost));
    };
    let page = if trip.connects.is_some() { ACCOUNT } else { SIGN_IN };
    let mut response = match arrived(&state, openid, &headers, &given, (&word, &trip)).await? {
        Ok(session) => {
            if let Some(sender) = tries::of(&state, &about, &headers) {
                state.backend.try_was_right(sender);
            }
            let mut response = to(&trip.back);
            if let Some(session) = session {
                keep(&mut response, &cookies(&state).header(Some(&session)));
            }
            response
        }
        Err(failure) => failed(page, failure),
    };
    keep(&mut response, &cookies(&state).trip_header(None));
    Ok(response)
}

/// The trip that this browser is on, which ends by this. What comes with another state is none of it, and ends nothing.
async fn trip(
    state: &AppState,
    headers: &HeaderMap,
    given: Option<&str>,
) -> Result<Option<(Secret, Trip)>, BackendError> {
    let Some(word) = kept(headers, &cookies(state).trip_name()) else { return Ok(None) };
    let own = Secret::given(&word.derived(STATE));
    if !given.is_some_and(|given| Secret::given(given).is(&own)) {
        return Ok(None);
    }
    Ok(state.backend.come_back(&word).await?.map(|trip| (word, trip)))
}

/// What becomes of somebody who came back: a session, where they were not in before.
async fn arrived(
    state: &AppState,
    openid: &OpenId,
    headers: &HeaderMap,
    given: &Returned,
    (word, trip): (&Secret, &Trip),
) -> Result<Result<Option<Secret>, Failure>, BackendError> {
    let identity = match identity(openid, given, word).await {
        Ok(identity) => identity,
        Err(failure) => return Ok(Err(failure)),
    };
    let settings = openid.settings();
    if !settings.lets_in(identity.email.as_deref()) {
        return Ok(Err(Failure::OtherDomain));
    }
    let asking = asking(state, headers).await?;
    if trip.connects.is_some() {
        let refusal = asking.caller.connect(&identity, trip).await?;
        return Ok(refusal.map_or(Ok(None), |refusal| Err(refusal.into())));
    }
    let arrival = state.backend.arrive(&identity, trip, settings.joining, &asking.agent).await?;
    Ok(match arrival {
        Arrival::In(signed_in) => Ok(Some(signed_in.session)),
        Arrival::Out(refusal) => Err(refusal.into()),
    })
}

/// Who the provider says it is.
async fn identity(
    openid: &OpenId,
    given: &Returned,
    word: &Secret,
) -> Result<backend::Identity, Failure> {
    let issuer = &openid.settings().issuer;
    let names_itself = openid.names_itself().await.map_err(|fault| of_fault(&fault))?;
    // An answer of one provider is not taken for one of another.
    let is_theirs = given.iss.as_ref().map_or(!names_itself, |iss| iss == issuer);
    if !is_theirs {
        return Err(of_fault(&Fault::Proof("the answer is of another provider".to_owned())));
    }
    if let Some(error) = &given.error {
        let code = if is_code(error) { error } else { "something that is no code" };
        tracing::warn!(code, "the provider let somebody not in");
        return Err(if code == "access_denied" { Failure::Denied } else { Failure::Unreachable });
    }
    let Some(code) = &given.code else {
        return Err(of_fault(&Fault::Proof("the answer has no code".to_owned())));
    };
    openid.identity(word, code).await.map_err(|fault| of_fault(&fault))
}

/// The detail goes to the log; it holds no word that opens anything.
fn of_fault(fault: &Fault) -> Failure {
    tracing::warn!(detail = %fault, "a sign-in at the provider did not succeed");
    match fault {
        Fault::Provider(_) => Failure::Unreachable,
        Fault::Proof(_) => Failure::Unproven,
    }
}

fn failed(page: &str, failure: Failure) -> Response {
    to(&format!("{page}#{FAILED}{}", failure.as_str()))
}

/// Another address, which is kept nowhere and told to nobody.
fn to(address: &str) -> Response {
    let headers = [
        (header::LOCATION, address),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn keep(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
