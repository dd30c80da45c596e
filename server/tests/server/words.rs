//! The word that is printed at the start, and the cookies that let people in.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, header};
use backend::Secret;
use server::Access;

use app::api::ErrorCode;
use app::api::wire::{DesignSummary, Whoami};

use crate::support::{Answer, TestApp};

async fn get(app: &TestApp, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(header::HOST, "127.0.0.1:8080");
    app.send(request.header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
}

async fn call(app: &TestApp, function: &str, cookie: &str) -> Answer {
    let request = Request::post(format!("/api/{function}"))
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie);
    app.send(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn the_printed_address_lets_in_and_is_not_kept() {
    let app = TestApp::letting_in(Access::Word(Secret::given("tdl_right"))).await;
    let shut = call(&app, "designs/list", "").await;
    assert_eq!(shut.status, 401);
    assert_eq!(shut.unpack::<app::api::ApiError>().code, ErrorCode::SignedOut);
    let who: Whoami = call(&app, "session/whoami", "").await.unpack();
    assert!(!who.is_in && !who.accounts && who.workspaces.is_empty());
    // The page itself is for everyone: it says what to do.
    assert_eq!(app.get("/").await.status, 200);

    let opened = app.get("/designs/1?token=tdl_right&x=1").await;
    assert_eq!((opened.status, opened.header("location")), (303, "/designs/1"));
    let cookie = opened.header("set-cookie");
    let kept = format!("{}; Path=/; HttpOnly; SameSite=Lax", app.cookie("tdl_right"));
    assert!(cookie.starts_with(&kept), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let listed: Vec<DesignSummary> = call(&app, "designs/list", cookie).await.unpack();
    assert!(listed.is_empty());
    let who: Whoami = call(&app, "session/whoami", cookie).await.unpack();
    assert!(who.is_in && who.person.is_none());

    let wrong = app.get("/?token=tdl_wrong").await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (303, ""));
    assert_eq!(app.get("//evil.example/?token=x").await.header("location"), "/evil.example/");
    assert_eq!(call(&app, "designs/list", &app.cookie("tdl_wrong")).await.status, 401);
}

/// A browser has one cookie of a name for 127.0.0.1, whatever the port.
#[tokio::test]
async fn two_consoles_on_one_machine_do_not_sign_one_another_out() {
    let (one, other) = (
        TestApp::letting_in(Access::Word(Secret::given("tdl_one"))).await,
        TestApp::letting_in(Access::Word(Secret::given("tdl_other"))).await,
    );
    // The browser opens both, and sends all that it keeps to each of them.
    let mut jar = BTreeMap::new();
    for (app, word) in [(&one, "tdl_one"), (&other, "tdl_other")] {
        let opened = app.get(&format!("/?token={word}")).await;
        let kept = opened.header("set-cookie").split(';').next().unwrap().to_owned();
        let (name, value) = kept.split_once('=').unwrap();
        jar.insert(name.to_owned(), value.to_owned());
    }
    assert_eq!(jar.len(), 2, "{jar:?}");
    let all: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for app in [&one, &other] {
        assert_eq!(call(app, "designs/list", &all.join("; ")).await.status, 200);
    }
}

#[tokio::test]
async fn a_program_on_the_machine_shows_the_word_as_a_token() {
    let app = TestApp::letting_in(Access::Word(Secret::given("tdl_right"))).await;
    let ask = async |word: &'static str| {
        let request = Request::post("/api/designs/list")
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, word);
        app.send(request.body(Body::from("{}")).unwrap()).await.status
    };
    assert_eq!(ask("Bearer tdl_right").await, 200);
    assert_eq!(ask("Bearer tdl_wrong").await, 401);
}

#[tokio::test]
async fn without_a_word_everyone_on_the_machine_is_in_and_nobody_signs_in() {
    let app = TestApp::new().await;
    let who: Whoami = call(&app, "session/whoami", "").await.unpack();
    assert!(who.is_in && !who.accounts && who.person.is_none());
    assert_eq!(who.workspaces.len(), 1);
    let sign_in =
        app.call("session/sign-in", serde_json::json!({ "email": "a@b.c", "password": "x" })).await;
    assert_eq!(sign_in.status, 404);
    // A word in an address means nothing here.
    assert_eq!(get(&app, "/?token=x", "").await.status, 200);
}

#[tokio::test]
async fn a_session_is_a_cookie_that_ends_when_one_signs_out() {
    let app = TestApp::letting_in(Access::Accounts).await;
    let word = app.backend.backend().first_invitation().await.unwrap().unwrap();
    let joined = app
        .call(
            "session/join",
            serde_json::json!({
                "word": word.reveal(), "email": "ada@example.com", "name": "Ada",
                "password": "correct horse battery",
            }),
        )
        .await;
    let cookie = joined.header("set-cookie").to_owned();
    let kept = app.cookie("tds_");
    assert!(cookie.starts_with(&kept) && cookie.contains("HttpOnly"), "{cookie}");
    let who: Whoami = joined.unpack();
    assert!(who.is_in && who.person.is_some_and(|person| person.is_admin));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(call(&app, "designs/list", cookie).await.status, 200);
    let out = call(&app, "session/sign-out", cookie).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(call(&app, "designs/list", cookie).await.status, 401);
}
