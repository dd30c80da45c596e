//! Copies of all that is kept.

use backend::{Actor, Backend, BackendError, NewShare, Role, State, Topic};
use topology::Target;

/// A console in which people have worked: every table has rows.
async fn worked_in() -> (Backend, String) {
    let backend = backend::testing::backend().await.unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let ada =
        backend.join(&word, "ada@example.com", "Ada", "correct horse battery", "").await.unwrap();
    let ada = backend.caller(Actor::Person(ada.person));
    let (_, word) = ada.invite("main", "bob@example.com", Role::Editor).await.unwrap();
    let bob = backend.join(&word, "", "Bob", "correct horse battery", "").await.unwrap();
    ada.invite("main", "eve@example.com", Role::Viewer).await.unwrap();
    ada.create_token("Pipeline", "read", 7).await.unwrap();
    let id = ada.create_design("Payments", Some("guide-sample"), Some("main")).await.unwrap().id;
    ada.create_version(&id, "One \"1\"", "Zeile 1\nZeile 2 · ä").await.unwrap();
    let share = NewShare { version: Some(1), ..NewShare::default() };
    let (made, word) = ada.share(&id, share).await.unwrap();
    backend.open_share(&made.id, &word, "").await.unwrap();
    let topic = Topic::Thing { target: Target::Design };
    ada.begin_thread(&id, &topic, "Look, @bob.", "").await.unwrap();
    ada.ask_for_review(&id, 1, vec![bob.person.id], "Please.").await.unwrap();
    (backend, id)
}

#[tokio::test]
async fn a_copy_goes_into_a_new_database_with_every_row_and_its_seals() {
    let (backend, id) = worked_in().await;
    let mut copy = Vec::new();
    let made = backend.copy_to(&mut copy).await.unwrap();
    for table in [
        "users",
        "designs",
        "versions",
        "shares",
        "guests",
        "threads",
        "mentions",
        "reviewers",
        "audit",
    ] {
        assert!(made.rows[table] > 0, "{table}");
    }
    let other = backend::testing::backend().await.unwrap();
    assert_eq!(other.copy_from(copy.as_slice()).await.unwrap(), made);
    // The same rows make the same copy but for its first line, which says when.
    let mut again = Vec::new();
    assert_eq!(other.copy_to(&mut again).await.unwrap().rows, made.rows);
    let rows = |copy: &[u8]| {
        let text = String::from_utf8(copy.to_vec()).unwrap();
        let lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
        lines[1..lines.len() - 1].to_vec()
    };
    assert_eq!(rows(&again), rows(&copy));
    assert!(other.verify_audit().await.unwrap().is_none());
    let signed_in = other.sign_in("ada@example.com", "correct horse battery", "").await.unwrap();
    let ada = other.caller(Actor::Person(signed_in.person));
    assert_eq!(ada.versions(&id).await.unwrap()[0].message, "Zeile 1\nZeile 2 · ä");
    assert!(ada.state(&id, State::Version(1)).await.is_ok());
}

#[tokio::test]
async fn a_copy_that_is_not_whole_changes_nothing() {
    let (backend, _) = worked_in().await;
    let mut copy = Vec::new();
    backend.copy_to(&mut copy).await.unwrap();
    let text = String::from_utf8(copy).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let without = |at: usize| {
        let kept = lines.iter().enumerate().filter(|(line, _)| *line != at);
        kept.map(|(_, line)| format!("{line}\n")).collect::<String>()
    };
    let other = backend::testing::backend().await.unwrap();
    for (broken, why) in [
        (without(lines.len() - 1), "its end is missing"),
        (without(lines.len() - 2), "its checksum is another one"),
        (text.replacen("Payments", "Payment5", 1), "its checksum is another one"),
        (text[..text.len() / 2].to_owned(), "damaged"),
        (format!("{text}{text}"), "behind its end"),
        ("{}".to_owned(), "no copy"),
        (text.replacen("\"topology_designer_copy\":1", "\"topology_designer_copy\":2", 1), "newer"),
    ] {
        let refused = other.copy_from(broken.as_bytes()).await.unwrap_err();
        assert!(
            matches!(&refused, BackendError::Invalid(said) if said.to_string().contains(why)),
            "{why}: {refused}"
        );
    }
    // And where somebody works, none is put in.
    let refused = backend.copy_from(text.as_bytes()).await.unwrap_err();
    assert!(refused.to_string().contains("already"), "{refused}");
    assert!(other.copy_from(text.as_bytes()).await.is_ok());
}
