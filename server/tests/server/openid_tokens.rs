//! What a provider signs: what is believed of it, and all that is not.

use std::sync::Arc;

use app::api::elsewhere::Failure;
use backend::Role;
use serde_json::{Value, json};
use server::AdminClaim;

use crate::browser::Browser;
use crate::openid::{ada, console, settings};
use crate::provider::{CLIENT, Key, Provider, Signing};
use crate::support::TestApp;

/// Makes something else of what a token says.
type Bend = fn(&mut Value);

/// A console into which everyone comes whom the provider knows.
async fn open_to_all(key: Key) -> (Provider, TestApp) {
    let provider = Provider::start(key).await;
    let mut settings = settings(&provider.issuer());
    settings.joining = Some(Role::Viewer);
    let app = console(settings).await;
    ada(&app).await;
    (provider, app)
}

/// Where somebody ends who signs in, and whether they are in then.
async fn ends(app: &TestApp) -> (String, bool) {
    let mut browser = Browser::default();
    let end = browser.sign_in(app, "%2Faccount").await;
    (end, browser.session().is_some())
}

fn is_in() -> (String, bool) {
    ("/account".to_owned(), true)
}

fn unproven() -> (String, bool) {
    (format!("/sign-in#failed={}", Failure::Unproven.as_str()), false)
}

