//! People with accounts: how they come in, and what they may.

use backend::{Actor, Backend, BackendError, Broken, Caller, Role, Secret};

const PASSWORD: &str = "correct horse battery";

async fn backend() -> Backend {
    backend::testing::backend().await.unwrap()
}

/// The first administrator, who owns the first workspace.
async fn first(backend: &Backend) -> Caller {
    let word = backend.first_invitation().await.unwrap().unwrap();
    let signed_in =
        backend.join(&word, "Ada@Example.com", "Ada", PASSWORD, "a test").await.unwrap();
    backend.caller(Actor::Person(signed_in.person))
}

/// Somebody who was asked into a workspace.
async fn member(of: &Caller, workspace: &str, email: &str, role: Role) -> Caller {
    let (_, word) = of.invite(workspace, email, role).await.unwrap();
    let signed_in = of.backend().join(&word, "", email, PASSWORD, "a test").await.unwrap();
    of.backend().caller(Actor::Person(signed_in.person))
}

fn id(caller: &Caller) -> String {
    caller.actor().person().unwrap().id.clone()
}

#[tokio::test]
async fn the_first_to_come_administers_and_the_word_lets_in_once() {
    let backend = backend().await;
    let early = backend.first_invitation().await.unwrap().unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    // Two servers start, and each prints one.
    assert!(backend.welcome(&early).await.is_ok());
    let welcome = backend.welcome(&word).await.unwrap();
    assert_eq!((welcome.email.as_str(), welcome.workspace, welcome.is_known), ("", None, false));
    for (email, name, password) in
        [("ada", "Ada", PASSWORD), ("a@b.c", "", PASSWORD), ("a@b.c", "Ada", "short")]
    {
        let refused = backend.join(&word, email, name, password, "").await.unwrap_err();
        assert!(matches!(refused, BackendError::Invalid(_)), "{refused}");
    }
    let ada = backend.join(&word, " Ada@Example.com", "Ada", PASSWORD, "Firefox").await.unwrap();
    assert!(ada.person.is_admin && ada.person.email == "ada@example.com");
    assert!(backend.first_invitation().await.unwrap().is_none());
    let again = backend.join(&word, "b@b.c", "Bob", PASSWORD, "").await.unwrap_err();
    assert!(matches!(again, BackendError::NotFound("invitation")), "{again}");
    // Whoever read the other one comes too late.
    assert!(matches!(backend.welcome(&early).await, Err(BackendError::NotFound(_))));
    let late = backend.join(&early, "b@b.c", "Bob", PASSWORD, "").await.unwrap_err();
    assert!(matches!(late, BackendError::NotFound("invitation")), "{late}");
    let caller = backend.caller(backend.actor_of_session(&ada.session).await.unwrap());
    let workspaces = caller.workspaces().await.unwrap();
    assert_eq!((workspaces.len(), workspaces[0].role), (1, Role::Owner));
}

#[tokio::test]
async fn a_person_signs_in_with_the_right_password_and_out_again() {
    let backend = backend().await;
    let ada = first(&backend).await;
    for (email, password) in [("ada@example.com", "wrong"), ("eve@example.com", PASSWORD), ("", "")]
    {
        let refused = backend.sign_in(email, password, "").await.unwrap_err();
        // Who asks does not learn whether there is such a person.
        assert_eq!(refused.to_string(), BackendError::Rejected.to_string());
    }
    let one = backend.sign_in("ADA@example.com", PASSWORD, "One\n").await.unwrap();
    let two = backend.sign_in("ada@example.com", PASSWORD, "Two").await.unwrap();
    let agents: Vec<String> =
        ada.sessions(&two.session).await.unwrap().into_iter().map(|one| one.agent).collect();
    assert_eq!(agents.len(), 3);
    assert!(agents.contains(&"One".to_owned()), "{agents:?}");
    backend.sign_out(&one.session).await.unwrap();
    assert_eq!(backend.actor_of_session(&one.session).await.unwrap(), Actor::Nobody);
    assert!(backend.actor_of_session(&two.session).await.unwrap().person().is_some());
    // Another password ends all sessions but this one.
    let refused = ada.change_password(&two.session, "wrong", "another password").await;
    assert!(matches!(refused, Err(BackendError::Rejected)));
    ada.change_password(&two.session, PASSWORD, "another password").await.unwrap();
    let left = ada.sessions(&two.session).await.unwrap();
    assert!(left.len() == 1 && left[0].is_this, "{left:?}");
    assert!(backend.sign_in("ada@example.com", PASSWORD, "").await.is_err());
    assert!(backend.sign_in("ada@example.com", "another password", "").await.is_ok());
    assert_eq!(backend.actor_of_session(&Secret::given("tds_x")).await.unwrap(), Actor::Nobody);
}

