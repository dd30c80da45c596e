//! Roles on one design: who has one, who gives one, and what it opens.

use backend::{Actor, ArchiveFormat, Backend, BackendError, Caller, Role};

const PASSWORD: &str = "correct horse battery";

/// Ada, who administers the console and owns the workspace `main`, with a design in it.
async fn worked_in() -> (Backend, Caller, String) {
    let backend = backend::testing::backend().await.unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let ada = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
    let ada = backend.caller(Actor::Person(ada.person));
    let design = ada.create_design("Payments", Some("guide-sample"), Some("main")).await.unwrap();
    (backend, ada, design.id)
}

/// Somebody who works in a workspace of Ada's.
async fn member(of: &Caller, workspace: &str, name: &str, role: Role) -> Caller {
    let (_, word) = of.invite(workspace, &format!("{name}@example.com"), role).await.unwrap();
    let signed_in = of.backend().join(&word, "", name, PASSWORD, "").await.unwrap();
    of.backend().caller(Actor::Person(signed_in.person))
}

fn id(caller: &Caller) -> String {
    caller.actor().person().unwrap().id.clone()
}

/// What somebody may do with a design: look, say something, change it, take it away, say who may what.
async fn may(caller: &Caller, design: &str) -> [bool; 5] {
    let topic = backend::Topic::Thing { target: topology::Target::Design };
    [
        caller.open_design(design).await.is_ok(),
        caller.begin_thread(design, &topic, "Why?", "").await.is_ok(),
        caller.rename_design(design, "Payments").await.is_ok(),
        caller.archive(design, ArchiveFormat::Zip, None, true).await.is_ok(),
        caller.design_people(design).await.is_ok_and(|people| people.may_manage),
    ]
}

#[tokio::test]
async fn a_role_on_one_design_opens_that_design_and_no_other() {
    let (_, ada, design) = worked_in().await;
    let other = ada.create_design("Other", Some("guide-sample"), Some("main")).await.unwrap().id;
    let elsewhere = ada.create_workspace("Elsewhere").await.unwrap().id;
    let eve = member(&ada, &elsewhere, "eve", Role::Viewer).await;
    assert_eq!(may(&eve, &design).await, [false; 5]);
    for (role, count) in
        [(Role::Viewer, 1), (Role::Commenter, 2), (Role::Editor, 4), (Role::Owner, 5)]
    {
        ada.set_design_person(&design, &id(&eve), Some(role)).await.unwrap();
        let outcome = may(&eve, &design).await;
        assert_eq!(outcome, [count > 0, count > 1, count > 2, count > 3, count > 4], "{role:?}");
        assert_eq!(may(&eve, &other).await, [false; 5], "{role:?}");
        assert!(matches!(eve.members("main").await, Err(BackendError::NotFound(_))));
        let listed = eve.designs().await.unwrap();
        assert!(listed.len() == 1 && listed[0].is_shared, "{listed:?}");
    }
    // Owning one design is owning no other.
    let refused = eve.set_design_person(&other, &id(&eve), Some(Role::Owner)).await;
    assert!(matches!(refused, Err(BackendError::NotFound("design"))), "{refused:?}");
    assert!(ada.designs().await.unwrap().iter().all(|one| !one.is_shared));
    // It is taken back at once.
    ada.set_design_person(&design, &id(&eve), None).await.unwrap();
    assert_eq!(may(&eve, &design).await, [false; 5]);
    assert!(eve.designs().await.unwrap().is_empty());
    let again = ada.set_design_person(&design, &id(&eve), None).await;
    assert!(matches!(again, Err(BackendError::NotFound("person"))), "{again:?}");
}

