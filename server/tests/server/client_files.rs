//! How the client's files are served.

use std::io::Read as _;

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

#[tokio::test]
async fn a_designs_page_shows_the_drawing_before_the_program_has_loaded() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let page = app.get(&format!("/designs/{id}")).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    // It is of one design, as it is now.
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert!(page.header("content-security-policy").contains("'sha256-"));
    let text = page.text();
    let (design, _) = app.backend.load(&id).await.unwrap();
    for node in design.nodes() {
        assert!(text.contains(&format!("#role-{}\"", node.role)), "{}", node.id);
    }
    assert!(text.contains("data-product=\"wso2am\" data-version=\"3.1.0\""));
    // It is in the place of the list, and all else is as it was.
    assert!(text.starts_with("<html><div class=\"designer\"") && !text.contains("<i>list</i>"));
    assert!(text.ends_with("</div><script type=\"module\">start()</script></html>"), "{text}");
}

#[tokio::test]
async fn a_drawing_is_packed_for_those_who_take_it() {
    let app = TestApp::new().await;
    let path = format!("/designs/{}", app.design("guide-ha").await);
    let plain = app.get(&path).await;
    let packed = get(&app, &path, ("accept-encoding", "gzip, br")).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 3 < plain.bytes.len(), "{}", packed.bytes.len());
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.bytes.as_slice()).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
}

#[tokio::test]
async fn a_design_that_is_not_there_or_empty_gets_the_page_without_a_drawing() {
    let app = TestApp::new().await;
    let empty = app.backend.create_design("Empty", None, None).await.unwrap().id;
    for path in ["/designs/nothing", &format!("/designs/{empty}")] {
        let page = app.get(path).await;
        assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"), "{path}");
        assert!(page.text().contains("<i>list</i>"), "{path}");
    }
}
