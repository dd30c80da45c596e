//! Who may ask, and what pages may do.

use axum::body::Body;
use axum::http::Request;

use crate::support::TestApp;

#[tokio::test]
async fn pages_of_other_sites_cannot_write() {
    let app = TestApp::new().await;
    let send = async |name: &'static str, value: &'static str| {
        let request = Request::post("/api/designs/list")
            .header("host", "127.0.0.1:8080")
            .header("content-type", "application/json")
            .header(name, value);
        app.send(request.body(Body::from("{}")).unwrap()).await.status
    };
    assert_eq!(send("origin", "http://127.0.0.1:8080").await, 200);
    assert_eq!(send("origin", "http://evil.example").await, 403);
    assert_eq!(send("origin", "null").await, 403);
    assert_eq!(send("sec-fetch-site", "cross-site").await, 403);
    assert_eq!(send("x-nothing", "1").await, 200, "programs send no origin");
}

#[tokio::test]
async fn a_local_server_answers_for_local_names_only() {
    let app = TestApp::new().await;
    let send = async |host: &'static str| {
        let request = Request::get("/healthz").header("host", host).body(Body::empty()).unwrap();
        app.send(request).await.status
    };
    assert_eq!(send("localhost:8080").await, 200);
    assert_eq!(send("rebound.example:8080").await, 421);
}

#[tokio::test]
async fn every_answer_tells_the_browser_what_pages_never_do() {
    let app = TestApp::new().await;
    let page = app.get("/").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
        "{policy}"
    );
    assert!(
        policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe-eval' 'unsafe-inline")
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value);
    }
}

#[tokio::test]
async fn a_huge_body_is_refused_and_a_huge_document_is_named() {
    let app = TestApp::new().await;
    let post = async |body: String| {
        let request = Request::post("/api/designs/import")
            .header("host", "127.0.0.1:8080")
            .header("content-type", "application/json");
        app.send(request.body(Body::from(body)).unwrap()).await
    };
    let document = "x".repeat(5 * 1024 * 1024);
    let large = post(serde_json::json!({ "document": document }).to_string()).await;
    assert_eq!(large.status, 422);
    let why = large.unpack::<app::api::ApiError>().message.to_string();
    assert!(why.contains("at most 4194304"), "{why}");
    let huge =
        post(serde_json::json!({ "document": "x".repeat(10 * 1024 * 1024) }).to_string()).await;
    assert_eq!(huge.status, 413);
    let nested = post(serde_json::json!({ "document": "[".repeat(100_000) }).to_string()).await;
    assert_eq!(nested.status, 422);
}
