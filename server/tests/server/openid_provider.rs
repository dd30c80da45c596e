//! A provider that is away, or answers as none does.

use std::time::{Duration, Instant};

use app::api::elsewhere::Failure;
use app::api::wire::Ways;
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use axum::routing::get;
use axum::{Json, Router};
use backend::Role;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::browser::Browser;
use crate::openid::{ada, console, settings};
use crate::provider::{Key, Provider};
use crate::support::{TestApp, all_logged};

/// Makes something else of what a provider says of itself.
type Bend = fn(&mut Value);

const ITSELF: &str = "/.well-known/openid-configuration";

/// A server that answers with this, and its address.
async fn stub(routes: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, routes).into_future());
    format!("http://{address}")
}

/// Where somebody ends who wants to go there.
async fn goes(app: &TestApp) -> String {
    let answer = app.get("/oidc/start").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

fn unreachable() -> String {
    format!("/sign-in#failed={}", Failure::Unreachable.as_str())
}

#[tokio::test]
async fn a_provider_that_is_away_keeps_nobody_from_signing_in_with_a_password() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let app = console(settings(&issuer)).await;
    ada(&app).await;
    assert_eq!(goes(&app).await, unreachable());
    assert!(all_logged().contains(&format!("{issuer}{ITSELF}: ")), "the log says what was asked");
    let ways: Ways = app.call("session/ways", json!({})).await.unpack();
    assert!(ways.passwords && ways.provider.is_some());
    let password = json!({ "email": "ada@example.com", "password": "correct horse battery" });
    assert_eq!(app.call("session/sign-in", password).await.status, 200);
    // It is there again a moment later, at the same place.
    let listener = TcpListener::bind(issuer.trim_start_matches("http://")).await.unwrap();
    let provider = Provider::at(&issuer, Key::ec());
    tokio::spawn(axum::serve(listener, provider.routes()).into_future());
    assert_eq!(goes(&app).await, unreachable(), "it is left alone for a moment");
    assert_eq!(provider.count(ITSELF), 0);
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert!(goes(&app).await.starts_with(&format!("{issuer}/authorize?")));
}

#[tokio::test]
async fn an_answer_that_is_none_is_told_in_one_sentence() {
    let page = "<!doctype html><html><body>Welcome</body></html>";
    let large = Json(json!({ "x": "x".repeat(1 << 20) }));
    for (what, routes) in [
        ("a page", Router::new().route(ITSELF, get(move || async move { Html(page) }))),
        ("nothing", Router::new()),
        ("no object", Router::new().route(ITSELF, get(|| async { Json(json!([])) }))),
        (
            "a part of it",
            Router::new().route(ITSELF, get(|| async { Json(json!({ "issuer": "x" })) })),
        ),
        ("too much", Router::new().route(ITSELF, get(move || async move { large }))),
        ("a failure", Router::new().route(ITSELF, get(|| async { StatusCode::BAD_GATEWAY }))),
    ] {
        let issuer = stub(routes).await;
        assert_eq!(goes(&console(settings(&issuer)).await).await, unreachable(), "{what}");
        let log = all_logged();
        let line = log.lines().find(|line| line.contains(&issuer)).expect(what);
        assert!(!line.contains("Welcome") && line.len() < 1_000, "{line}");
    }
}

#[tokio::test]
async fn nobody_is_asked_but_the_provider() {
    // Where a redirect leads to is not asked, whoever it is.
    let other = Provider::start(Key::ec()).await;
    let place = format!("{}{ITSELF}", other.issuer());
    let issuer =
        stub(Router::new().route(ITSELF, get(move || async move { Redirect::temporary(&place) })))
            .await;
    assert_eq!(goes(&console(settings(&issuer)).await).await, unreachable());
    assert_eq!(other.count(ITSELF), 0);
    // One that says that it is another, or sends on to what is not safe, is no provider.
    let bends: [(&str, Bend); 6] = [
        ("issuer", |said| said["issuer"] = "https://evil.example".into()),
        ("authorization_endpoint", |said| {
            said["authorization_endpoint"] = "javascript:alert(1)".into();
        }),
        ("authorization_endpoint", |said| said["authorization_endpoint"] = "/authorize".into()),
        ("token_endpoint", |said| said["token_endpoint"] = "http://169.254.169.254/token".into()),
        ("jwks_uri", |said| said["jwks_uri"] = "file:///etc/passwd".into()),
        ("userinfo_endpoint", |said| said["userinfo_endpoint"] = "http://10.0.0.1/me".into()),
    ];
    for (name, bend) in bends {
        let provider = Provider::start(Key::ec()).await;
        provider.set(|inside| inside.bend_itself = bend);
        assert_eq!(
            goes(&console(settings(&provider.issuer())).await).await,
            unreachable(),
            "{name}"
        );
        let log = all_logged();
        assert!(log.lines().any(|line| line.contains(&provider.issuer()) && line.contains(name)));
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_waited_for_and_not_for_ever() {
    // It takes the question, and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let app = console(settings(&format!("http://{}", listener.local_addr().unwrap()))).await;
    let asked = Instant::now();
    // All who wait for it are answered at once.
    let (one, other) = tokio::join!(goes(&app), goes(&app));
    assert_eq!([one, other], [unreachable(), unreachable()]);
    let waited = asked.elapsed();
    assert!(waited > Duration::from_secs(9) && waited < Duration::from_secs(15), "{waited:?}");
    drop(listener);
}

#[tokio::test]
async fn the_secret_goes_where_the_provider_reads_it_and_a_wrong_one_lets_nobody_in() {
    let joining = |settings: &mut server::OpenIdSettings| settings.joining = Some(Role::Viewer);
    let provider = Provider::start(Key::ec()).await;
    provider.set(|inside| {
        inside.bend_itself = |said| {
            said["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]);
            said["authorization_response_iss_parameter_supported"] = json!(false);
        }
    });
    let mut own = settings(&provider.issuer());
    joining(&mut own);
    let app = console(own.clone()).await;
    ada(&app).await;
    assert_eq!(Browser::default().sign_in(&app, "%2F").await, "/");
    own.client_secret = Some(backend::Secret::given("wrong"));
    let app = console(own).await;
    ada(&app).await;
    assert_eq!(Browser::default().sign_in(&app, "%2F").await, unreachable());
}

#[tokio::test]
async fn a_provider_that_names_itself_in_each_answer_has_to() {
    let provider = Provider::start(Key::ec()).await;
    provider.set(|inside| {
        inside.bend_itself =
            |said| said["authorization_response_iss_parameter_supported"] = json!(true);
    });
    let mut own = settings(&provider.issuer());
    own.joining = Some(Role::Viewer);
    let app = console(own).await;
    ada(&app).await;
    let ends = async |iss: &str| {
        let mut browser = Browser::default();
        let returned = browser.leave(&app, "/oidc/start").await;
        browser.get(&app, &format!("{returned}{iss}")).await.header("location").to_owned()
    };
    let unproven = format!("/sign-in#failed={}", Failure::Unproven.as_str());
    assert_eq!(ends("").await, unproven);
    assert_eq!(ends("&iss=https%3A%2F%2Fevil.example").await, unproven);
    assert_eq!(ends(&format!("&iss={}", provider.issuer())).await, "/");
}
