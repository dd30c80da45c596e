//! What is said about a design, and who agrees to which bytes.

use backend::{
    Actor, ArchiveFormat, Backend, BackendError, Caller, NewShare, Opinion, Role, Topic,
};
use topology::{Change, Point, Target, document};

const PASSWORD: &str = "correct horse battery";

async fn team() -> (Backend, Caller, Caller, Caller, String) {
    let backend = backend::testing::backend().await.unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let ada = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
    let ada = backend.caller(Actor::Person(ada.person));
    let team = ada.workspaces().await.unwrap().remove(0).id;
    let mut others = Vec::new();
    for (name, role) in [("Bob", Role::Editor), ("Cleo", Role::Commenter)] {
        let email = format!("{}@example.com", name.to_lowercase());
        let (_, word) = ada.invite(&team, &email, role).await.unwrap();
        let one = backend.join(&word, "", name, PASSWORD, "").await.unwrap();
        others.push(backend.caller(Actor::Person(one.person)));
    }
    let design = ada.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let cleo = others.remove(1);
    (backend, ada, others.remove(0), cleo, design)
}

fn id(caller: &Caller) -> String {
    caller.actor().person().unwrap().id.clone()
}

#[tokio::test]
async fn threads_are_begun_answered_and_settled() {
    let (backend, ada, bob, cleo, design) = team().await;
    let gateway = Topic::Thing { target: Target::Node("gw1".parse().unwrap()) };
    let thread = cleo.begin_thread(&design, &gateway, " Why 4, @ada? ", "").await.unwrap();
    ada.reply(&thread, "The guide says so.", "").await.unwrap();
    let said = bob.threads(&design).await.unwrap();
    assert_eq!((said.len(), &said[0].topic, said[0].resolved.is_none()), (1, &gateway, true));
    let texts: Vec<(&str, &str)> =
        said[0].comments.iter().map(|one| (one.author.as_str(), one.text.as_str())).collect();
    assert_eq!(texts, [("Cleo", "Why 4, @ada?"), ("Ada", "The guide says so.")]);
    let mentions = ada.mentions().await.unwrap();
    assert_eq!((mentions.len(), mentions[0].design_name.as_str()), (1, "Payments"));
    ada.saw_mentions(&design).await.unwrap();
    assert!(ada.mentions().await.unwrap().is_empty() && bob.mentions().await.unwrap().is_empty());
    cleo.settle(&thread, true).await.unwrap();
    let by = bob.threads(&design).await.unwrap()[0].resolved.clone().unwrap().0;
    assert_eq!(by, "Cleo");
    bob.reply(&thread, "One more thing.", "").await.unwrap();
    assert!(ada.threads(&design).await.unwrap()[0].resolved.is_none());
    for wrong in ["", "  ", &"x".repeat(4_001), "a\u{0}b"] {
        assert!(matches!(bob.reply(&thread, wrong, "").await, Err(BackendError::Invalid(_))));
    }
    // A stranger does not learn that there is such a thread.
    let (_, word) = ada.invite("main", "eve@example.com", Role::Viewer).await.unwrap();
    let eve = backend.join(&word, "", "Eve", PASSWORD, "").await.unwrap();
    let eve = backend.caller(Actor::Person(eve.person));
    assert!(matches!(eve.reply(&thread, "Hi", "").await, Err(BackendError::Forbidden(_))));
    eve.set_member("main", &id(&eve), None).await.unwrap();
    assert!(matches!(eve.reply(&thread, "Hi", "").await, Err(BackendError::NotFound("thread"))));
}

#[tokio::test]
async fn who_comes_by_a_link_says_who_they_are() {
    let (backend, ada, _, _, design) = team().await;
    let share = |role| NewShare { role, ..NewShare::default() };
    let mut guests = Vec::new();
    for role in [Role::Viewer, Role::Commenter] {
        let (made, word) = ada.share(&design, share(role)).await.unwrap();
        let welcomed = backend.open_share(&made.id, &word, "").await.unwrap();
        guests.push(backend.caller(Actor::Nobody).with_link(welcomed.guest));
    }
    let topic = Topic::Thing { target: Target::Design };
    let refused = guests[0].begin_thread(&design, &topic, "Hi", "Vera").await;
    assert!(matches!(refused, Err(BackendError::Forbidden(_))));
    assert!(guests[1].begin_thread(&design, &topic, "Hi", "").await.is_err());
    guests[1].begin_thread(&design, &topic, "Hi", "Vera").await.unwrap();
    let said = guests[0].threads(&design).await.unwrap();
    assert_eq!((said[0].comments[0].author.as_str(), said[0].comments[0].is_own), ("Vera", false));
}

