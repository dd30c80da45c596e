//! Signing in at a provider: the way there and back, and who comes in.

use app::api::elsewhere::Failure;
use app::api::wire::{OwnWays, Ways, Whoami};
use backend::{Actor, Caller, Role, SignedIn};
use serde_json::json;
use server::{Access, OpenId, OpenIdSettings};
use tempfile::TempDir;

use crate::browser::{Browser, visit};
use crate::provider::{CLIENT, Key, Provider, SECRET};
use crate::support::{TestApp, all_logged};

pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) fn settings(issuer: &str) -> OpenIdSettings {
    OpenIdSettings {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(backend::Secret::given(SECRET)),
        label: "Example SSO".to_owned(),
        console: "http://127.0.0.1:8080".to_owned(),
        scopes: "openid email profile".to_owned(),
        admin: None,
        domains: Vec::new(),
        joining: None,
        only: false,
    }
}

/// A console whose people sign in at this provider, too.
pub(crate) async fn console(settings: OpenIdSettings) -> TestApp {
    let openid = OpenId::new(settings).unwrap();
    let backend = backend::testing::backend().await.unwrap();
    TestApp::over(backend, Access::Accounts, Some(openid)).await
}

/// The first administrator, with a password.
pub(crate) async fn ada(app: &TestApp) -> (Caller, SignedIn) {
    let backend = app.backend.backend();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let signed_in = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
    (backend.caller(Actor::Person(signed_in.person.clone())), signed_in)
}

/// A provider, a console, and its administrator.
pub(crate) async fn team(change: impl FnOnce(&mut OpenIdSettings)) -> (Provider, TestApp, Caller) {
    let provider = Provider::start(Key::ec()).await;
    let mut settings = settings(&provider.issuer());
    change(&mut settings);
    let app = console(settings).await;
    let (ada, _) = ada(&app).await;
    (provider, app, ada)
}

pub(crate) fn failed(page: &str, failure: Failure) -> String {
    format!("{page}#failed={}", failure.as_str())
}

pub(crate) async fn who(browser: &mut Browser, app: &TestApp) -> Whoami {
    browser.call(app, "session/whoami", json!({})).await.unpack()
}

#[tokio::test]
async fn who_is_invited_signs_in_and_is_back_where_they_were() {
    let (provider, app, ada) = team(|_| {}).await;
    let ways: Ways = app.call("session/ways", json!({})).await.unpack();
    assert_eq!(
        ways,
        Ways {
            accounts: true,
            is_in: false,
            passwords: true,
            provider: Some("Example SSO".into())
        }
    );
    ada.invite("main", "grace@example.com", Role::Editor).await.unwrap();
    let mut browser = Browser::default();
    let sent = browser.get(&app, "/oidc/start?back=%2Fdesigns%2F1%23gw1").await;
    assert_eq!(sent.header("cache-control"), "no-store");
    assert!(
        sent.header("location").starts_with(&format!("{}/authorize?tenant=1&", provider.issuer()))
    );
    let cookie = sent.header("set-cookie");
    let name = app.trip_cookie();
    assert!(
        cookie.starts_with(&format!("{name}=tdo_")) && cookie.contains("Max-Age=600"),
        "{cookie}"
    );
    // What is kept in the browser is not what is sent to the provider.
    let word = browser.cookies[&name].clone();
    assert!(!sent.header("location").contains(&word));
    let returned = visit(sent.header("location")).await;
    let back = browser.get(&app, &returned).await;
    assert_eq!((back.status, back.header("location")), (303, "/designs/1#gw1"));
    assert_eq!(
        (back.header("cache-control"), back.header("referrer-policy")),
        ("no-store", "no-referrer")
    );
    assert!(!browser.cookies.contains_key(&name) && browser.session().is_some());
    let who = who(&mut browser, &app).await;
    let person = who.person.unwrap();
    assert_eq!(
        (person.email.as_str(), person.name.as_str()),
        ("grace@example.com", "Grace Hopper")
    );
    assert_eq!((who.workspaces.len(), who.workspaces[0].role.as_str()), (1, "editor"));
    let own: OwnWays = browser.call(&app, "session/own-ways", json!({})).await.unpack();
    assert!(!own.has_password && own.provider.as_deref() == Some("Example SSO"));
    assert_eq!((own.identities.len(), own.identities[0].subject.as_str()), (1, "grace"));
    let log = ada.audit(None).await.unwrap();
    assert_eq!((log[0].action.as_str(), &log[0].detail), ("signed-in", &provider.issuer()));
    assert_eq!(log[0].actor, person.id);
    // The second time there is a new session, and what the provider says of itself is known.
    let first = browser.session();
    assert_eq!(browser.sign_in(&app, "%2F").await, "/");
    assert_ne!(browser.session(), first);
    let asked =
        ["/.well-known/openid-configuration", "/jwks", "/token"].map(|path| provider.count(path));
    assert_eq!(asked, [1, 1, 2]);
}

