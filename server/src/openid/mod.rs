//! Signing in at a provider of OpenID Connect: the authorization code flow with PKCE, state and nonce. This is the one place
//! from which the console asks anything of another machine, and it asks the provider alone that it was started with.
//!
//! Nothing of a sign-in is kept here: any of several servers ends what another one began. What this process knows of the
//! provider is what every other can ask for as well.

mod claims;
mod client;
mod discovery;
mod exchange;
mod keys;
mod settings;
mod token;

pub(crate) use client::is_code;
pub(crate) use exchange::STATE;
pub(crate) use settings::CALLBACK;
pub use settings::{AdminClaim, OpenIdSettings};

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use backend::{Identity, Secret};
use tokio::sync::Mutex;

use client::Client;
use discovery::Metadata;
use keys::Keys;

/// How long what a provider says of itself is not asked for again.
const FRESH: Duration = Duration::from_secs(60 * 60);
/// How long a provider that did not answer is left alone.
const REST: Duration = Duration::from_secs(5);

/// Why somebody could not be recognised. The text is for the log.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The provider did not answer, or not as a provider does.
    Provider(String),
    /// What it said proves nothing.
    Proof(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(detail) | Self::Proof(detail) => f.write_str(detail),
        }
    }
}

/// The provider that people sign in at.
#[derive(Debug, Clone)]
pub struct OpenId(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    settings: OpenIdSettings,
    client: Client,
    known: Mutex<Known>,
}

/// What is known of the provider.
#[derive(Debug, Default)]
struct Known {
    metadata: Option<(Instant, Arc<Metadata>)>,
    keys: Option<(Instant, Arc<Keys>)>,
    /// When it was last asked in vain, and why.
    failed: Option<(Instant, String)>,
}

impl OpenId {
    /// Asks nothing of the provider: it may be away while the console starts.
    ///
    /// # Errors
    /// When no certificates are there by which a provider is recognised.
    pub fn new(settings: OpenIdSettings) -> Result<Self, String> {
        let client = Client::new(settings.is_local())?;
        Ok(Self(Arc::new(Inside { settings, client, known: Mutex::default() })))
    }

    #[must_use]
    pub(crate) fn settings(&self) -> &OpenIdSettings {
        &self.0.settings
    }

    /// Where a browser goes to sign in on this trip.
    ///
    /// # Errors
    /// When the provider does not say.
    pub(crate) async fn address(&self, trip: &Secret) -> Result<String, Fault> {
        let metadata = self.metadata().await?;
        Ok(exchange::address(&self.0.settings, &metadata, trip))
    }

    /// Who somebody is that came back from this trip with a code.
    ///
    /// # Errors
    /// When the provider does not say, or what it says proves nothing.
    pub(crate) async fn identity(&self, trip: &Secret, code: &str) -> Result<Identity, Fault> {
        let Inside { settings, client, .. } = &*self.0;
        let metadata = self.metadata().await?;
        let given = exchange::tokens(client, settings, &metadata, trip, code).await?;
        let nonce = trip.derived(exchange::NONCE);
        let expected = token::Expected {
            issuer: &settings.issuer,
            audience: &settings.client_id,
            nonce: &nonce,
            now: token::now(),
        };
        let keys = self.keys(&metadata, None).await?;
        let claims = match token::check(&given.id_token, &keys, &expected) {
            // The provider may have new keys: it is asked once more, and once only.
            Err(token::Refused::UnknownKey) => {
                let keys = self.keys(&metadata, Some(&keys)).await?;
                token::check(&given.id_token, &keys, &expected)
            }
            checked => checked,
        };
        let mut claims = claims.map_err(|refused| Fault::Proof(refused.to_string()))?;
        if claims::lack(settings, &claims) {
            exchange::add_details(client, &metadata, &given, &mut claims).await?;
        }
        claims::identity(settings, &claims)
    }

    /// Whether the answer has to say which provider it is of.
    pub(crate) async fn names_itself(&self) -> Result<bool, Fault> {
        Ok(self.metadata().await?.names_itself)
    }

    async fn metadata(&self) -> Result<Arc<Metadata>, Fault> {
        // Whoever waits here gets the answer that is asked for now: a provider that is slow is not asked by all at once.
        let mut known = self.0.known.lock().await;
        if let Some((_, metadata)) =
            known.metadata.as_ref().filter(|(at, _)| is_younger(*at, FRESH))
        {
            return Ok(metadata.clone());
        }
        rested(&known)?;
        let asked = discovery::ask(&self.0.client, &self.0.settings).await;
        let metadata = Arc::new(remembered(&mut known, asked)?);
        known.metadata = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }

    /// The provider's keys; others than these, where it has them.
    async fn keys(&self, metadata: &Metadata, but: Option<&Arc<Keys>>) -> Result<Arc<Keys>, Fault> {
        let mut known = self.0.known.lock().await;
        let fits = |keys: &Arc<Keys>| but.is_none_or(|old| !Arc::ptr_eq(old, keys));
        let kept = known.keys.as_ref().filter(|(at, keys)| is_younger(*at, FRESH) && fits(keys));
        if let Some((_, keys)) = kept {
            return Ok(keys.clone());
        }
        rested(&known)?;
        let asked = keys::ask(&self.0.client, &metadata.jwks_uri).await;
        let keys = Arc::new(remembered(&mut known, asked)?);
        known.keys = Some((Instant::now(), keys.clone()));
        Ok(keys)
    }
}

fn is_younger(at: Instant, age: Duration) -> bool {
    at.elapsed() < age
}

/// A provider that did not answer a moment ago is not asked: who waits for it would wait in vain.
fn rested(known: &Known) -> Result<(), Fault> {
    match &known.failed {
        Some((at, why)) if is_younger(*at, REST) => Err(Fault::Provider(why.clone())),
        _ => Ok(()),
    }
}

fn remembered<T>(known: &mut Known, asked: Result<T, Fault>) -> Result<T, Fault> {
    known.failed = asked.as_ref().err().map(|fault| (Instant::now(), fault.to_string()));
    asked
}