#[tokio::test]
async fn who_tries_too_often_waits_also_with_the_right_password() {
    let backend = backend().await;
    first(&backend).await;
    let mut tried = Vec::new();
    for _ in 0..12 {
        tried.push(backend.sign_in("ada@example.com", "wrong", "").await.unwrap_err());
    }
    assert!(matches!(tried[0], BackendError::Rejected));
    assert!(matches!(tried[11], BackendError::TooOften { .. }), "{:?}", tried[11]);
    let right = backend.sign_in("ada@example.com", PASSWORD, "").await.unwrap_err();
    assert!(matches!(right, BackendError::TooOften { .. }));
}

#[tokio::test]
async fn each_role_may_what_it_says_and_strangers_see_nothing() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let design = ada.create_design("Payments", Some("guide-sample"), None).await.unwrap();
    let team = design.workspace.clone();
    let mut outcomes = Vec::new();
    for role in Role::ALL {
        let one = member(&ada, &team, &format!("{}@example.com", role.as_str()), role).await;
        assert_eq!(one.designs().await.unwrap().len(), 1);
        assert!(one.open_design(&design.id).await.is_ok());
        let renamed = one.rename_design(&design.id, "Payments").await;
        let made = one.create_design("Mine", None, Some(&team)).await;
        let taken = one.document_file(&design.id).await;
        let asked = one.invite(&team, "x@example.com", Role::Viewer).await;
        for refused in [renamed.as_ref().err(), made.as_ref().err(), taken.as_ref().err()] {
            assert!(refused.is_none_or(|error| matches!(error, BackendError::Forbidden(_))));
        }
        outcomes.push((renamed.is_ok(), made.is_ok(), taken.is_ok(), asked.is_ok()));
        if let Ok(made) = made {
            one.delete_design(&made.id).await.unwrap();
        }
    }
    let none = (false, false, false, false);
    assert_eq!(outcomes, [none, none, (true, true, true, false), (true, true, true, true)]);

    // A stranger with a workspace of their own.
    let eve = member(&ada, &team, "eve@example.com", Role::Viewer).await;
    let own = eve.create_workspace("Eve's").await.unwrap();
    eve.set_member(&team, &id(&eve), None).await.unwrap();
    assert!(eve.designs().await.unwrap().is_empty());
    for refused in [
        eve.open_design(&design.id).await.err(),
        eve.rename_design(&design.id, "Mine").await.err(),
        eve.delete_design(&design.id).await.err(),
        eve.duplicate_design(&design.id).await.err(),
        eve.members(&team).await.err(),
        eve.create_design("Mine", None, Some(&team)).await.err(),
    ] {
        assert!(matches!(refused, Some(BackendError::NotFound(_))), "{refused:?}");
    }
    let made = eve.create_design("Mine", None, None).await.unwrap();
    assert_eq!(made.workspace, own.id);
    assert!(ada.open_design(&made.id).await.is_err(), "an administrator is a stranger there");
    let nobody = backend.caller(Actor::Nobody);
    assert!(matches!(nobody.designs().await, Err(BackendError::SignedOut)));
    assert!(matches!(nobody.open_design(&design.id).await, Err(BackendError::SignedOut)));
}

