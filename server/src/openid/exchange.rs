//! Where a browser goes, and what its code is given for. Sources: OpenID Connect Core 1.0, section 3.1; RFC 7636 for PKCE.
//!
//! State, nonce and verifier are made of the one word that the browser keeps: each can be made again from it, and none of
//! them tells it, or another of them.

use backend::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use url::form_urlencoded::{Serializer, byte_serialize};

use super::Fault;
use super::client::{Client, Who};
use super::discovery::Metadata;
use super::settings::OpenIdSettings;
use super::token::Claims;

/// What the words of a trip are for.
pub(crate) const STATE: &str = "state";
pub(super) const NONCE: &str = "nonce";
const VERIFIER: &str = "verifier";

/// What a provider gives for a code.
#[derive(Deserialize)]
pub(super) struct Tokens {
    pub(super) id_token: String,
    access_token: Option<String>,
}

/// Where a browser goes to sign in.
pub(super) fn address(settings: &OpenIdSettings, metadata: &Metadata, trip: &Secret) -> String {
    let challenge = Sha256::digest(trip.derived(VERIFIER));
    let mut url = metadata.authorization_endpoint.clone();
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &settings.client_id)
        .append_pair("redirect_uri", &settings.redirect())
        .append_pair("scope", &settings.scopes)
        .append_pair("state", &trip.derived(STATE))
        .append_pair("nonce", &trip.derived(NONCE))
        .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(challenge))
        .append_pair("code_challenge_method", "S256");
    url.into()
}

/// Gives the code for tokens.
pub(super) async fn tokens(
    client: &Client,
    settings: &OpenIdSettings,
    metadata: &Metadata,
    trip: &Secret,
    code: &str,
) -> Result<Tokens, Fault> {
    let (header, form) = question(settings, metadata, trip, code);
    let who = header.as_deref().map_or(Who::Nobody, Who::Says);
    client.post(&metadata.token_endpoint, who, form).await
}

/// What is asked for the tokens: a header that says who we are, where the provider reads one, and a form.
fn question(
    settings: &OpenIdSettings,
    metadata: &Metadata,
    trip: &Secret,
    code: &str,
) -> (Option<String>, String) {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", &settings.redirect())
        .append_pair("code_verifier", &trip.derived(VERIFIER));
    let secret = settings.client_secret.as_ref().map(Secret::reveal);
    let header = secret.filter(|_| !metadata.posts_secret).map(|secret| {
        // Source: RFC 6749, section 2.3.1: both are written as in a form first.
        let written = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let pair = format!("{}:{}", written(&settings.client_id), written(secret));
        format!("Basic {}", STANDARD.encode(pair))
    });
    if header.is_none() {
        form.append_pair("client_id", &settings.client_id);
        if let Some(secret) = secret {
            form.append_pair("client_secret", secret);
        }
    }
    (header, form.finish())
}

/// Adds what the provider tells of somebody apart from the token that proves who it is, where it does.
pub(super) async fn add_details(
    client: &Client,
    metadata: &Metadata,
    given: &Tokens,
    claims: &mut Claims,
) -> Result<(), Fault> {
    let (Some(place), Some(token)) = (&metadata.userinfo_endpoint, &given.access_token) else {
        return Ok(());
    };
    let details: Claims = client.get(place, Who::Says(&format!("Bearer {token}"))).await?;
    // Source: OpenID Connect Core 1.0, section 5.3.2: what is of another subject is not used.
    if details.get("sub") != claims.get("sub") {
        return Err(Fault::Proof(format!("{place}: tells of another subject than the token")));
    }
    for (name, value) in details {
        claims.entry(name).or_insert(value);
    }
    Ok(())
}
