//! S11: whatever a design names is named, and never asked.

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use axum::body::Body;
use axum::http::{Request, header};
use topology::document;

use crate::support::TestApp;

/// Somebody who listens, and hears nobody.
struct Canary(TcpListener);

impl Canary {
    fn new(address: &str) -> Option<Self> {
        let listener = TcpListener::bind((address, 0)).ok()?;
        listener.set_nonblocking(true).unwrap();
        Some(Self(listener))
    }

    fn is_silent(&self) -> bool {
        self.0.accept().is_err()
    }
}

/// Everything that could lead to them, and to addresses inside a cloud.
fn texts(canaries: &[Canary]) -> Vec<String> {
    let mut texts = vec!["http://169.254.169.254/latest/meta-data/".to_owned()];
    for canary in canaries {
        let at = canary.0.local_addr().unwrap();
        let port = at.port();
        texts.extend([
            format!("http://{at}/x"),
            format!("https://{at}/x"),
            at.to_string(),
            format!("http://localhost:{port}/"),
            format!("${{jndi:ldap://{at}/x}}"),
            format!("<image href=\"http://{at}/x.png\"/>"),
            format!("url(http://{at}/x)"),
            format!("//{at}/x"),
            format!("\\\\{at}\\share"),
        ]);
    }
    texts
}

fn documents(canaries: &[Canary]) -> Vec<String> {
    let catalogue = catalogue::wso2am_3_1_0();
    let sample = document::parse(catalogue::template("guide-sample").unwrap().document).unwrap();
    let full = |text: &String| {
        let full = trials::everywhere(&sample, catalogue, text);
        document::write(&trials::without_secrets(&full, catalogue))
    };
    texts(canaries).iter().map(full).collect()
}

fn canaries() -> Vec<Canary> {
    let found: Vec<Canary> = ["127.0.0.1", "::1"].into_iter().filter_map(Canary::new).collect();
    assert!(!found.is_empty());
    // One that is asked hears it.
    let heard = Canary::new("127.0.0.1").unwrap();
    drop(std::net::TcpStream::connect(heard.0.local_addr().unwrap()).unwrap());
    std::thread::sleep(std::time::Duration::from_millis(50));
    assert!(!heard.is_silent());
    found
}

#[tokio::test]
async fn the_server_asks_nobody_that_a_design_names() {
    let canaries = canaries();
    let app = TestApp::new().await;
    let step = if trials::is_long() { 1 } else { 3 };
    for document in documents(&canaries).into_iter().step_by(step) {
        let id = app.backend.import_design(document, None).await.unwrap().id;
        for path in [
            "",
            "/download?force=true",
            "/design.json",
            "/topology.svg",
            "/picture.svg",
            "/picture.png",
            "/picture.pdf",
            "/picture.mmd",
            "/picture.drawio",
            "/review.html",
        ] {
            let answer = app.get(&format!("/designs/{id}{path}")).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        }
        for function in ["validation/validate", "export/files", "comments/list", "shares/list"] {
            let answer = app.call(function, serde_json::json!({ "id": id })).await;
            assert_eq!(answer.status, 200, "{function}: {}", answer.text());
        }
    }
    // Nor anybody that a request names.
    for canary in &canaries {
        let at = canary.0.local_addr().unwrap();
        let request = Request::get(format!("/?url=http://{at}/"))
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::REFERER, format!("http://{at}/"))
            .header("x-forwarded-for", at.to_string())
            .header("x-forwarded-host", at.to_string());
        app.send(request.body(Body::empty()).unwrap()).await;
        assert!(canary.is_silent(), "somebody came");
    }
}

#[test]
fn the_command_line_asks_nobody_that_a_design_names() {
    let canaries = canaries();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let given = file.to_string_lossy().into_owned();
    let step = if trials::is_long() { 1 } else { 8 };
    for document in documents(&canaries).into_iter().step_by(step) {
        fs::write(&file, document).unwrap();
        for arguments in [
            vec!["validate", &given],
            vec!["export", &given, "--force", "--archive", &at("a.zip")],
            vec!["render", &given, "--out", &at("a.png")],
            vec!["render", &given, "--out", &at("a.pdf")],
            vec!["review", &given, "--out", &at("a.html")],
        ] {
            let ran =
                Command::new(env!("CARGO_BIN_EXE_topology-designer")).args(&arguments).output();
            let ran = ran.unwrap();
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(matches!(ran.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
        }
    }
    assert!(canaries.iter().all(Canary::is_silent), "somebody came");
}
