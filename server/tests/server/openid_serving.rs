//! The real program before a provider that speaks TLS.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use axum::serve::Listener;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::json;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::console::Console;
use crate::provider::{CLIENT, Key, Provider, SECRET};
use crate::support::client;

/// Where the secret stands in the environment.
const VARIABLE: &str = "TOPOLOGY_DESIGNER_OIDC_CLIENT_SECRET";

/// Takes connections by TLS.
struct Secured(TcpListener, TlsAcceptor);

impl Listener for Secured {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let Ok((stream, address)) = self.0.accept().await else { continue };
            // Whoever does not believe the certificate goes away.
            if let Ok(stream) = self.1.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let made = Command::new("openssl").current_dir(folder).args(arguments.split(' ')).output();
    let made = made.expect("OpenSSL is installed with the other programs that tests need");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// An authority, `ca.crt`, and what it has signed for this machine.
fn certified(folder: &Path) -> TlsAcceptor {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    openssl(
        folder,
        &format!("req -x509 {key} -days 2 -subj /CN=Authority -keyout ca.key -out ca.crt"),
    );
    openssl(folder, &format!("req -new {key} -subj /CN=localhost -keyout own.key -out own.csr"));
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    openssl(
        folder,
        "x509 -req -in own.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out own.crt",
    );
    let chain = vec![CertificateDer::from_pem_file(folder.join("own.crt")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(folder.join("own.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A provider at an address with a certificate of the authority in this folder.
async fn provider(folder: &Path) -> Provider {
    let acceptor = certified(folder);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let provider = Provider::at(&format!("https://localhost:{port}"), Key::ec());
    let secured = Secured(listener, acceptor);
    tokio::spawn(axum::serve(secured, provider.routes()).into_future());
    provider
}

/// The value of a header in an answer.
fn header(answer: &[u8], name: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(answer).into_owned();
    let lines = text.lines().take_while(|line| !line.is_empty()).map(str::to_owned);
    lines.filter_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_signs_in_by_a_provider_whose_authority_the_machine_knows_and_by_no_other() {
    let folder = TempDir::new().unwrap();
    let provider = provider(folder.path()).await;
    let issuer = provider.issuer();
    let authority = folder.path().join("ca.crt");
    let arguments = [
        "--oidc-issuer",
        &issuer,
        "--oidc-client-id",
        CLIENT,
        "--oidc-admin",
        "groups=admins",
        "--oidc-label",
        "Example SSO",
    ];
    let trusting = [("SSL_CERT_FILE", authority.to_str().unwrap()), (VARIABLE, SECRET)];
    let console = Console::letting_in("accounts", &arguments, &trusting);
    let own = format!("http://{}", console.address);
    provider.set(|inside| inside.redirect = format!("{own}/oidc/callback"));
    let answer = console.ask("GET /oidc/start?back=%2Faccount", "");
    let place = header(&answer, "location").remove(0);
    let (page, query) = place.split_once('?').unwrap();
    assert_eq!(page, format!("{issuer}/authorize"));
    let cookie = header(&answer, "set-cookie").remove(0);
    let cookie = cookie.split(';').next().unwrap();
    provider.set(|inside| inside.person["groups"] = json!(["admins"]));
    let returned = provider.authorized(query);
    let path = returned.strip_prefix(&own).unwrap();
    // What is sent is one line longer by the cookie.
    let answer = console.ask_with(&format!("GET {path}"), &format!("cookie: {cookie}\r\n"), "");
    assert_eq!(header(&answer, "location"), ["/account"], "{}", String::from_utf8_lossy(&answer));
    assert!(
        header(&answer, "set-cookie")
            .iter()
            .any(|cookie| cookie.starts_with("td-session-") && cookie.contains("=tds_"))
    );
    console.signal("-TERM");
    let (status, lines) = console.end();
    assert_eq!(status.code(), Some(0), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains(SECRET)), "{lines:#?}");

    // The same provider, and an authority that has signed nothing of it.
    let other = TempDir::new().unwrap();
    certified(other.path());
    let authority = other.path().join("ca.crt");
    let strangers = [("SSL_CERT_FILE", authority.to_str().unwrap()), (VARIABLE, SECRET)];
    let console = Console::letting_in("accounts", &arguments, &strangers);
    let answer = console.ask("GET /oidc/start", "");
    assert_eq!(header(&answer, "location"), ["/sign-in#failed=unreachable"]);
    console.signal("-TERM");
    let (_, lines) = console.end();
    assert!(
        lines.iter().any(|line| line.contains("certificate") && line.contains(&issuer)),
        "{lines:#?}"
    );
}

#[test]
fn what_is_said_of_a_provider_has_to_fit_together() {
    let folder = TempDir::new().unwrap();
    let client = client();
    std::fs::write(folder.path().join("empty"), "\n").unwrap();
    let with = ["--oidc-issuer", "https://sso.example.com", "--oidc-client-id", "console"];
    for (access, arguments, says) in [
        ("open", vec![], "--access accounts"),
        ("accounts", vec!["--oidc-admin", "groups"], "CLAIM=VALUE"),
        ("accounts", vec!["--oidc-scopes", "email"], "openid"),
        ("accounts", vec!["--oidc-client-secret-file", "missing"], "missing"),
        ("accounts", vec!["--oidc-client-secret-file", "empty"], "is empty"),
        ("accounts", vec!["--listen", "0.0.0.0:0"], "--public-url"),
        ("accounts", vec!["--oidc-join", "owner"], "owner"),
    ] {
        let listen =
            if arguments.contains(&"--listen") { vec![] } else { vec!["--listen", "127.0.0.1:0"] };
        let refused = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
            .current_dir(folder.path())
            .args(["serve", "--access", access, "--assets"])
            .arg(&client)
            .args(with)
            .args(listen)
            .args(&arguments)
            .env_remove(VARIABLE)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {text}");
        assert!(text.contains(says), "{arguments:?}: {text}");
    }
    let alone = Command::new(env!("CARGO_BIN_EXE_topology-designer"))
        .args(["serve", "--oidc-only"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&alone.stderr).contains("--oidc-issuer"));
}
