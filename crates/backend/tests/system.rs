//! What who administers a console sees of it, and how the log is gone through.

use backend::{Actor, AuditFilter, Backend, BackendError, Caller, Database, Role};

const PASSWORD: &str = "correct horse battery";

async fn worked_in() -> (Backend, Caller, Caller) {
    let backend = backend::testing::backend().await.unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let ada = backend.join(&word, "ada@example.com", "Ada", PASSWORD, "").await.unwrap();
    let ada = backend.caller(Actor::Person(ada.person));
    let (_, word) = ada.invite("main", "bob@example.com", Role::Owner).await.unwrap();
    let bob = backend.join(&word, "", "Bob", PASSWORD, "").await.unwrap();
    let bob = backend.caller(Actor::Person(bob.person));
    (backend, ada, bob)
}

#[tokio::test]
async fn who_administers_sees_numbers_and_names_and_nobody_else_does() {
    let (backend, ada, bob) = worked_in().await;
    let own = bob.create_workspace("Bob's").await.unwrap().id;
    let id = bob.create_design("Secret plans", Some("guide-sample"), Some(&own)).await.unwrap().id;
    bob.create_version(&id, "One", "").await.unwrap();
    let gone = bob.create_design("Gone", None, Some(&own)).await.unwrap().id;
    bob.delete_design(&gone).await.unwrap();
    let system = ada.system().await.unwrap();
    let counts =
        (system.workspaces, system.people, system.designs, system.deleted, system.versions);
    assert_eq!(counts, (2, 2, 1, 1, 1));
    assert!(system.bytes > 10_000 && system.schema >= 11 && system.servers >= 1, "{system:?}");
    assert!(system.database.contains("SQL") && system.database.contains('.'), "{system:?}");
    let listed = ada.all_workspaces().await.unwrap();
    let told: Vec<_> = listed
        .iter()
        .map(|one| (one.name.as_str(), one.owners.join(", "), one.members, one.designs))
        .collect();
    assert_eq!(told, [("Bob's", "Bob".to_owned(), 1, 1), ("Main", "Ada, Bob".to_owned(), 2, 0)]);
    // That is all: the design is as far away as before.
    assert!(matches!(ada.open_design(&id).await, Err(BackendError::NotFound(_))));
    assert!(matches!(ada.members(&own).await, Err(BackendError::NotFound(_))));
    for caller in [bob, backend.caller(Actor::Nobody)] {
        for refused in [caller.system().await.err(), caller.all_workspaces().await.err()] {
            let is_shut =
                matches!(refused, Some(BackendError::Forbidden(_) | BackendError::SignedOut));
            assert!(is_shut, "{refused:?}");
        }
    }
}

#[tokio::test]
async fn a_copy_that_was_made_is_remembered_and_the_database_named_without_a_password() {
    let folder = tempfile_folder();
    let database = Database::in_folder(&folder);
    let backend = Backend::open(&database).await.unwrap();
    let caller = backend.caller(Actor::Local);
    let before = caller.system().await.unwrap();
    assert_eq!(before.backed_up_at, None);
    assert_eq!(before.place, database.to_string());
    assert!(before.option.starts_with("--database ") && before.option.contains("sqlite:/"));
    let made = backend.copy_to(Vec::new()).await.unwrap();
    backend.record_copy(&made.sha256).await.unwrap();
    let after = caller.system().await.unwrap();
    assert!(after.backed_up_at.is_some());
    let log = caller.audit(None).await.unwrap();
    assert_eq!((log[0].actor.as_str(), log[0].action.as_str()), ("command", "backed-up"));
    assert!(log[0].detail.ends_with(&made.sha256));
    backend.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

fn tempfile_folder() -> std::path::PathBuf {
    let name = format!("topology-designer-system-{}", uuid::Uuid::now_v7().simple());
    std::env::temp_dir().join(name)
}

#[tokio::test]
async fn the_log_is_looked_through_by_person_and_by_what_was_done() {
    let (backend, ada, bob) = worked_in().await;
    let bobs = bob.actor().person().unwrap().id.clone();
    for name in ["One", "Two", "Three"] {
        bob.create_workspace(name).await.unwrap();
    }
    ada.create_workspace("Four").await.unwrap();
    let of = |actor: Option<&str>, action: Option<&str>| AuditFilter {
        actor: actor.map(ToOwned::to_owned),
        action: action.map(ToOwned::to_owned),
    };
    let both = of(Some(&bobs), Some("workspace-added"));
    let found = ada.audit_of(None, &both).await.unwrap();
    let details: Vec<&str> = found.iter().map(|entry| entry.detail.as_str()).collect();
    assert_eq!(details, ["Three", "Two", "One"]);
    let earlier = ada.audit_of(Some(found[0].number), &both).await.unwrap();
    assert_eq!(earlier.len(), 2);
    assert_eq!(ada.audit_of(None, &of(None, Some("workspace-added"))).await.unwrap().len(), 4);
    assert!(ada.audit_of(None, &of(Some(&bobs), None)).await.unwrap().len() > 3);
    assert!(ada.audit_of(None, &of(Some("x' OR '1'='1"), None)).await.unwrap().is_empty());
    // In its order, each row with its seal, and not for everyone.
    let whole = ada.audit_after(0, &AuditFilter::default()).await.unwrap();
    assert!(whole.iter().zip(1..).all(|(entry, number)| entry.number == number));
    assert!(whole.iter().all(|entry| entry.hash.len() == 64));
    assert_eq!(ada.audit_after(whole.len() as i64, &AuditFilter::default()).await.unwrap(), []);
    let refused = bob.audit_after(0, &AuditFilter::default()).await;
    assert!(matches!(refused, Err(BackendError::Forbidden(_))));
    assert_eq!(backend.verify_audit().await.unwrap(), None);
}

#[tokio::test]
async fn a_console_is_told_from_others_by_a_mark_that_stays() {
    let one = backend::testing::backend().await.unwrap();
    let other = backend::testing::backend().await.unwrap();
    let mark = one.mark().await.unwrap();
    assert_eq!(one.mark().await.unwrap(), mark);
    assert_ne!(other.mark().await.unwrap(), mark);
}