#[tokio::test]
async fn what_comes_back_is_taken_once_from_the_browser_that_left() {
    let (_provider, app, ada) = team(|_| {}).await;
    ada.invite("main", "grace@example.com", Role::Editor).await.unwrap();
    let lost = failed("/sign-in", Failure::Lost);
    let mut browser = Browser::default();
    let returned = browser.leave(&app, "/oidc/start").await;
    // Another browser, such as one that is led to sign in as somebody else.
    for mut other in [Browser::default(), {
        let mut other = Browser::default();
        other.leave(&app, "/oidc/start").await;
        other
    }] {
        let answer = other.get(&app, &returned).await;
        assert_eq!(answer.header("location"), lost);
        assert!(other.session().is_none());
    }
    // The same one with another state, or none, or two.
    let state = returned.split("state=").nth(1).unwrap();
    for wrong in [
        returned.replace(state, "x"),
        returned.replace(&format!("&state={state}"), ""),
        format!("{returned}&state=x"),
        "/oidc/callback".to_owned(),
        format!("/oidc/callback?error=access_denied&state={}", "x".repeat(43)),
    ] {
        assert_eq!(browser.get(&app, &wrong).await.header("location"), lost, "{wrong}");
    }
    // All of that has ended nothing.
    let kept = browser.clone();
    assert_eq!(browser.get(&app, &returned).await.header("location"), "/");
    assert!(who(&mut browser, &app).await.is_in);
    // Whoever has seen the address, and even the cookie, comes too late.
    for mut again in [kept, browser.clone()] {
        again.keep_session(&app, None);
        assert_eq!(again.get(&app, &returned).await.header("location"), lost);
        assert!(again.session().is_none());
    }
}

#[tokio::test]
async fn a_way_that_is_begun_at_one_server_is_ended_at_another() {
    let provider = Provider::start(Key::rsa()).await;
    let folder = TempDir::new().unwrap();
    let database = match backend::testing::database().await.unwrap() {
        Some(database) => database,
        None => backend::Database::in_folder(folder.path()),
    };
    let server = async || {
        let backend = backend::Backend::open(&database).await.unwrap();
        let openid = OpenId::new(settings(&provider.issuer())).unwrap();
        TestApp::over(backend, Access::Accounts, Some(openid)).await
    };
    let (one, other) = (server().await, server().await);
    let (ada, _) = ada(&one).await;
    ada.invite("main", "grace@example.com", Role::Editor).await.unwrap();
    let mut browser = Browser::default();
    let returned = browser.leave(&one, "/oidc/start?back=/account").await;
    let kept = browser.clone();
    assert_eq!(browser.get(&other, &returned).await.header("location"), "/account");
    assert!(who(&mut browser, &one).await.is_in);
    // And only once at all of them.
    for server in [&one, &other] {
        let again = kept.clone().get(server, &returned).await;
        assert_eq!(again.header("location"), failed("/sign-in", Failure::Lost));
    }
}

