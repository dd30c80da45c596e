//! Links for people without an account.

use backend::{
    Actor, ArchiveFormat, Backend, BackendError, Caller, NewShare, Rights, Role, Secret,
};
use topology::{Change, Point};

async fn shared() -> (Backend, Caller, String) {
    let backend = backend::testing::backend().await.unwrap();
    let caller = backend.caller(Actor::Local);
    let made = caller.create_design("Payments", Some("guide-sample"), None).await.unwrap();
    (backend, caller, made.id)
}

async fn enter(backend: &Backend, id: &str, word: &Secret) -> Caller {
    let welcomed = backend.open_share(id, word, "").await.unwrap();
    let actor = backend.actor_of_guest(&welcomed.word).await.unwrap();
    assert_eq!(actor, Actor::Guest(welcomed.guest));
    backend.caller(actor)
}

fn is_shut<T>(answer: Result<T, BackendError>) -> bool {
    matches!(answer, Err(BackendError::NotFound("share")))
}

#[tokio::test]
async fn a_link_shows_one_design_and_lets_nobody_do_more() {
    let (backend, owner, id) = shared().await;
    let other = owner.create_design("Other", Some("guide-sample"), None).await.unwrap().id;
    let (made, word) = owner.share(&id, NewShare::default()).await.unwrap();
    assert!(made.is_open && !made.has_passphrase && word.reveal().starts_with("tdh_"));
    let guest = enter(&backend, &made.id, &word).await;
    assert_eq!(guest.load(&id).await.unwrap().0.name(), "Payments");
    let none = Rights {
        edit: false,
        comment: false,
        export: false,
        history: false,
        review: false,
        share: false,
    };
    assert_eq!(guest.rights_on(&id).await.unwrap(), none);
    assert!(guest.preview_file(&id, "README.md").await.is_ok());
    for refused in [
        guest.rename_design(&id, "Mine").await.err(),
        guest.document_file(&id).await.err(),
        guest.archive(&id, ArchiveFormat::Zip, None, false).await.err(),
        guest.versions(&id).await.err(),
        guest.share(&id, NewShare::default()).await.err(),
        guest.duplicate_design(&id).await.err(),
    ] {
        assert!(matches!(refused, Some(BackendError::Forbidden(_))), "{refused:?}");
    }
    assert!(matches!(guest.load(&other).await, Err(BackendError::NotFound(_))));
    assert!(matches!(guest.designs().await, Err(BackendError::SignedOut)));
    // With the bundle, that is taken away, too.
    let with = NewShare { bundle: true, ..NewShare::default() };
    let (made, word) = owner.share(&id, with).await.unwrap();
    let guest = enter(&backend, &made.id, &word).await;
    assert_eq!(guest.rights_on(&id).await.unwrap(), Rights { export: true, ..none });
    assert!(guest.archive(&id, ArchiveFormat::Zip, None, false).await.is_ok());
}

#[tokio::test]
async fn a_link_to_a_version_shows_that_whatever_becomes_of_the_design() {
    let (backend, owner, id) = shared().await;
    owner.create_version(&id, "First", "").await.unwrap();
    let frozen = NewShare { version: Some(1), ..NewShare::default() };
    let (made, word) = owner.share(&id, frozen.clone()).await.unwrap();
    let (live, its) = owner.share(&id, NewShare::default()).await.unwrap();
    let (design, revision) = owner.load(&id).await.unwrap();
    let node = design.nodes().next().unwrap().id.clone();
    let moved = Change::move_nodes(&design, [(node.clone(), Point { x: 9_000, y: 8 })]);
    owner.save_change(&id, revision, moved).await.unwrap();
    let seen = enter(&backend, &made.id, &word).await.load(&id).await.unwrap();
    assert_eq!((&seen.0, seen.1), (&design, 1));
    let seen = enter(&backend, &live.id, &its).await.load(&id).await.unwrap();
    assert_eq!((seen.0.position(&node).x, seen.1), (9_000, 2));
    let missing = owner.share(&id, NewShare { version: Some(2), ..frozen }).await;
    assert!(matches!(missing, Err(BackendError::NotFound("version"))));
}

#[tokio::test]
async fn whoever_may_not_open_a_link_is_told_the_same() {
    let (backend, owner, id) = shared().await;
    let with = NewShare { passphrase: "open sesame".into(), ..NewShare::default() };
    let (made, word) = owner.share(&id, with).await.unwrap();
    assert!(made.has_passphrase);
    assert!(backend.open_share(&made.id, &word, "open sesame").await.is_ok());
    let (gone, its) = owner.share(&id, NewShare::default()).await.unwrap();
    owner.revoke(&id, Some(&gone.id)).await.unwrap();
    let answers = [
        backend.open_share("none", &word, "").await,
        backend.open_share(&made.id, &Secret::given("tdh_x"), "open sesame").await,
        backend.open_share(&made.id, &word, "").await,
        backend.open_share(&made.id, &word, "open barley").await,
        backend.open_share(&gone.id, &its, "").await,
    ];
    for answer in answers {
        assert!(is_shut(answer));
    }
}

#[tokio::test]
async fn a_link_that_is_taken_back_ends_for_those_who_are_in() {
    let (backend, owner, id) = shared().await;
    let (one, word) = owner.share(&id, NewShare::default()).await.unwrap();
    let (other, its) = owner.share(&id, NewShare::default()).await.unwrap();
    let guest = backend.open_share(&one.id, &word, "").await.unwrap();
    let second = backend.open_share(&other.id, &its, "").await.unwrap();
    owner.revoke(&id, Some(&one.id)).await.unwrap();
    assert_eq!(backend.actor_of_guest(&guest.word).await.unwrap(), Actor::Nobody);
    assert_ne!(backend.actor_of_guest(&second.word).await.unwrap(), Actor::Nobody);
    assert!(is_shut(owner.revoke(&id, Some(&one.id)).await));
    owner.revoke(&id, None).await.unwrap();
    assert_eq!(backend.actor_of_guest(&second.word).await.unwrap(), Actor::Nobody);
    assert!(owner.shares(&id).await.unwrap().iter().all(|share| !share.is_open));
}

#[tokio::test]
async fn no_more_come_in_than_may_however_many_try_at_once() {
    let (backend, owner, id) = shared().await;
    let few = NewShare { most_opens: Some(3), ..NewShare::default() };
    let (made, word) = owner.share(&id, few).await.unwrap();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (backend, id, word) = (backend.clone(), made.id.clone(), word.clone());
        tries.spawn(async move { backend.open_share(&id, &word, "").await.is_ok() });
    }
    let opened = tries.join_all().await.into_iter().filter(|opened| *opened).count();
    assert_eq!(opened, 3);
    let listed = owner.shares(&id).await.unwrap();
    assert_eq!((listed[0].opens, listed[0].is_open), (3, false));
}

#[tokio::test]
async fn what_a_link_cannot_be_is_refused() {
    let (_, owner, id) = shared().await;
    for wrong in [
        NewShare { role: Role::Editor, ..NewShare::default() },
        NewShare { days: 0, ..NewShare::default() },
        NewShare { days: 91, ..NewShare::default() },
        NewShare { most_opens: Some(0), ..NewShare::default() },
        NewShare { passphrase: "short".into(), ..NewShare::default() },
    ] {
        let refused = owner.share(&id, wrong.clone()).await.unwrap_err();
        assert!(matches!(refused, BackendError::Invalid(_)), "{wrong:?}: {refused}");
    }
}