#[tokio::test]
async fn an_approval_is_of_these_bytes_and_of_no_others() {
    let (_, ada, bob, cleo, design) = team().await;
    let version = bob.create_version(&design, "First", "").await.unwrap();
    bob.ask_for_review(&design, 1, vec![id(&ada), id(&cleo)], "Please.").await.unwrap();
    let own = bob.judge(&design, 1, Opinion::Approved, "").await.unwrap_err();
    assert!(own.to_string().contains("Somebody else"), "{own}");
    ada.set_approved_only("main", true).await.unwrap();
    let export =
        async |caller: &Caller| caller.archive(&design, ArchiveFormat::Zip, None, false).await;
    assert!(matches!(export(&bob).await, Err(BackendError::NotApproved)));
    cleo.judge(&design, 1, Opinion::Refused, "The offset.").await.unwrap();
    ada.judge(&design, 1, Opinion::Approved, "").await.unwrap();
    assert!(
        matches!(export(&bob).await, Err(BackendError::NotApproved)),
        "one who looked does not agree"
    );
    cleo.judge(&design, 1, Opinion::Approved, "Fine.").await.unwrap();
    assert!(export(&bob).await.is_ok());
    let one = bob.archive(&design, ArchiveFormat::Zip, Some("gw1"), false).await;
    assert!(one.is_ok(), "a part of what was approved");
    let standing = ada.standing(&design).await.unwrap();
    assert_eq!(standing.reviews[0].reviewers, ["Ada", "Cleo"]);
    assert_eq!(standing.verdicts.len(), 2);
    assert!(standing.verdicts.iter().all(|one| one.bundle == version.bundle));
    // One byte more.
    let open = bob.open_design(&design).await.unwrap();
    let drawn = document::parse(&open.document).unwrap();
    let node = drawn.nodes().next().unwrap().id.clone();
    let moved = Change::move_nodes(&drawn, [(node, Point { x: 7_777, y: 8 })]);
    bob.save_change(&design, open.revision, moved).await.unwrap();
    assert!(matches!(export(&bob).await, Err(BackendError::NotApproved)));
    ada.set_approved_only("main", false).await.unwrap();
    assert!(export(&bob).await.is_ok());
    bob.close_review(&design, &standing.reviews[0].id).await.unwrap();
    assert!(!ada.standing(&design).await.unwrap().reviews[0].is_open);
}

#[tokio::test]
async fn what_cannot_be_reviewed_is_refused() {
    let (_, ada, bob, cleo, design) = team().await;
    let missing = ada.ask_for_review(&design, 1, vec![id(&bob)], "").await;
    assert!(matches!(missing, Err(BackendError::NotFound("version"))));
    bob.create_version(&design, "First", "").await.unwrap();
    for (who, message) in [(vec![], "x".to_owned()), (vec![id(&bob)], "x".repeat(2_001))] {
        assert!(matches!(
            ada.ask_for_review(&design, 1, who, &message).await,
            Err(BackendError::Invalid(_))
        ));
    }
    let stranger = ada.ask_for_review(&design, 1, vec!["nobody".into()], "").await;
    assert!(matches!(stranger, Err(BackendError::NotFound("member"))));
    let asks = cleo.ask_for_review(&design, 1, vec![id(&bob)], "").await;
    assert!(matches!(asks, Err(BackendError::Forbidden(_))));
    assert!(matches!(cleo.set_approved_only("main", true).await, Err(BackendError::Forbidden(_))));
    assert!(matches!(
        ada.judge(&design, 9, Opinion::Approved, "").await,
        Err(BackendError::NotFound("version"))
    ));
}