#[tokio::test]
async fn one_comes_back_to_pages_of_the_console_alone() {
    let (_provider, app, ada) = team(|_| {}).await;
    ada.invite("main", "grace@example.com", Role::Editor).await.unwrap();
    for (back, wanted) in [
        ("", "/"),
        ("%2Fdesigns%2F1%3Fa%3Db", "/designs/1?a=b"),
        ("%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
        ("%5C%5Cevil.example", "/"),
        ("%2F%09%2Fevil.example", "/"),
        ("%2F%0d%0aset-cookie:%20a=b", "/"),
        ("https:%2F%2Fevil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("%2F%252Fevil.example", "/%2Fevil.example"),
        ("a&back=b", "/"),
    ] {
        assert_eq!(Browser::default().sign_in(&app, back).await, wanted, "{back}");
    }
}

#[tokio::test]
async fn a_person_learns_why_they_are_not_let_in() {
    let (provider, app, ada) = team(|settings| settings.domains = vec!["example.com".into()]).await;
    let reason = async |person| {
        provider.set(|inside| inside.person = person);
        Browser::default().sign_in(&app, "%2F").await
    };
    let said = |failure| failed("/sign-in", failure);
    assert_eq!(
        reason(json!({ "sub": "1", "email": "eve@example.com" })).await,
        said(Failure::NotInvited)
    );
    // An account is nobody's because of its address.
    assert_eq!(
        reason(json!({ "sub": "1", "email": "Ada@Example.com" })).await,
        said(Failure::Known)
    );
    assert_eq!(
        reason(json!({ "sub": "1", "email": "ada@example.org" })).await,
        said(Failure::OtherDomain)
    );
    assert_eq!(reason(json!({ "sub": "1" })).await, said(Failure::OtherDomain));
    ada.invite("main", "grace@example.com", Role::Viewer).await.unwrap();
    for denied in [json!(false), json!("false"), json!(null), json!(0)] {
        let person = json!({ "sub": "1", "email": "grace@example.com", "email_verified": denied });
        assert_eq!(reason(person).await, said(Failure::OtherDomain));
    }
    let grace = json!({ "sub": "1", "email": "grace@example.com", "email_verified": "true" });
    assert_eq!(reason(grace.clone()).await, "/");
    let id = ada
        .users()
        .await
        .unwrap()
        .into_iter()
        .find(|user| user.email == "grace@example.com")
        .unwrap()
        .id;
    ada.set_user(&id, false, true).await.unwrap();
    assert_eq!(reason(grace).await, said(Failure::Disabled));
    let failures = ada
        .audit(None)
        .await
        .unwrap()
        .into_iter()
        .filter(|entry| entry.action == "sign-in-failed")
        .count();
    assert_eq!(failures, 3, "of those that the provider vouches for");
}

#[tokio::test]
async fn an_address_that_may_be_somebody_elses_is_none() {
    let (provider, app, ada) = team(|_| {}).await;
    ada.invite("main", "grace@example.com", Role::Viewer).await.unwrap();
    provider.set(|inside| inside.person["email_verified"] = json!(false));
    let out = Browser::default().sign_in(&app, "%2F").await;
    assert_eq!(out, failed("/sign-in", Failure::NoAddress));
    assert_eq!(ada.invitations("main").await.unwrap().len(), 1);
}

#[tokio::test]
async fn those_whom_nobody_invited_become_what_was_said_at_the_start() {
    let (provider, app, ada) = team(|settings| settings.joining = Some(Role::Viewer)).await;
    assert_eq!(Browser::default().sign_in(&app, "%2F").await, "/");
    let members = ada.members("main").await.unwrap();
    assert!(members.iter().any(|one| one.name == "Grace Hopper" && one.role == Role::Viewer));
    // Whom the provider does not let in is told so, and a code that is none proves nothing.
    let mut browser = Browser::default();
    let returned = browser.leave(&app, "/oidc/start").await;
    let state = returned.split("state=").nth(1).unwrap();
    let denied = format!("/oidc/callback?error=access_denied&state={state}");
    assert_eq!(
        browser.get(&app, &denied).await.header("location"),
        failed("/sign-in", Failure::Denied)
    );
    for (query, failure) in [
        ("code=made-up", Failure::Unreachable),
        ("error=server_error", Failure::Unreachable),
        ("nothing=1", Failure::Unproven),
        ("code=x&iss=https://evil.example", Failure::Unproven),
    ] {
        let mut browser = Browser::default();
        let returned = browser.leave(&app, "/oidc/start").await;
        let state = returned.split("state=").nth(1).unwrap();
        let given = browser.get(&app, &format!("/oidc/callback?{query}&state={state}")).await;
        assert_eq!(given.header("location"), failed("/sign-in", failure), "{query}");
        assert!(browser.session().is_none());
    }
    assert_eq!(provider.count("/token"), 2);
}

#[tokio::test]
async fn no_word_of_a_sign_in_is_in_the_log() {
    let (provider, app, ada) = team(|_| {}).await;
    let mut browser = Browser::default();
    let mut secrets = Vec::new();
    // One that fails is told at more length than one that succeeds.
    for _ in 0..2 {
        let returned = browser.leave(&app, "/oidc/start?back=/account").await;
        secrets.extend(browser.cookies.values().cloned());
        browser.get(&app, &returned).await;
        secrets.extend(browser.cookies.values().cloned());
        ada.invite("main", "grace@example.com", Role::Viewer).await.unwrap();
    }
    assert!(who(&mut browser, &app).await.is_in);
    provider.set(|inside| inside.bend = |claims| claims["nonce"] = "other".into());
    browser.sign_in(&app, "%2F").await;
    let returned = browser.leave(&app, "/oidc/start").await;
    browser.get(&app, &returned.replace("code=code", "code=kode")).await;
    secrets.extend(provider.0.lock().unwrap().secrets.clone());
    let log = all_logged();
    assert!(
        log.contains("of another sign-in") && log.contains("invalid_grant"),
        "it says what went wrong"
    );
    for secret in secrets {
        assert!(secret.len() > 10 && !log.contains(&secret), "{secret}");
    }
    let audit = format!("{:?}", ada.audit(None).await.unwrap());
    assert!(provider.0.lock().unwrap().secrets.iter().all(|secret| !audit.contains(secret)));
}

#[tokio::test]
async fn where_no_provider_is_there_is_no_way_to_one() {
    let app = TestApp::letting_in(Access::Accounts).await;
    for path in ["/oidc/start", "/oidc/go", "/oidc/callback?code=x&state=y"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (404, ""), "{path}");
    }
    let ways: Ways = app.call("session/ways", json!({})).await.unpack();
    assert!(ways.passwords && ways.provider.is_none());
    let word = app.backend.backend().first_invitation().await.unwrap().unwrap();
    let brought = app.call("session/leave-to-join", json!({ "word": word.reveal() })).await;
    assert_eq!((brought.status, brought.header("set-cookie")), (404, ""));
}
