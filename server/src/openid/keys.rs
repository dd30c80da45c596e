//! The keys that a provider signs with. Sources: RFC 7517 and RFC 7518, section 6.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, UnparsedPublicKey,
    VerificationAlgorithm,
};
use serde::Deserialize;

use super::Fault;
use super::client::{Client, Who};

/// No provider has more.
const MOST: usize = 100;

/// How a token may be signed: with a key of which only the provider has the secret half. What is signed with a shared
/// secret, or not at all, is in no row.
enum Algorithm {
    Rsa(&'static RsaParameters),
    /// The curve, its algorithm, and how long a coordinate is.
    Curve(&'static str, &'static dyn VerificationAlgorithm, usize),
    Edwards,
}

fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "RS256" => Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA256),
        "RS384" => Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA512),
        "PS256" => Algorithm::Rsa(&RSA_PSS_2048_8192_SHA256),
        "PS384" => Algorithm::Rsa(&RSA_PSS_2048_8192_SHA384),
        "PS512" => Algorithm::Rsa(&RSA_PSS_2048_8192_SHA512),
        "ES256" => Algorithm::Curve("P-256", &ECDSA_P256_SHA256_FIXED, 32),
        "ES384" => Algorithm::Curve("P-384", &ECDSA_P384_SHA384_FIXED, 48),
        "EdDSA" => Algorithm::Edwards,
        _ => return None,
    })
}

#[derive(Debug, Deserialize)]
struct Said {
    keys: Vec<serde_json::Value>,
}

/// One public key, as it is written.
#[derive(Debug, Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// A provider's keys.
#[derive(Debug)]
pub(super) struct Keys(Vec<Key>);

/// What becomes of a signature.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Checked {
    Right,
    Wrong,
    /// There is no such way to sign, or none that is safe.
    NoAlgorithm,
    /// There is no such key.
    NoKey,
}

pub(super) async fn ask(client: &Client, address: &str) -> Result<Keys, Fault> {
    let said: Said = client.get(address, Who::Nobody).await?;
    Ok(Keys::read(said.keys))
}

impl Keys {
    /// A key of a kind that is not known here is nobody's fault: others are there.
    fn read(said: Vec<serde_json::Value>) -> Self {
        let keys = said.into_iter().take(MOST);
        Self(keys.filter_map(|key| serde_json::from_value(key).ok()).collect())
    }

    /// Whether one of these keys has signed this. The token names the algorithm and may name the key, and a key is used for
    /// what it is made for and for nothing else.
    pub(super) fn check(
        &self,
        name: &str,
        kid: Option<&str>,
        message: &[u8],
        signature: &[u8],
    ) -> Checked {
        let Some(algorithm) = algorithm(name) else { return Checked::NoAlgorithm };
        let fits = |key: &&Key| {
            kid.is_none_or(|kid| key.kid.as_deref() == Some(kid))
                && key.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
                && key.alg.as_deref().is_none_or(|alg| alg == name)
                && key.is_for(&algorithm)
        };
        let mut found = false;
        for key in self.0.iter().filter(fits) {
            found = true;
            if key.has_signed(&algorithm, message, signature).unwrap_or(false) {
                return Checked::Right;
            }
        }
        // A token that names no key may be signed with one that is not known yet.
        if found && kid.is_some() { Checked::Wrong } else { Checked::NoKey }
    }
}

impl Key {
    fn is_for(&self, algorithm: &Algorithm) -> bool {
        let curve = self.crv.as_deref();
        match algorithm {
            Algorithm::Rsa(_) => self.kty == "RSA",
            Algorithm::Curve(name, ..) => self.kty == "EC" && curve == Some(*name),
            Algorithm::Edwards => self.kty == "OKP" && curve == Some("Ed25519"),
        }
    }

    /// `None` for a key that is none.
    fn has_signed(&self, algorithm: &Algorithm, message: &[u8], signature: &[u8]) -> Option<bool> {
        let verified = match algorithm {
            Algorithm::Rsa(parameters) => {
                let (n, e) = (number(self.n.as_ref()?)?, number(self.e.as_ref()?)?);
                PublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
            Algorithm::Curve(_, algorithm, length) => {
                let mut point = vec![4];
                for coordinate in [&self.x, &self.y] {
                    let number = number(coordinate.as_ref()?)?;
                    point.resize(point.len() + length.checked_sub(number.len())?, 0);
                    point.extend(number);
                }
                UnparsedPublicKey::new(*algorithm, point).verify(message, signature)
            }
            Algorithm::Edwards => {
                let key = URL_SAFE_NO_PAD.decode(self.x.as_ref()?).ok()?;
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
        };
        Some(verified.is_ok())
    }
}

/// A number's bytes without zeros before it, which some write and some leave out.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    Some(bytes[zeros..].to_vec())
}
