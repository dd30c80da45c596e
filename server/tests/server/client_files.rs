//! How the client's files are served.

use axum::body::Body;
use axum::http::Request;

use crate::support::{Answer, TestApp};

async fn get(app: &TestApp, path: &str, header: (&str, &str)) -> Answer {
    let request = Request::get(path).header("host", "localhost:8080").header(header.0, header.1);
    app.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn packed_files_go_to_those_who_take_them() {
    let app = TestApp::new().await;
    for (accepts, encoding, body) in [
        ("gzip, deflate, br", "br", "packed by brotli"),
        ("gzip", "gzip", "packed by gzip"),
        ("identity", "", "console.log(1)"),
    ] {
        let answer = get(&app, "/app.js", ("accept-encoding", accepts)).await;
        assert_eq!((answer.header("content-encoding"), answer.text().as_str()), (encoding, body));
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(
            (answer.header("cache-control"), answer.header("vary")),
            ("no-cache", "accept-encoding")
        );
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::new().await;
    let first = app.get("/app.js").await;
    let again = get(&app, "/app.js", ("if-none-match", first.header("etag"))).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[tokio::test]
async fn addresses_of_the_console_get_its_page_and_missing_files_are_missing() {
    let app = TestApp::new().await;
    for path in ["/", "/designs/abc", "/anything"] {
        let page = app.get(path).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "text/html; charset=utf-8"),
            "{path}"
        );
    }
    for path in ["/old-hash.js", "/designs/x.wasm", "/../Cargo.toml"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}
