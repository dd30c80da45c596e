//! What a provider says of itself. Source: OpenID Connect Discovery 1.0, section 4.

use serde::Deserialize;

use super::Fault;
use super::client::{Client, Who};
use super::settings::{OpenIdSettings, address};

/// The provider's addresses, and what it can do.
#[derive(Debug, Clone)]
pub(super) struct Metadata {
    pub(super) authorization_endpoint: url::Url,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    /// The client's secret goes into the form, as the provider reads no header with it.
    pub(super) posts_secret: bool,
    /// Its answers say which provider they are of. Source: RFC 9207, section 3.
    pub(super) names_itself: bool,
}

#[derive(Debug, Deserialize)]
struct Said {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

pub(super) async fn ask(client: &Client, settings: &OpenIdSettings) -> Result<Metadata, Fault> {
    let place = settings.issuer.trim_end_matches('/');
    let place = format!("{place}/.well-known/openid-configuration");
    let said: Said = client.get(&place, Who::Nobody).await?;
    let fault = |detail: String| Fault::Provider(format!("{place}: {detail}"));
    // One that says that it is another could speak for the other.
    if said.issuer != settings.issuer {
        let said: String = said.issuer.chars().take(200).collect();
        return Err(fault(format!("is of the issuer {said:?}, not of {:?}", settings.issuer)));
    }
    let is_local = settings.is_local();
    let safe = |name: &str, text: &str| {
        let url = address(text).and_then(|url| match url.scheme() {
            "http" if !is_local => Err("has to begin with https://".to_owned()),
            _ => Ok(url),
        });
        url.map_err(|why| fault(format!("{name} {why}")))
    };
    let authorization_endpoint = safe("authorization_endpoint", &said.authorization_endpoint)?;
    safe("token_endpoint", &said.token_endpoint)?;
    safe("jwks_uri", &said.jwks_uri)?;
    if let Some(endpoint) = &said.userinfo_endpoint {
        safe("userinfo_endpoint", endpoint)?;
    }
    let methods = said.token_endpoint_auth_methods_supported.unwrap_or_default();
    let has = |name: &str| methods.iter().any(|method| method == name);
    Ok(Metadata {
        authorization_endpoint,
        token_endpoint: said.token_endpoint,
        jwks_uri: said.jwks_uri,
        userinfo_endpoint: said.userinfo_endpoint,
        posts_secret: has("client_secret_post") && !has("client_secret_basic"),
        names_itself: said.authorization_response_iss_parameter_supported,
    })
}