#[tokio::test]
async fn a_workspace_keeps_an_owner_and_the_console_an_administrator() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let team = ada.workspaces().await.unwrap().remove(0).id;
    for role in [Some(Role::Editor), None] {
        let refused = ada.set_member(&team, &id(&ada), role).await.unwrap_err();
        assert!(refused.to_string().contains("has an owner"), "{refused}");
    }
    for (admin, disabled) in [(false, false), (true, true)] {
        let refused = ada.set_user(&id(&ada), admin, disabled).await.unwrap_err();
        assert!(refused.to_string().contains("Ada is the only one"), "{refused}");
    }
    let bob = member(&ada, &team, "bob@example.com", Role::Editor).await;
    assert!(matches!(bob.users().await, Err(BackendError::Forbidden(_))));
    ada.set_member(&team, &id(&bob), Some(Role::Owner)).await.unwrap();
    ada.set_member(&team, &id(&ada), Some(Role::Viewer)).await.unwrap();
    ada.set_user(&id(&bob), true, false).await.unwrap();
    let bob = backend.sign_in("bob@example.com", PASSWORD, "").await.unwrap();
    let caller = backend.caller(Actor::Person(bob.person));
    caller.set_user(&id(&ada), false, true).await.unwrap();
    // Who may not sign in any more is out at once.
    assert!(backend.sign_in("ada@example.com", PASSWORD, "").await.is_err());
    let listed = caller.users().await.unwrap();
    assert!(listed.iter().any(|user| user.name == "Ada" && user.is_disabled && !user.is_admin));
}

#[tokio::test]
async fn an_invitation_is_for_one_address_and_can_be_taken_back() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let team = ada.workspaces().await.unwrap().remove(0).id;
    let (open, word) = ada.invite(&team, "Bob@example.com", Role::Commenter).await.unwrap();
    assert_eq!(ada.invitations(&team).await.unwrap(), std::slice::from_ref(&open));
    let welcome = backend.welcome(&word).await.unwrap();
    assert_eq!(
        (welcome.email.as_str(), welcome.workspace.as_deref()),
        ("bob@example.com", Some("Main"))
    );
    ada.remove_invitation(&team, &open.id).await.unwrap();
    assert!(backend.join(&word, "", "Bob", PASSWORD, "").await.is_err());
    assert!(ada.remove_invitation(&team, &open.id).await.is_err());
    // What the address in the request is counts nothing: that of the invitation does.
    let (_, word) = ada.invite(&team, "bob@example.com", Role::Commenter).await.unwrap();
    let bob = backend.join(&word, "eve@example.com", "Bob", PASSWORD, "").await.unwrap();
    assert_eq!(bob.person.email, "bob@example.com");
    assert!(ada.invitations(&team).await.unwrap().is_empty());
    // Somebody with an account needs its password, and keeps the higher role.
    let (_, word) = ada.invite(&team, "bob@example.com", Role::Viewer).await.unwrap();
    assert!(backend.welcome(&word).await.unwrap().is_known);
    assert!(backend.join(&word, "", "Eve", "another password", "").await.is_err());
    backend.join(&word, "", "", PASSWORD, "").await.unwrap();
    let members = ada.members(&team).await.unwrap();
    assert!(members.iter().any(|one| one.name == "Bob" && one.role == Role::Commenter));
    assert!(ada.invitations(&team).await.unwrap().is_empty());
}

/// Whoever owned a workspace and does not any more cannot ask themselves in again, and nobody whom they asked comes in.
#[tokio::test]
async fn what_somebody_asked_for_ends_with_their_rights() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let team = ada.workspaces().await.unwrap().remove(0).id;
    for role in [None, Some(Role::Editor)] {
        let own = format!("eve-{}@x.com", role.is_some());
        let eve = member(&ada, &team, &own, Role::Owner).await;
        let (_, again) = eve.invite(&team, &own, Role::Owner).await.unwrap();
        let (_, other) = eve.invite(&team, "mallory@x.com", Role::Owner).await.unwrap();
        let (_, waits) = ada.invite(&team, &own, Role::Owner).await.unwrap();
        let (_, bobs) = ada.invite(&team, "bob@x.com", Role::Viewer).await.unwrap();
        ada.set_member(&team, &id(&eve), role).await.unwrap();
        for word in [again, other, waits] {
            assert!(backend.join(&word, "", "Eve", PASSWORD, "").await.is_err(), "{role:?}");
        }
        assert!(backend.welcome(&bobs).await.is_ok(), "what others asked for is still there");
    }
    // One who may not sign in any more asks nobody in.
    let carl = member(&ada, &team, "carl@x.com", Role::Owner).await;
    let (_, word) = carl.invite(&team, "mallory@x.com", Role::Owner).await.unwrap();
    ada.set_user(&id(&carl), false, true).await.unwrap();
    assert!(backend.join(&word, "", "Mallory", PASSWORD, "").await.is_err());
}