#[tokio::test]
async fn of_both_roles_the_higher_one_counts_and_none_is_kept_that_counts_for_nothing() {
    let (_, ada, design) = worked_in().await;
    let bob = member(&ada, "main", "bob", Role::Commenter).await;
    for role in [Role::Viewer, Role::Commenter] {
        let refused = ada.set_design_person(&design, &id(&bob), Some(role)).await.unwrap_err();
        assert!(refused.to_string().contains("bob as much already"), "{refused}");
    }
    ada.set_design_person(&design, &id(&bob), Some(Role::Editor)).await.unwrap();
    assert_eq!(may(&bob, &design).await, [true, true, true, true, false]);
    let people = ada.design_people(&design).await.unwrap().people;
    let told: Vec<_> = people
        .iter()
        .map(|one| (one.name.as_str(), one.role, one.in_workspace, one.on_design))
        .collect();
    assert_eq!(
        told,
        [
            ("Ada", Role::Owner, Some(Role::Owner), None),
            ("bob", Role::Editor, Some(Role::Commenter), Some(Role::Editor)),
        ]
    );
    // What the workspace gives is the workspace's to take.
    ada.set_design_person(&design, &id(&bob), None).await.unwrap();
    assert_eq!(may(&bob, &design).await, [true, true, false, false, false]);
    // Whoever is out of it is out of its designs, too, and stays in others.
    let other = ada.create_workspace("Elsewhere").await.unwrap().id;
    let others = ada.create_design("Other", None, Some(&other)).await.unwrap().id;
    for design in [&design, &others] {
        ada.set_design_person(design, &id(&bob), Some(Role::Editor)).await.unwrap();
    }
    ada.set_member("main", &id(&bob), None).await.unwrap();
    assert_eq!(may(&bob, &design).await, [false; 5]);
    assert_eq!(may(&bob, &others).await, [true, true, true, true, false]);
}

#[tokio::test]
async fn owners_alone_say_who_may_what_and_anybody_gives_up_their_own() {
    let (_, ada, design) = worked_in().await;
    let bob = member(&ada, "main", "bob", Role::Editor).await;
    let listed = bob.design_people(&design).await.unwrap();
    assert!(!listed.may_manage && listed.others.is_empty() && listed.invitations.is_empty());
    assert_eq!(listed.people.len(), 2);
    for refused in [
        bob.set_design_person(&design, &id(&bob), Some(Role::Owner)).await.err(),
        bob.invite_to_design(&design, "x@example.com", Role::Viewer).await.err(),
        bob.remove_design_invitation(&design, "none").await.err(),
    ] {
        assert!(matches!(refused, Some(BackendError::Forbidden(_))), "{refused:?}");
    }
    let vera = member(&ada, "main", "vera", Role::Viewer).await;
    let refused = vera.design_people(&design).await;
    assert!(matches!(refused, Err(BackendError::Forbidden(_))), "{refused:?}");
    ada.set_design_person(&design, &id(&vera), Some(Role::Editor)).await.unwrap();
    // A program does not leave for its person.
    let (_, word) = vera.create_token("CI", "read", 1).await.unwrap();
    let program = vera.backend().caller(vera.backend().actor_of_token(&word).await.unwrap());
    let refused = program.set_design_person(&design, &id(&vera), None).await;
    assert!(matches!(refused, Err(BackendError::Forbidden(_))), "{refused:?}");
    vera.set_design_person(&design, &id(&vera), None).await.unwrap();
    assert_eq!(may(&vera, &design).await, [true, false, false, false, false]);
}

#[tokio::test]
async fn nobody_learns_who_has_an_account_by_giving_roles() {
    let (_, ada, design) = worked_in().await;
    let bob = member(&ada, "main", "bob", Role::Viewer).await;
    let own = bob.create_workspace("Bob's").await.unwrap().id;
    let his = bob.create_design("His", None, Some(&own)).await.unwrap().id;
    // Somebody whom Bob works with nowhere, and somebody who is not there: one answer.
    let elsewhere = ada.create_workspace("Elsewhere").await.unwrap().id;
    let eve = member(&ada, &elsewhere, "eve", Role::Viewer).await;
    let mut said = Vec::new();
    for user in [id(&eve), "none".to_owned()] {
        let refused = bob.set_design_person(&his, &user, Some(Role::Viewer)).await.unwrap_err();
        assert!(matches!(refused, BackendError::NotFound("person")), "{refused:?}");
        said.push(refused.to_string());
    }
    assert_eq!(said[0], said[1]);
    let names = |caller: &Caller, design: &str| {
        let (caller, design) = (caller.clone(), design.to_owned());
        async move {
            let others = caller.design_people(&design).await.unwrap().others;
            others.into_iter().map(|one| one.name).collect::<Vec<_>>()
        }
    };
    assert_eq!(names(&bob, &his).await, ["Ada"]);
    assert_eq!(names(&ada, &design).await, ["eve"]);
    // Nor by inviting: an address is answered alike, whoever has it.
    let mut shapes = Vec::new();
    for email in ["eve@example.com", "new@example.com"] {
        let (made, word) = bob.invite_to_design(&his, email, Role::Viewer).await.unwrap();
        assert_eq!((made.email.as_str(), made.role), (email, Role::Viewer));
        shapes.push(word.reveal().len());
    }
    assert_eq!(shapes[0], shapes[1]);
    let told = bob.design_people(&his).await.unwrap();
    assert_eq!((told.people.len(), told.invitations.len()), (1, 2));
}

