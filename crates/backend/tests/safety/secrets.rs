//! S9 and S13: of what opens something there are hashes alone, and a password of a deployment is not kept at all.

use backend::{Actor, BackendError, Role};
use topology::{Change, SettingValue, document};

use crate::support::{Console, PASSWORD, holds};

/// Nothing else says this.
const CANARY: &str = "Canary-4711-hunter2";

#[tokio::test]
async fn no_word_and_no_password_is_anywhere_in_what_is_kept() {
    let console = Console::new().await;
    let ada = console.ada().await;
    let caller = console.backend.caller(Actor::Person(ada.person.clone()));
    let id = caller.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let (_, token) = caller.create_token("Pipeline", "read", 1).await.unwrap();
    let (_, invitation) = caller.invite("main", "bob@example.com", Role::Viewer).await.unwrap();
    let passphrase = "open sesame Canary";
    let with = backend::NewShare { passphrase: passphrase.into(), ..backend::NewShare::default() };
    let (made, link) = caller.share(&id, with).await.unwrap();
    let guest = console.backend.open_share(&made.id, &link, passphrase).await.unwrap();
    let _ = console.backend.sign_in("ada@example.com", CANARY, "").await;
    let _ = console.backend.open_share(&made.id, &link, CANARY).await;
    caller.change_password(&ada.session, PASSWORD, "another Canary").await.unwrap();
    let all = console.everything().await;
    assert!(holds(&all, "ada@example.com"), "it is the right place to look");
    for word in [&ada.session, &token, &invitation, &link, &guest.word] {
        let (_, random) = word.reveal().split_once('_').unwrap();
        assert!(random.len() >= 43 && !holds(&all, random), "a word is kept as it is");
    }
    for password in [PASSWORD, CANARY, passphrase, "another Canary"] {
        assert!(!holds(&all, password), "{password}");
    }
}

#[tokio::test]
async fn a_password_in_the_place_of_a_secrets_name_is_refused_at_every_write() {
    let console = Console::new().await;
    let caller = console.local();
    let id = caller.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let (design, revision) = caller.load(&id).await.unwrap();
    let secret = console
        .backend
        .catalogue("wso2am", "3.1.0")
        .unwrap()
        .settings
        .iter()
        .find(|spec| {
            spec.kind == topology::catalogue::SettingKind::Secret && !spec.scope.roles.is_empty()
        })
        .unwrap();
    let role = &secret.scope.roles[0];
    let mut node = design.nodes().find(|node| node.role == *role).unwrap().clone();
    node.settings.insert(secret.id.clone(), SettingValue::Text(CANARY.into()));
    let change = Change::set_node(&design, node);
    let mut with = design.clone();
    change.apply(&mut with).unwrap();
    let text = document::write(&with);
    for refused in [
        caller.save_change(&id, revision, change.clone()).await.err(),
        caller.merge_change(&id, revision, change.clone()).await.err(),
        caller.overwrite(&id, revision, change.clone()).await.err(),
        caller.fork_design(&id, change).await.err(),
        caller.replace_design(&id, revision, text.clone()).await.err(),
        caller.import_design(text, None).await.err(),
    ] {
        let refused = refused.expect("it is refused");
        assert!(matches!(refused, BackendError::Invalid(_)), "{refused:?}");
        let said = refused.to_string();
        assert!(said.contains(secret.id.as_str()) && !said.contains(CANARY), "{said}");
    }
    assert!(!holds(&console.everything().await, CANARY));
    assert_eq!(caller.load(&id).await.unwrap().1, revision);
}

#[tokio::test]
async fn who_opens_a_link_while_it_is_taken_back_is_out_afterwards() {
    let console = Console::new().await;
    let owner = console.local();
    let id = owner.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let (made, word) = owner.share(&id, backend::NewShare::default()).await.unwrap();
    let mut opening = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (backend, id, word) = (console.backend.clone(), made.id.clone(), word.clone());
        opening.spawn(async move { backend.open_share(&id, &word, "").await.ok() });
    }
    owner.revoke(&id, Some(&made.id)).await.unwrap();
    for guest in opening.join_all().await.into_iter().flatten() {
        assert_eq!(console.backend.actor_of_guest(&guest.word).await.unwrap(), Actor::Nobody);
    }
    assert!(console.backend.open_share(&made.id, &word, "").await.is_err());
}

#[tokio::test]
async fn a_link_ends_with_its_last_day_also_for_those_who_are_in() {
    let console = Console::new().await;
    let owner = console.local();
    let id = owner.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let (made, word) = owner.share(&id, backend::NewShare::default()).await.unwrap();
    let guest = console.backend.open_share(&made.id, &word, "").await.unwrap();
    assert_ne!(console.backend.actor_of_guest(&guest.word).await.unwrap(), Actor::Nobody);
    console.sql("UPDATE shares SET ends_at = created_at - 1").await;
    assert_eq!(console.backend.actor_of_guest(&guest.word).await.unwrap(), Actor::Nobody);
    assert!(console.backend.open_share(&made.id, &word, "").await.is_err());
    assert!(owner.shares(&id).await.unwrap().iter().all(|share| !share.is_open));
}
