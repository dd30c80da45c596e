//! S15: a log that was changed behind the console's back says so.

use backend::{Actor, Broken, Seal};

use crate::support::Console;

/// A console whose log has so many rows, which are kept beside it.
async fn logged() -> (Console, i64) {
    let console = Console::new().await;
    let ada = console.ada().await;
    let caller = console.backend.caller(Actor::Person(ada.person));
    for name in ["One", "Two", "Three"] {
        caller.create_token(name, "read", 1).await.unwrap();
    }
    console.sql("CREATE TABLE kept AS SELECT * FROM audit").await;
    let seal = seal(&console).await;
    assert!(seal.number >= 5, "{seal}");
    (console, seal.number)
}

async fn seal(console: &Console) -> Seal {
    let verified = console.backend.verify(None).await.unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    verified.log.unwrap()
}

async fn broken(console: &Console) -> Option<Broken> {
    console.backend.verify_audit().await.unwrap()
}

async fn put_back(console: &Console) {
    console.sql("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept").await;
    assert_eq!(broken(console).await, None);
}

#[tokio::test]
async fn each_part_of_each_row_that_is_changed_is_found() {
    let (console, last) = logged().await;
    for number in [1, 2, last] {
        for change in [
            "at = at + 1",
            "actor = 'somebody'",
            "action = 'nothing'",
            "target = 'design 1'",
            "detail = detail || 'x'",
            "hash = '0'",
        ] {
            console.sql(&format!("UPDATE audit SET {change} WHERE number = {number}")).await;
            assert_eq!(broken(&console).await, Some(Broken::Changed { number }), "{change}");
            put_back(&console).await;
        }
    }
}

#[tokio::test]
async fn each_row_that_is_taken_out_is_found_also_the_last() {
    let (console, last) = logged().await;
    for number in 1..last {
        console.sql(&format!("DELETE FROM audit WHERE number = {number}")).await;
        assert_eq!(broken(&console).await, Some(Broken::Missing { number }));
        put_back(&console).await;
    }
    for kept in [last - 1, 2, 0] {
        console.sql(&format!("DELETE FROM audit WHERE number > {kept}")).await;
        assert_eq!(broken(&console).await, Some(Broken::End { number: kept }));
        put_back(&console).await;
    }
    // Whoever takes off the note of its end is found as well, and so is who adds a row past the program.
    console.sql("CREATE TABLE kept_keys AS SELECT * FROM keys; DELETE FROM keys").await;
    assert_eq!(broken(&console).await, Some(Broken::End { number: last }));
    console.sql("INSERT INTO keys SELECT * FROM kept_keys").await;
    assert_eq!(broken(&console).await, None);
    console
        .sql(&format!(
            "INSERT INTO audit SELECT number + 1, at, actor, action, target, detail, hash
             FROM audit WHERE number = {last}"
        ))
        .await;
    assert_eq!(broken(&console).await, Some(Broken::Changed { number: last + 1 }));
}

/// Whoever can write the database can write it anew as a whole; what was noted elsewhere finds that.
#[tokio::test]
async fn a_log_that_was_cut_with_its_note_does_not_fit_a_seal_of_before() {
    let (console, last) = logged().await;
    let noted = seal(&console).await;
    assert!(console.backend.verify(Some(&noted)).await.unwrap().is_whole());
    console
        .sql(&format!(
            "DELETE FROM audit WHERE number = {last};
             UPDATE keys SET value = (SELECT CAST(number AS TEXT) || ':' || hash FROM audit
                                      WHERE number = {last} - 1) WHERE name = 'audit-end'"
        ))
        .await;
    assert_eq!(broken(&console).await, None, "by itself it is whole");
    let verified = console.backend.verify(Some(&noted)).await.unwrap();
    assert_eq!(verified.log, Err(Broken::End { number: last - 1 }));
    // And it goes on, so that it is as long again, and another one.
    console.backend.sign_in("nobody@example.com", "wrong", "").await.unwrap_err();
    let verified = console.backend.verify(Some(&noted)).await.unwrap();
    assert_eq!(verified.log, Err(Broken::Rewritten { number: last }));
}

#[tokio::test]
async fn a_document_that_cannot_be_opened_is_named() {
    let console = Console::new().await;
    let caller = console.local();
    let one = caller.create_design("One", Some("guide-sample"), None).await.unwrap().id;
    let two = caller.create_design("Two", Some("guide-sample"), None).await.unwrap().id;
    caller.create_version(&two, "First", "").await.unwrap();
    caller.delete_design(&two).await.unwrap();
    assert!(console.backend.verify(None).await.unwrap().is_whole());
    console.sql(&format!("UPDATE designs SET document = '{{}}' WHERE id = '{one}'")).await;
    console.sql("UPDATE versions SET document = 'x'").await;
    let verified = console.backend.verify(None).await.unwrap();
    assert!(!verified.is_whole() && verified.unreadable.len() == 2, "{verified:?}");
    assert!(verified.unreadable[0].contains(&one) && verified.unreadable[1].contains("version 1"));
}
