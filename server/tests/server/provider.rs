//! A provider of OpenID Connect of the tests' own: a peer over HTTP with keys that are made for it, which checks what it is
//! asked as a provider does, and can be told to say what none should.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{Form, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
};
use ring::{hmac, rsa};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use url::form_urlencoded::parse;

pub(crate) const CLIENT: &str = "topology console";
/// With letters that mean something in a header and in a form.
pub(crate) const SECRET: &str = "s3cret: of+the client&ä";
/// Where it sends browsers back to, and nowhere else.
const REDIRECT: &str = "http://127.0.0.1:8080/oidc/callback";

pub(crate) enum Key {
    Rsa(rsa::KeyPair),
    Ec(EcdsaKeyPair),
}

impl Key {
    pub(crate) fn ec() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let bytes = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self::Ec(EcdsaKeyPair::from_pkcs8(algorithm, bytes.as_ref(), &random).unwrap())
    }

    pub(crate) fn rsa() -> Self {
        let made = Command::new("openssl")
            .args([
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                "rsa_keygen_bits:2048",
                "-outform",
                "DER",
            ])
            .output()
            .expect("OpenSSL is installed with the other programs that tests need");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        // Some versions of it write what is in the envelope alone.
        let pair = rsa::KeyPair::from_pkcs8(&made.stdout);
        Self::Rsa(pair.or_else(|_| rsa::KeyPair::from_der(&made.stdout)).unwrap())
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        }
    }

    /// The public half, as bytes.
    fn public(&self) -> &[u8] {
        match self {
            Self::Rsa(pair) => pair.public().as_ref(),
            Self::Ec(pair) => pair.public_key().as_ref(),
        }
    }

    fn written(&self, kid: &str) -> Value {
        match self {
            Self::Rsa(pair) => {
                let parts = rsa::PublicKeyComponents::<Vec<u8>>::from(pair.public());
                json!({
                    "kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256",
                    "n": URL_SAFE_NO_PAD.encode(parts.n), "e": URL_SAFE_NO_PAD.encode(parts.e),
                })
            }
            Self::Ec(pair) => {
                let point = pair.public_key().as_ref();
                json!({
                    "kty": "EC", "kid": kid, "use": "sig", "crv": "P-256",
                    "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
                    "y": URL_SAFE_NO_PAD.encode(&point[33..]),
                })
            }
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
                signature
            }
            Self::Ec(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
        }
    }
}

/// How it signs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Signing {
    WithKey,
    /// Its header says that it is not signed.
    Not,
    /// As if its public key were a secret that both know.
    WithPublicKeyAsSecret,
    /// With another key than the header names.
    WithAnother,
    /// And then one letter of what is signed is another.
    ThenChanged,
}

/// What a code was given for.
struct Asked {
    nonce: String,
    challenge: String,
    redirect: String,
}

pub(crate) struct Inside {
    pub(crate) issuer: String,
    /// What is registered as the address of the console.
    pub(crate) redirect: String,
    /// By kid; the last one signs.
    pub(crate) keys: Vec<(String, Arc<Key>)>,
    /// What stands among its keys for others to read.
    pub(crate) published: Vec<(String, Arc<Key>)>,
    pub(crate) signing: Signing,
    /// Who signs in.
    pub(crate) person: Value,
    /// What is told of them apart from the token.
    pub(crate) details: Option<Value>,
    /// Makes something else of what a token says.
    pub(crate) bend: fn(&mut Value),
    /// Makes something else of what it says of itself.
    pub(crate) bend_itself: fn(&mut Value),
    codes: BTreeMap<String, Asked>,
    given: u32,
    /// How often each address was asked for.
    pub(crate) counts: BTreeMap<String, u32>,
    /// Every word that it gave out or was given which nobody else may read.
    pub(crate) secrets: Vec<String>,
}

#[derive(Clone)]
pub(crate) struct Provider(pub(crate) Arc<Mutex<Inside>>);

impl Provider {
    /// One that runs at a port of its own.
    pub(crate) async fn start(key: Key) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let provider = Self::at(&format!("http://{address}"), key);
        tokio::spawn(axum::serve(listener, provider.routes()).into_future());
        provider
    }

    pub(crate) fn at(issuer: &str, key: Key) -> Self {
        let keys = vec![("key-1".to_owned(), Arc::new(key))];
        Self(Arc::new(Mutex::new(Inside {
            issuer: issuer.to_owned(),
            redirect: REDIRECT.to_owned(),
            published: keys.clone(),
            keys,
            signing: Signing::WithKey,
            person: json!({ "sub": "grace", "email": "grace@example.com", "email_verified": true, "name": "Grace Hopper" }),
            details: None,
            bend: |_| {},
            bend_itself: |_| {},
            codes: BTreeMap::new(),
            given: 0,
            counts: BTreeMap::new(),
            secrets: vec![SECRET.to_owned(), STANDARD.encode(SECRET)],
        })))
    }

    pub(crate) fn routes(&self) -> Router {
        Router::new()
            .route("/.well-known/openid-configuration", get(itself))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/jwks", get(jwks))
            .route("/userinfo", get(userinfo))
            .layer(from_fn_with_state(self.clone(), count))
            .with_state(self.clone())
    }

    pub(crate) fn issuer(&self) -> String {
        self.0.lock().unwrap().issuer.clone()
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Inside)) {
        change(&mut self.0.lock().unwrap());
    }

    pub(crate) fn count(&self, path: &str) -> u32 {
        self.0.lock().unwrap().counts.get(path).copied().unwrap_or_default()
    }

    /// What a browser is sent back to that comes with this question.
    pub(crate) fn authorized(&self, query: &str) -> String {
        let asked: BTreeMap<String, String> = parse(query.as_bytes()).into_owned().collect();
        let get = |name: &str| asked.get(name).cloned().unwrap_or_default();
        assert_eq!((get("response_type").as_str(), get("client_id").as_str()), ("code", CLIENT));
        assert!(get("scope").split(' ').any(|scope| scope == "openid"), "{query}");
        assert_eq!(get("code_challenge_method"), "S256");
        for word in ["state", "nonce", "code_challenge"] {
            assert_eq!(get(word).len(), 43, "{word}: {query}");
        }
        let mut inside = self.0.lock().unwrap();
        assert_eq!(get("redirect_uri"), inside.redirect);
        inside.given += 1;
        let code = format!("code-of-the-provider-{}", inside.given);
        inside.secrets.extend([code.clone(), get("state"), get("nonce")]);
        let redirect = get("redirect_uri");
        let kept = Asked { nonce: get("nonce"), challenge: get("code_challenge"), redirect };
        let address = format!("{}?code={code}&state={}", kept.redirect, get("state"));
        inside.codes.insert(code, kept);
        address
    }
}