#[tokio::test]
async fn an_invitation_to_a_design_is_to_that_design_alone() {
    let (backend, ada, design) = worked_in().await;
    let (made, word) =
        ada.invite_to_design(&design, "New@example.com", Role::Editor).await.unwrap();
    assert!(ada.invitations("main").await.unwrap().is_empty(), "it is none of the workspace's");
    let welcome = backend.welcome(&word).await.unwrap();
    assert_eq!(
        (welcome.email.as_str(), welcome.design.as_deref(), welcome.is_known),
        ("new@example.com", Some("Payments"), false)
    );
    let joined = backend.join(&word, "", "New", PASSWORD, "").await.unwrap();
    assert!(!joined.person.is_admin);
    let new = backend.caller(Actor::Person(joined.person));
    assert_eq!(may(&new, &design).await, [true, true, true, true, false]);
    assert!(new.workspaces().await.unwrap().is_empty());
    assert!(ada.design_people(&design).await.unwrap().invitations.is_empty());
    assert!(matches!(
        backend.join(&word, "", "New", PASSWORD, "").await,
        Err(BackendError::NotFound("invitation"))
    ));
    let gone = ada.remove_design_invitation(&design, &made.id).await;
    assert!(matches!(gone, Err(BackendError::NotFound("invitation"))));
    // Who has a higher role keeps it; who was asked and then not, does not come in.
    let (_, word) = ada.invite_to_design(&design, "new@example.com", Role::Viewer).await.unwrap();
    backend.join(&word, "", "", PASSWORD, "").await.unwrap();
    assert_eq!(may(&new, &design).await, [true, true, true, true, false]);
    let (made, word) =
        ada.invite_to_design(&design, "late@example.com", Role::Viewer).await.unwrap();
    ada.remove_design_invitation(&design, &made.id).await.unwrap();
    assert!(backend.welcome(&word).await.is_err());
    let (_, word) = ada.invite_to_design(&design, "late@example.com", Role::Viewer).await.unwrap();
    ada.delete_design(&design).await.unwrap();
    assert!(backend.join(&word, "", "Late", PASSWORD, "").await.is_err());
    let log = ada.audit(None).await.unwrap();
    let about: Vec<&str> = log
        .iter()
        .rev()
        .filter(|entry| entry.target == format!("design {design}"))
        .map(|entry| entry.action.as_str())
        .collect();
    assert_eq!(about[..3], ["invited", "design-role-changed", "exported"], "{about:?}");
}

#[tokio::test]
async fn who_has_a_role_on_a_design_is_asked_to_review_it() {
    let (_, ada, design) = worked_in().await;
    let elsewhere = ada.create_workspace("Elsewhere").await.unwrap().id;
    let eve = member(&ada, &elsewhere, "eve", Role::Viewer).await;
    ada.set_design_person(&design, &id(&eve), Some(Role::Commenter)).await.unwrap();
    let colleagues = ada.colleagues(&design).await.unwrap();
    assert!(colleagues.len() == 1 && colleagues[0].name == "eve", "{colleagues:?}");
    ada.create_version(&design, "One", "").await.unwrap();
    ada.ask_for_review(&design, 1, vec![id(&eve)], "").await.unwrap();
}
