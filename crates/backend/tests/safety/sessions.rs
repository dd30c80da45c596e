//! S7: sessions begin anew, end when they should, and nothing old counts.

use backend::{Actor, Secret};

use crate::support::{Console, PASSWORD};

const MINUTE: i64 = 60 * 1_000;
const DAY: i64 = 24 * 60 * MINUTE;

#[tokio::test]
async fn each_sign_in_is_a_new_word_and_none_that_was_brought_counts() {
    let console = Console::new().await;
    let first = console.ada().await;
    // Somebody else has put this into the browser before.
    let planted = Secret::given("tds_planted");
    let again = console.backend.sign_in("ada@example.com", PASSWORD, "").await.unwrap();
    assert!(!again.session.is(&first.session));
    assert_eq!(console.backend.actor_of_session(&planted).await.unwrap(), Actor::Nobody);
    let ada =
        console.backend.caller(console.backend.actor_of_session(&again.session).await.unwrap());
    let listed = ada.sessions(&again.session).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed.iter().filter(|session| session.is_this).count(), 1);
    // What is told of a session does not open it.
    for session in &listed {
        let told = Secret::given(&session.id);
        assert_eq!(console.backend.actor_of_session(&told).await.unwrap(), Actor::Nobody);
    }
}

#[tokio::test]
async fn another_password_ends_every_other_session_at_once() {
    let console = Console::new().await;
    let here = console.ada().await;
    let mut others = Vec::new();
    for _ in 0..3 {
        others
            .push(console.backend.sign_in("ada@example.com", PASSWORD, "").await.unwrap().session);
    }
    let ada = console.backend.caller(Actor::Person(here.person.clone()));
    ada.change_password(&here.session, PASSWORD, "another long password").await.unwrap();
    for old in &others {
        assert_eq!(console.backend.actor_of_session(old).await.unwrap(), Actor::Nobody);
    }
    assert_ne!(console.backend.actor_of_session(&here.session).await.unwrap(), Actor::Nobody);
    assert!(console.backend.sign_in("ada@example.com", PASSWORD, "").await.is_err());
}

#[tokio::test]
async fn who_may_sign_in_no_longer_is_out_at_once_and_so_are_their_tokens() {
    let console = Console::new().await;
    let ada = console.ada().await;
    let owner = console.backend.caller(Actor::Person(ada.person));
    let (_, word) = owner.invite("main", "bob@example.com", backend::Role::Editor).await.unwrap();
    let bob = console.backend.join(&word, "", "Bob", PASSWORD, "").await.unwrap();
    let caller = console.backend.caller(Actor::Person(bob.person.clone()));
    let (_, token) = caller.create_token("Pipeline", "read", 1).await.unwrap();
    owner.set_user(&bob.person.id, false, true).await.unwrap();
    assert_eq!(console.backend.actor_of_session(&bob.session).await.unwrap(), Actor::Nobody);
    assert_eq!(console.backend.actor_of_token(&token).await.unwrap(), Actor::Nobody);
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let console = Console::new().await;
    let ada = console.ada().await;
    let counts = async |made: i64, seen: i64| {
        let now = "(SELECT MAX(created_at) FROM users)";
        console
            .sql(&format!(
                "UPDATE sessions SET created_at = {now} - {made}, seen_at = {now} - {seen}"
            ))
            .await;
        console.backend.actor_of_session(&ada.session).await.unwrap() != Actor::Nobody
    };
    assert!(counts(0, 0).await);
    assert!(counts(7 * DAY, 7 * DAY - MINUTE).await, "used within a week");
    assert!(!counts(7 * DAY, 7 * DAY).await, "idle for a week");
    assert!(counts(30 * DAY - MINUTE, 0).await, "younger than thirty days");
    assert!(!counts(30 * DAY, 0).await, "thirty days old, however much it is used");
    // Whoever signs in then takes what has ended away.
    console.backend.sign_in("ada@example.com", PASSWORD, "").await.unwrap();
    let caller = console.backend.caller(Actor::Person(ada.person));
    assert_eq!(caller.sessions(&ada.session).await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_signs_out_leaves_a_word_that_opens_nothing() {
    let console = Console::new().await;
    let ada = console.ada().await;
    console.backend.sign_out(&ada.session).await.unwrap();
    assert_eq!(console.backend.actor_of_session(&ada.session).await.unwrap(), Actor::Nobody);
    console.backend.sign_out(&ada.session).await.unwrap();
}