impl Inside {
    fn id_token(&self, nonce: &str) -> String {
        let (kid, key) = self.keys.last().unwrap();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "nonce": nonce, "iat": now, "exp": now + 300,
        });
        for (name, value) in self.person.as_object().unwrap() {
            claims[name] = value.clone();
        }
        (self.bend)(&mut claims);
        let algorithm = match self.signing {
            Signing::Not => "none",
            Signing::WithPublicKeyAsSecret => "HS256",
            _ => key.algorithm(),
        };
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let mut signed = format!(
            "{}.{}",
            part(&json!({ "alg": algorithm, "kid": kid, "typ": "JWT" })),
            part(&claims)
        );
        let signature = match self.signing {
            Signing::Not => Vec::new(),
            Signing::WithPublicKeyAsSecret => {
                let secret = hmac::Key::new(hmac::HMAC_SHA256, key.public());
                hmac::sign(&secret, signed.as_bytes()).as_ref().to_vec()
            }
            Signing::WithAnother => Key::ec().sign(signed.as_bytes()),
            Signing::WithKey | Signing::ThenChanged => key.sign(signed.as_bytes()),
        };
        if self.signing == Signing::ThenChanged {
            claims["sub"] = "somebody else".into();
            signed = format!("{}.{}", signed.split('.').next().unwrap(), part(&claims));
        }
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

async fn count(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    provider.set(|inside| *inside.counts.entry(path).or_default() += 1);
    next.run(request).await
}

async fn itself(State(Provider(inside)): State<Provider>) -> Json<Value> {
    let inside = inside.lock().unwrap();
    let at = |path: &str| format!("{}{path}", inside.issuer);
    let mut said = json!({
        "issuer": inside.issuer, "authorization_endpoint": at("/authorize?tenant=1"),
        "token_endpoint": at("/token"), "jwks_uri": at("/jwks"), "userinfo_endpoint": at("/userinfo"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
    });
    (inside.bend_itself)(&mut said);
    Json(said)
}

async fn authorize(State(provider): State<Provider>, RawQuery(query): RawQuery) -> Redirect {
    Redirect::to(&provider.authorized(&query.unwrap_or_default()))
}

async fn token(
    State(Provider(inside)): State<Provider>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Json<Value>, (StatusCode, Json<Value>)> {
    let mut inside = inside.lock().unwrap();
    let refuse = |status, error: &str| {
        (status, Json(json!({ "error": error, "error_description": SECRET })))
    };
    let get = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if !knows_secret(&headers, &form) {
        return Err(refuse(StatusCode::UNAUTHORIZED, "invalid_client"));
    }
    let wrong = || refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    let asked = inside.codes.remove(get("code")).ok_or_else(wrong)?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier")));
    if get("grant_type") != "authorization_code"
        || get("redirect_uri") != asked.redirect
        || challenge != asked.challenge
    {
        return Err(wrong());
    }
    let token = inside.id_token(&asked.nonce);
    let access = format!("access-token-{}", inside.given);
    inside.secrets.extend([get("code_verifier").to_owned(), token.clone(), access.clone()]);
    Ok(Json(
        json!({ "id_token": token, "access_token": access, "token_type": "Bearer", "expires_in": 300 }),
    ))
}

/// Whether the client is who it says, by a header or in the form.
fn knows_secret(headers: &HeaderMap, form: &BTreeMap<String, String>) -> bool {
    let written =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair =
        format!("Basic {}", STANDARD.encode(format!("{}:{}", written(CLIENT), written(SECRET))));
    let by_header = headers.get(header::AUTHORIZATION).is_some_and(|value| *value == *pair);
    let is = |name: &str, wanted: &str| form.get(name).is_some_and(|given| given == wanted);
    by_header || (is("client_id", CLIENT) && is("client_secret", SECRET))
}

async fn jwks(State(Provider(inside)): State<Provider>) -> Json<Value> {
    let inside = inside.lock().unwrap();
    let mut keys: Vec<Value> = inside.published.iter().map(|(kid, key)| key.written(kid)).collect();
    // Others are there, too, that nobody has to understand.
    keys.insert(0, json!({ "kty": "oct", "k": "c2VjcmV0", "kid": "key-1" }));
    keys.insert(0, json!({ "kty": 7 }));
    Json(json!({ "keys": keys }))
}

async fn userinfo(State(Provider(inside)): State<Provider>, headers: HeaderMap) -> Response {
    let inside = inside.lock().unwrap();
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let fits = given == Some(&format!("Bearer access-token-{}", inside.given));
    let known = || json!({ "sub": inside.person["sub"] });
    if fits {
        Json(inside.details.clone().unwrap_or_else(known)).into_response()
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}
