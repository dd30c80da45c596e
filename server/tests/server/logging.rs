//! What the log says of a request, also when it fails.

use std::time::Duration;

use app::api::{ApiError, ErrorCode};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use tokio::time::timeout;

use crate::support::{TestApp, logged};

fn with_id(path: &str, id: &str) -> Request<Body> {
    let request = Request::get(path).header("host", "localhost").header("x-request-id", id);
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_failure_is_logged_once_with_its_detail_and_told_without() {
    let app = TestApp::new().await;
    app.backend.backend().close().await;
    let plain = app.get("/readyz").await;
    assert_eq!(plain.status, 500);
    assert_eq!(app.get("/healthz").await.status, 200);
    assert!(!plain.text().contains("Pool"), "{}", plain.text());
    let packed = app.call("designs/list", json!({})).await;
    let error: ApiError = packed.unpack();
    assert_eq!((packed.status, error.code), (500, ErrorCode::Internal));
    assert!(!error.message.to_string().contains("Pool"), "{error}");
    for answer in [plain, packed] {
        let lines = logged(answer.header("x-request-id"));
        assert_eq!(lines.len(), 2, "{lines:#?}");
        assert_eq!(lines[0]["level"], "ERROR");
        assert!(lines[0]["error"].as_str().unwrap().contains("PoolClosed"), "{lines:#?}");
        assert_eq!((&lines[1]["level"], &lines[1]["status"]), (&json!("INFO"), &json!(500)));
    }
}

#[tokio::test]
async fn who_goes_away_before_the_answer_leaves_a_line_as_well() {
    let app = TestApp::new().await;
    let document = topology::document::write(&catalogue::generate(100, 1));
    let id = app.backend.import_design(document, None).await.unwrap().id;
    let path = format!("/designs/{id}/download?force=true");
    let asked = timeout(Duration::from_millis(1), app.send(with_id(&path, "gone-away")));
    assert!(asked.await.is_err());
    let lines = logged("gone-away");
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert_eq!(lines[0]["message"], "gone before the answer");
    assert_eq!(lines[0]["span"]["path"], format!("/designs/{id}/download"));
}

#[tokio::test]
async fn a_request_keeps_the_id_that_it_came_with() {
    let app = TestApp::new().await;
    let answer = app.send(with_id("/healthz", "from-the-proxy")).await;
    assert_eq!(answer.header("x-request-id"), "from-the-proxy");
    assert_eq!(logged("from-the-proxy").len(), 1);
    assert_ne!(app.get("/healthz").await.header("x-request-id"), "");
}
