//! Links: what their page gives away, and to whom.

use axum::body::Body;
use axum::http::{Request, header};
use backend::NewShare;
use serde_json::json;
use server::Access;

use crate::support::{Answer, TestApp, logged};

async fn get(app: &TestApp, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::HOST, "127.0.0.1:8080");
    app.send(request.header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
}

async fn post(app: &TestApp, path: &str, body: String) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ORIGIN, "http://127.0.0.1:8080")
        .header(header::CONTENT_TYPE, "application/json");
    app.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_link_shows_its_drawing_to_those_alone_who_have_its_word() {
    let app = TestApp::letting_in(Access::Accounts).await;
    let id = app.design("guide-sample").await;
    let (made, word) = app.backend.share(&id, NewShare::default()).await.unwrap();
    let path = format!("/s/{}", made.id);
    // The address alone gives nothing away.
    let page = app.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<i>list</i>") && !page.text().contains(&id));
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        assert_eq!(page.header(name), value);
    }
    assert_eq!(post(&app, &path, json!({ "word": "tdh_x" }).to_string()).await.status, 404);
    let opened = post(&app, &path, json!({ "word": word.reveal() }).to_string()).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    assert!(opened.text().contains("#role-gateway") && opened.text().contains(&id));
    let cookie = opened.header("set-cookie");
    let kept = format!("{}=tdg_", app.guest_cookie());
    assert!(cookie.starts_with(&kept) && cookie.contains("HttpOnly"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    // From then on the page comes with the drawing, and the design may be seen, and no other.
    let page = get(&app, &path, cookie).await;
    assert!(page.text().contains("#role-gateway") && page.text().contains("data-design"));
    assert_eq!(get(&app, &format!("/designs/{id}/topology.svg"), cookie).await.status, 200);
    assert_eq!(get(&app, &format!("/designs/{id}/design.json"), cookie).await.status, 403);
    let other = app.design("guide-ha").await;
    assert_eq!(get(&app, &format!("/designs/{other}/topology.svg"), cookie).await.status, 401);
    app.backend.revoke(&id, Some(&made.id)).await.unwrap();
    assert_eq!(get(&app, &format!("/designs/{id}/topology.svg"), cookie).await.status, 401);
    assert!(!get(&app, &path, cookie).await.text().contains("#role-gateway"));
}

#[tokio::test]
async fn the_word_of_a_link_is_in_no_line_of_the_log() {
    let app = TestApp::letting_in(Access::Accounts).await;
    let id = app.design("guide-sample").await;
    let (made, word) = app.backend.share(&id, NewShare::default()).await.unwrap();
    let opened =
        post(&app, &format!("/s/{}", made.id), json!({ "word": word.reveal() }).to_string()).await;
    let lines = logged(opened.header("x-request-id"));
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| !line.to_string().contains(word.reveal())), "{lines:?}");
}

#[tokio::test]
async fn nobody_fills_the_memory_by_what_opens_a_link() {
    let app = TestApp::letting_in(Access::Accounts).await;
    let large = json!({ "word": "x".repeat(1 << 20) }).to_string();
    assert_eq!(post(&app, "/s/none", large).await.status, 413);
    // Ids that somebody makes up are one, and are counted as one.
    let mut last = 0;
    for number in 0..100 {
        let path = format!("/s/{}{number}", "f".repeat(200));
        last = post(&app, &path, json!({ "word": "tdh_x" }).to_string()).await.status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
}