#[tokio::test]
async fn of_two_who_come_with_one_word_one_is_let_in() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let team = ada.workspaces().await.unwrap().remove(0).id;
    let (_, word) = ada.invite(&team, "bob@example.com", Role::Editor).await.unwrap();
    let (one, other) = tokio::join!(
        backend.join(&word, "", "Bob", PASSWORD, ""),
        backend.join(&word, "", "Eve", "another password", ""),
    );
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    assert_eq!(ada.members(&team).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_token_works_for_its_person_within_its_scopes() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let design = ada.create_design("Payments", Some("guide-sample"), None).await.unwrap();
    for (name, scopes, days) in
        [("", "read", 1), ("CI", "all", 1), ("CI", "read", 0), ("CI", "read", 999)]
    {
        assert!(matches!(
            ada.create_token(name, scopes, days).await,
            Err(BackendError::Invalid(_))
        ));
    }
    let (made, word) = ada.create_token("CI", "export read", 30).await.unwrap();
    assert_eq!((made.scopes.as_str(), made.seen_at), ("read export", None));
    assert!(word.reveal().starts_with("tdp_"));
    let program = backend.caller(backend.actor_of_token(&word).await.unwrap());
    assert_eq!(program.designs().await.unwrap().len(), 1);
    assert!(program.document_file(&design.id).await.is_ok());
    assert!(matches!(
        program.rename_design(&design.id, "X").await,
        Err(BackendError::Forbidden(_))
    ));
    // A program makes no tokens, and does not speak for its person in what is theirs.
    assert!(program.create_token("More", "read", 1).await.is_err());
    assert!(program.rename_self("Eve").await.is_err());
    assert!(ada.tokens().await.unwrap()[0].seen_at.is_some());
    ada.remove_token(&made.id).await.unwrap();
    assert_eq!(backend.actor_of_token(&word).await.unwrap(), Actor::Nobody);
    assert!(matches!(ada.remove_token(&made.id).await, Err(BackendError::NotFound(_))));
}

#[tokio::test]
async fn what_was_done_is_written_down_without_secrets_and_is_whole() {
    let backend = backend().await;
    let ada = first(&backend).await;
    let design = ada.create_design("Payments", Some("guide-sample"), None).await.unwrap();
    ada.archive(&design.id, backend::ArchiveFormat::Zip, None, false).await.unwrap();
    let (_, word) = ada.create_token("CI", "read", 1).await.unwrap();
    let _ = backend.sign_in("ada@example.com", "wrong password", "").await;
    let log = ada.audit(None).await.unwrap();
    let actions: Vec<&str> = log.iter().rev().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        ["user-added", "member-added", "exported", "token-added", "sign-in-failed"]
    );
    let text = format!("{log:?}");
    for secret in [word.reveal(), PASSWORD, "wrong password"] {
        assert!(!text.contains(secret));
    }
    let exported = &log[2];
    let by = (exported.actor.clone(), exported.target.clone());
    assert_eq!(by, (id(&ada), format!("design {}", design.id)));
    assert!(exported.detail.starts_with("revision 1, payments-3.1.0"), "{}", exported.detail);
    assert_eq!(ada.audit(Some(log[0].number)).await.unwrap().len(), 4);
    assert_eq!(backend.verify_audit().await.unwrap(), None::<Broken>);
}

#[tokio::test]
async fn the_local_word_stays_and_is_no_account() {
    let backend = backend().await;
    let word = backend.local_word().await.unwrap();
    assert!(backend.local_word().await.unwrap().is(&word));
    assert_eq!(backend.actor_of_session(&word).await.unwrap(), Actor::Nobody);
    assert_eq!(backend.actor_of_token(&word).await.unwrap(), Actor::Nobody);
}