#[tokio::test]
async fn both_kinds_of_keys_that_providers_have_are_understood() {
    for key in [Key::ec(), Key::rsa()] {
        let (_provider, app) = open_to_all(key).await;
        assert_eq!(ends(&app).await, is_in());
    }
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_lets_nobody_in() {
    let (provider, app) = open_to_all(Key::ec()).await;
    let bends: [(&str, Bend); 18] = [
        ("another nonce", |claims| claims["nonce"] = "other".into()),
        ("no nonce", |claims| drop(claims.as_object_mut().unwrap().remove("nonce"))),
        ("another audience", |claims| claims["aud"] = "somebody".into()),
        ("no audience", |claims| drop(claims.as_object_mut().unwrap().remove("aud"))),
        ("an audience that is none", |claims| claims["aud"] = json!({ CLIENT: true })),
        ("others beside us", |claims| claims["aud"] = json!([CLIENT, "somebody"])),
        ("made for others", |claims| claims["azp"] = "somebody".into()),
        ("another issuer", |claims| claims["iss"] = "https://evil.example".into()),
        ("almost the issuer", |claims| {
            claims["iss"] = format!("{}/", claims["iss"].as_str().unwrap()).into();
        }),
        ("no issuer", |claims| drop(claims.as_object_mut().unwrap().remove("iss"))),
        ("expired", |claims| claims["exp"] = (claims["iat"].as_u64().unwrap() - 61).into()),
        ("no end", |claims| drop(claims.as_object_mut().unwrap().remove("exp"))),
        ("an end that is a text", |claims| claims["exp"] = "99999999999".into()),
        ("of tomorrow", |claims| claims["iat"] = (claims["iat"].as_u64().unwrap() + 86_400).into()),
        ("not yet", |claims| claims["nbf"] = (claims["iat"].as_u64().unwrap() + 120).into()),
        ("nobody", |claims| claims["sub"] = "".into()),
        ("a number for somebody", |claims| claims["sub"] = 1.into()),
        ("a long name for somebody", |claims| claims["sub"] = "x".repeat(256).into()),
    ];
    for (what, bend) in bends {
        provider.set(|inside| inside.bend = bend);
        assert_eq!(ends(&app).await, unproven(), "{what}");
    }
    let fine: [(&str, Bend); 4] = [
        ("as it is", |_| {}),
        ("a list with us alone", |claims| claims["aud"] = json!([CLIENT])),
        ("others beside us, and made for us", |claims| {
            claims["aud"] = json!([CLIENT, "somebody"]);
            claims["azp"] = CLIENT.into();
        }),
        ("clocks that differ", |claims| {
            claims["iat"] = (claims["iat"].as_u64().unwrap() + 30).into();
        }),
    ];
    for (what, bend) in fine {
        provider.set(|inside| inside.bend = bend);
        assert_eq!(ends(&app).await, is_in(), "{what}");
    }
}

#[tokio::test]
async fn a_signature_that_proves_nothing_lets_nobody_in() {
    for key in [Key::ec(), Key::rsa()] {
        let (provider, app) = open_to_all(key).await;
        for signing in [
            Signing::Not,
            Signing::WithPublicKeyAsSecret,
            Signing::WithAnother,
            Signing::ThenChanged,
        ] {
            provider.set(|inside| inside.signing = signing);
            assert_eq!(ends(&app).await, unproven(), "{signing:?}");
        }
        provider.set(|inside| inside.signing = Signing::WithKey);
        assert_eq!(ends(&app).await, is_in());
    }
}

#[tokio::test]
async fn a_key_is_used_for_what_it_is_made_for_alone() {
    let (provider, app) = open_to_all(Key::ec()).await;
    // The token says the name of an RSA key, and is signed by a curve.
    provider.set(|inside| inside.published = vec![("key-1".to_owned(), Arc::new(Key::rsa()))]);
    assert_eq!(ends(&app).await, unproven());
}

#[tokio::test]
async fn new_keys_are_asked_for_once_when_a_token_names_one() {
    let (provider, app) = open_to_all(Key::ec()).await;
    assert_eq!(ends(&app).await, is_in());
    assert_eq!(provider.count("/jwks"), 1);
    // The provider signs with another key, which it names.
    let turn = |inside: &mut crate::provider::Inside, kid: &str, key: Key| {
        inside.keys.push((kid.to_owned(), Arc::new(key)));
        inside.published.clone_from(&inside.keys);
    };
    provider.set(|inside| turn(inside, "key-2", Key::rsa()));
    assert_eq!(ends(&app).await, is_in());
    assert_eq!(ends(&app).await, is_in());
    assert_eq!(provider.count("/jwks"), 2);
    // And the old one is gone then, also for those who have a token of it.
    provider.set(|inside| {
        inside.keys.push(("key-3".to_owned(), Arc::new(Key::ec())));
        inside.published = inside.keys.split_off(2);
        inside.keys.clone_from(&inside.published);
    });
    assert_eq!(ends(&app).await, is_in());
    assert_eq!(provider.count("/jwks"), 3);
    // One that is named nowhere is not asked for again and again.
    provider.set(|inside| inside.keys = vec![("key-9".to_owned(), Arc::new(Key::ec()))]);
    assert_eq!(ends(&app).await, unproven());
    assert_eq!(provider.count("/jwks"), 4);
}

#[tokio::test]
async fn what_the_token_leaves_out_is_asked_for_with_it() {
    let (provider, app) = open_to_all(Key::ec()).await;
    provider.set(|inside| {
        inside.person = json!({ "sub": "grace" });
        inside.details = Some(json!({ "sub": "grace", "email": "grace@example.com", "iss": "x" }));
    });
    assert_eq!(ends(&app).await, is_in());
    assert_eq!(provider.count("/userinfo"), 1);
    // Of somebody else nothing is taken.
    provider.set(|inside| {
        inside.person = json!({ "sub": "bob" });
        inside.details = Some(json!({ "sub": "ada", "email": "bob@example.com" }));
    });
    assert_eq!(ends(&app).await, unproven());
    // And what the token says is not overwritten.
    provider.set(|inside| {
        inside.person = json!({ "sub": "bob", "email_verified": false });
        inside.details =
            Some(json!({ "sub": "bob", "email": "b@example.com", "email_verified": true }));
    });
    let end = ends(&app).await.0;
    assert!(end.ends_with(Failure::NoAddress.as_str()), "{end}");
}

#[tokio::test]
async fn a_claim_makes_an_administrator_and_takes_it_back() {
    let provider = Provider::start(Key::ec()).await;
    let mut settings = settings(&provider.issuer());
    settings.admin = Some(AdminClaim { name: "groups".into(), values: vec!["admins".into()] });
    let app = console(settings).await;
    let (ada, _) = ada(&app).await;
    let is_admin = async |groups: Value| {
        provider.set(|inside| inside.person["groups"] = groups);
        let (end, is_in) = ends(&app).await;
        assert!(end == "/account" && is_in, "{end}");
        let users = ada.users().await.unwrap();
        users.into_iter().find(|user| user.email == "grace@example.com").unwrap().is_admin
    };
    assert!(is_admin(json!(["users", "admins"])).await);
    assert!(!is_admin(json!(["users"])).await);
    assert!(is_admin(json!("admins")).await);
    assert!(!is_admin(Value::Null).await);
    // A claim that is not in the token is asked for with it.
    provider.set(|inside| inside.details = Some(json!({ "sub": "grace", "groups": ["admins"] })));
    provider.set(|inside| {
        inside.bend = |claims| drop(claims.as_object_mut().unwrap().remove("groups"));
    });
    assert!(is_admin(Value::Null).await);
}
