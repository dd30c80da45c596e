//! Accounts and who their people are elsewhere: connecting them, and doing without passwords.

use app::api::elsewhere::Failure;
use app::api::wire::{Invitation, OwnWays, Shown, Ways};
use app::api::{ApiError, ErrorCode};
use axum::http::{Request, header};
use backend::Role;
use serde_json::json;
use server::OpenIdSettings;

use crate::browser::Browser;
use crate::openid::{PASSWORD, console, failed, settings, team, who};
use crate::provider::{Key, Provider};

#[tokio::test]
async fn who_is_signed_in_connects_their_account_and_nobody_does_it_for_them() {
    let (provider, app, ada) = team(|_| {}).await;
    let mut browser = Browser::default();
    let signed_in = json!({ "email": "ada@example.com", "password": PASSWORD });
    assert_eq!(browser.call(&app, "session/sign-in", signed_in).await.status, 200);
    // A page of another site cannot begin it: neither by a link nor by sending what our page sends.
    let foreign = Request::post("/api/session/leave-to-connect")
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, app.cookie(&browser.session().unwrap()));
    let foreign = app.send(foreign.body("{}".into()).unwrap()).await;
    assert_eq!((foreign.status, foreign.header("set-cookie")), (403, ""));
    assert_eq!(
        browser.get(&app, "/oidc/go").await.header("location"),
        failed("/sign-in", Failure::Lost)
    );
    let session = browser.session();
    assert_eq!(browser.call(&app, "session/leave-to-connect", json!({})).await.status, 200);
    let returned = browser.leave(&app, "/oidc/go").await;
    assert_eq!(browser.get(&app, &returned).await.header("location"), "/account");
    assert_eq!(browser.session(), session, "nothing else of theirs was changed");
    let own: OwnWays = browser.call(&app, "session/own-ways", json!({})).await.unpack();
    assert!(own.has_password && own.identities[0].email.as_deref() == Some("grace@example.com"));
    // From then on it is a way in.
    let mut other = Browser::default();
    assert_eq!(other.sign_in(&app, "%2F").await, "/");
    assert_eq!(who(&mut other, &app).await.person.unwrap().email, "ada@example.com");
    // Somebody else cannot have it, too.
    ada.invite("main", "bob@example.com", Role::Viewer).await.unwrap();
    provider.set(|inside| inside.person = json!({ "sub": "bob", "email": "bob@example.com" }));
    let mut bob = Browser::default();
    assert_eq!(bob.sign_in(&app, "%2F").await, "/");
    provider.set(|inside| inside.person = json!({ "sub": "grace" }));
    bob.call(&app, "session/leave-to-connect", json!({})).await;
    let returned = bob.leave(&app, "/oidc/go").await;
    assert_eq!(
        bob.get(&app, &returned).await.header("location"),
        failed("/account", Failure::Taken)
    );
    // Who is signed out meanwhile connects nothing.
    browser.call(&app, "session/leave-to-connect", json!({})).await;
    let returned = browser.leave(&app, "/oidc/go").await;
    browser.keep_session(&app, None);
    assert_eq!(
        browser.get(&app, &returned).await.header("location"),
        failed("/account", Failure::Changed)
    );
    // And it is taken away again.
    let gone = json!({ "issuer": provider.issuer(), "subject": "grace" });
    assert_eq!(bob.call(&app, "session/disconnect", gone.clone()).await.status, 404);
    browser.keep_session(&app, session);
    assert_eq!(browser.call(&app, "session/disconnect", gone).await.status, 200);
    let only = json!({ "issuer": provider.issuer(), "subject": "bob" });
    let refused = bob.call(&app, "session/disconnect", only).await;
    assert!(
        refused.status == 422
            && refused.unpack::<ApiError>().message.to_string().contains("locked out")
    );
}

#[tokio::test]
async fn the_first_comes_with_the_printed_word_where_passwords_do_not_count() {
    let provider = Provider::start(Key::ec()).await;
    let mut settings = settings(&provider.issuer());
    settings.only = true;
    settings.joining = Some(Role::Viewer);
    let app = console(settings).await;
    let ways: Ways = app.call("session/ways", json!({})).await.unpack();
    assert!(!ways.passwords);
    // Nobody is the first by being early.
    assert_eq!(Browser::default().sign_in(&app, "%2F").await, failed("/sign-in", Failure::First));
    let word = app.backend.backend().first_invitation().await.unwrap().unwrap();
    let mut browser = Browser::default();
    let brought = json!({ "word": "tdi_wrong" });
    assert_eq!(browser.call(&app, "session/leave-to-join", brought).await.status, 404);
    let brought = json!({ "word": word.reveal() });
    assert_eq!(browser.call(&app, "session/leave-to-join", brought.clone()).await.status, 200);
    let returned = browser.leave(&app, "/oidc/go").await;
    assert_eq!(browser.get(&app, &returned).await.header("location"), "/");
    let first = who(&mut browser, &app).await;
    assert!(first.person.unwrap().is_admin && first.workspaces[0].role == "owner");
    assert_eq!(browser.call(&app, "session/leave-to-join", brought).await.status, 404);
    // Passwords open nothing, and make no account.
    let bob = json!({ "id": "main", "email": "bob@example.com", "role": "viewer" });
    let invited = browser.call(&app, "workspaces/invite", bob).await;
    let shown: Shown<Invitation> = invited.unpack();
    for (function, arguments) in [
        ("session/sign-in", json!({ "email": "grace@example.com", "password": PASSWORD })),
        (
            "session/join",
            json!({ "word": shown.word, "email": "", "name": "Bob", "password": PASSWORD }),
        ),
    ] {
        let refused = app.call(function, arguments).await;
        let error: ApiError = refused.unpack();
        assert_eq!((refused.status, error.code), (422, ErrorCode::Invalid));
        assert!(error.message.to_string().contains("Example SSO"), "{error}");
    }
}

#[tokio::test]
async fn the_first_may_set_the_console_up_with_a_password_all_the_same() {
    let provider = Provider::start(Key::ec()).await;
    let app = console(OpenIdSettings { only: true, ..settings(&provider.issuer()) }).await;
    let word = app.backend.backend().first_invitation().await.unwrap().unwrap();
    let joined = json!({ "word": word.reveal(), "email": "ada@example.com", "name": "Ada", "password": PASSWORD });
    assert_eq!(app.call("session/join", joined).await.status, 200);
}
