//! The token by which a provider proves who somebody is. Sources: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::keys::{Checked, Keys};

/// The longest token, in bytes.
const LONGEST: usize = 64 * 1024;
/// Clocks differ by so much, in seconds.
const LEEWAY: f64 = 60.0;
/// The longest name of a subject. Source: OpenID Connect Core 1.0, section 2.
const SUBJECT: usize = 255;

/// What a token says, by name.
pub(super) type Claims = Map<String, Value>;

/// What it has to say.
pub(super) struct Expected<'e> {
    pub(super) issuer: &'e str,
    /// Our own name at the provider.
    pub(super) audience: &'e str,
    pub(super) nonce: &'e str,
    /// Seconds since 1970, UTC.
    pub(super) now: f64,
}

/// Why a token proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Malformed,
    Algorithm,
    /// None of the keys that are known here has signed it.
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Expired,
    Early,
    Nonce,
    Subject,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the ID token is none",
            Self::Algorithm => "the ID token is signed in a way that proves nothing, or not at all",
            Self::UnknownKey => "the ID token is signed with a key that the provider does not name",
            Self::Signature => "the ID token's signature is wrong",
            Self::Issuer => "the ID token is of another issuer",
            Self::Audience => "the ID token is for somebody else",
            Self::Expired => "the ID token has expired, or says nothing of when it does",
            Self::Early => "the ID token is of a time to come: compare the clocks",
            Self::Nonce => "the ID token is of another sign-in",
            Self::Subject => "the ID token names nobody",
        })
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What has to be understood; nothing is.
    crit: Option<Value>,
}

/// Seconds since 1970, UTC.
pub(super) fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

/// What a token says, once it is proven that the provider said it, to us, now, for this sign-in.
pub(super) fn check(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Claims, Refused> {
    if token.len() > LONGEST {
        return Err(Refused::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(Refused::Malformed)?;
    let header: Header = read(header)?;
    if header.crit.is_some() {
        return Err(Refused::Malformed);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?;
    match keys.check(&header.alg, header.kid.as_deref(), signed.as_bytes(), &signature) {
        Checked::Right => {}
        Checked::Wrong => return Err(Refused::Signature),
        Checked::NoAlgorithm => return Err(Refused::Algorithm),
        Checked::NoKey => return Err(Refused::UnknownKey),
    }
    // Nothing of what it says is looked at before.
    let claims: Claims = read(claims)?;
    said(&claims, expected)?;
    Ok(claims)
}

fn read<T: for<'d> Deserialize<'d>>(part: &str) -> Result<T, Refused> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

fn said(claims: &Claims, expected: &Expected<'_>) -> Result<(), Refused> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let must = |holds: bool, otherwise: Refused| if holds { Ok(()) } else { Err(otherwise) };
    must(text("iss") == Some(expected.issuer), Refused::Issuer)?;
    must(is_for(claims, expected.audience), Refused::Audience)?;
    let time = |name: &str| claims.get(name).map(|value| value.as_f64());
    must(matches!(time("exp"), Some(Some(end)) if end + LEEWAY > expected.now), Refused::Expired)?;
    for name in ["iat", "nbf"] {
        let is_past = match time(name) {
            None => true,
            Some(at) => at.is_some_and(|at| at - LEEWAY <= expected.now),
        };
        must(is_past, Refused::Early)?;
    }
    must(text("nonce") == Some(expected.nonce), Refused::Nonce)?;
    let names = |subject: &str| !subject.is_empty() && subject.len() <= SUBJECT;
    must(text("sub").is_some_and(names), Refused::Subject)
}

/// Whether a token is for us: alone, or among others when it was made for us.
fn is_for(claims: &Claims, audience: &str) -> bool {
    let (is_ours, others) = match claims.get("aud") {
        Some(Value::String(one)) => (one == audience, false),
        Some(Value::Array(all)) => {
            let is_ours = |one: &Value| one.as_str() == Some(audience);
            (all.iter().any(is_ours), !all.iter().all(is_ours))
        }
        _ => (false, false),
    };
    let made_for_us = match claims.get("azp") {
        Some(party) => party.as_str() == Some(audience),
        None => !others,
    };
    is_ours && made_for_us
}
