//! Files that a person opens: documents, pictures that hold one, and what only looks so.

use app::api::ApiError;
use axum::body::Body;
use axum::http::{Request, header};

use crate::support::TestApp;

#[tokio::test]
async fn pictures_and_documents_open_as_the_design_they_hold() {
    let app = TestApp::new().await;
    let id = app.design("guide-ha").await;
    let (design, _) = app.backend.load(&id).await.unwrap();
    for file in ["picture.svg", "picture.png?theme=dark&legend=false", "design.json"] {
        let picture = app.get(&format!("/designs/{id}/{file}")).await;
        let opened = app.open(picture.bytes).await;
        assert_eq!(opened.status, 201, "{file}: {}", opened.text());
        let new = opened.text();
        assert_eq!(opened.header("location"), format!("/designs/{new}"));
        assert_ne!(new, id);
        assert!(app.backend.load(&new).await.unwrap().0 == design, "{file}");
    }
}

#[tokio::test]
async fn what_holds_no_design_is_refused_with_its_reason() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let empty = app.get(&format!("/designs/{id}/picture.png?design=false")).await.bytes;
    let pdf = app.get(&format!("/designs/{id}/picture.pdf")).await.bytes;
    for (file, says) in [
        (b"{\"format\":1,\"nope\":2}".to_vec(), "nope"),
        (b"nothing".to_vec(), "not JSON"),
        (Vec::new(), "not JSON"),
        (empty, "This PNG holds no design."),
        (pdf, "neither a design nor a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "This SVG holds no design."),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "damaged"),
    ] {
        let answer = app.open(file).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        let why = answer.unpack::<ApiError>().to_string();
        assert!(why.contains(says), "{says}: {why}");
    }
    assert_eq!(app.backend.designs().await.unwrap().len(), 1);
}

/// A design that is refused inside a picture is refused as it is by itself.
#[tokio::test]
async fn a_document_inside_is_checked_like_any_other() {
    let app = TestApp::new().await;
    let id = app.design("guide-sample").await;
    let svg = app.get(&format!("/designs/{id}/picture.svg")).await.text();
    for (what, says) in [("\"format\": 99", "newer"), ("\"format\": 1, \"nope\": 1", "nope")] {
        let changed = svg.replacen("\"format\": 1", what, 1);
        assert_ne!(changed, svg);
        let answer = app.open(changed.into_bytes()).await;
        assert_eq!(answer.status, 422);
        let why = answer.unpack::<ApiError>().to_string();
        assert!(why.contains(says), "{why}");
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_and_a_page_of_another_site_are_refused() {
    let app = TestApp::new().await;
    let answer = app.open(vec![b' '; backend::MOST_BYTES + 1]).await;
    assert_eq!(answer.status, 413);
    let why = answer.unpack::<ApiError>().to_string();
    assert!(why.contains("at most 32 MiB"), "{why}");
    let foreign = Request::post("/designs/open")
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ORIGIN, "http://evil.example");
    let answer = app.send(foreign.body(Body::from("{}")).unwrap()).await;
    assert_eq!(answer.status, 403);
}
