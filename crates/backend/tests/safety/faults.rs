//! F3 and F5: a database that does not do its work, and what the comparison of revisions is for.

use std::fs::File;
use std::os::unix::fs::FileExt as _;

use backend::{Actor, Backend, BackendError, Caller, Database};
use topology::{Change, Design, NodeId, Point, document};

use crate::support::Console;

async fn started(console: &Console) -> (Caller, String) {
    let caller = console.local();
    let made = caller.create_design("Payments", Some("guide-sample"), None).await.unwrap();
    (caller, made.id)
}

fn moved(design: &Design, node: &str, x: i32) -> Change {
    let node: NodeId = node.parse().unwrap();
    Change::move_nodes(design, [(node, Point { x, y: 8 })])
}

fn place(design: &Design, node: &str) -> i32 {
    design.position(&node.parse().unwrap()).x
}

/// A file of SQLite says in its head which programs may write it; a number that none knows makes it one to be read.
/// Source: `SQLite` file format, section 1.3.3.
#[tokio::test]
async fn a_database_that_can_only_be_read_is_read_and_no_save_is_said_to_have_happened() {
    let console = Console::new().await;
    let Database::Sqlite(file) = &console.database else { return };
    let (_, id) = started(&console).await;
    console.backend.close().await;
    let head = File::options().read(true).write(true).open(file).unwrap();
    let mut usual = [0];
    head.read_exact_at(&mut usual, 18).unwrap();
    head.write_all_at(&[3], 18).unwrap();

    let backend = Backend::open(&console.database).await.unwrap();
    let caller = backend.caller(Actor::Local);
    let (design, revision) = caller.load(&id).await.unwrap();
    let refused = caller.save_change(&id, revision, moved(&design, "gw1", 777)).await.unwrap_err();
    assert!(matches!(refused, BackendError::Storage(_)), "{refused:?}");
    assert!(refused.to_string().contains("Nothing was changed"), "{refused}");
    assert!(caller.create_design("New", None, None).await.is_err());
    assert_eq!(caller.load(&id).await.unwrap(), (design.clone(), revision));
    backend.close().await;

    // As soon as it can be written again, work goes on.
    head.write_all_at(&usual, 18).unwrap();
    let backend = Backend::open(&console.database).await.unwrap();
    let caller = backend.caller(Actor::Local);
    let saved = caller.save_change(&id, revision, moved(&design, "gw1", 777)).await.unwrap();
    assert_eq!(saved.revision, revision + 1);
    assert_eq!(place(&caller.load(&id).await.unwrap().0, "gw1"), 777);
    backend.close().await;
}

/// A write that fails in the middle of several leaves none of them.
#[tokio::test]
async fn what_is_written_together_is_written_whole_or_not_at_all() {
    let console = Console::new().await;
    let Database::Sqlite(_) = &console.database else { return };
    let (caller, id) = started(&console).await;
    let (made, word) = caller.share(&id, backend::NewShare::default()).await.unwrap();
    console
        .sql(
            "CREATE TRIGGER broken BEFORE INSERT ON guests
             BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END",
        )
        .await;
    let refused = console.backend.open_share(&made.id, &word, "").await.unwrap_err();
    assert!(matches!(refused, BackendError::Storage(_)), "{refused:?}");
    assert_eq!(caller.shares(&id).await.unwrap()[0].opens, 0, "it was not counted either");
    console.sql("DROP TRIGGER broken").await;
    assert!(console.backend.open_share(&made.id, &word, "").await.is_ok());
    assert_eq!(caller.shares(&id).await.unwrap()[0].opens, 1);
}

/// What two people did is there: neither has to have seen what the other did.
fn nothing_is_lost(design: &Design) -> bool {
    place(design, "gw1") == 1_111 && place(design, "km1") == 2_222
}

/// Somebody saves what they made from a revision; who is told of a conflict puts their work on top, as the page does.
async fn save_as_the_page_does(caller: &Caller, id: &str, base: i64, change: Change) {
    let refused = match caller.save_change(id, base, change.clone()).await {
        Ok(_) => return,
        Err(refused) => refused,
    };
    assert!(matches!(refused, BackendError::Conflict { .. }), "{refused:?}");
    let (design, revision) = caller.load(id).await.unwrap();
    let rebased = change.rebased(&design);
    assert!(rebased.clashes.is_empty());
    caller.save_change(id, revision, rebased.change).await.unwrap();
}

#[tokio::test]
async fn two_who_save_from_one_revision_lose_nothing() {
    let console = Console::new().await;
    let (caller, id) = started(&console).await;
    let (design, base) = caller.load(&id).await.unwrap();
    let (one, other) = (moved(&design, "gw1", 1_111), moved(&design, "km1", 2_222));
    tokio::join!(
        save_as_the_page_does(&caller, &id, base, one),
        save_as_the_page_does(&caller, &id, base, other),
    );
    let (design, revision) = caller.load(&id).await.unwrap();
    assert!(nothing_is_lost(&design) && revision == base + 2);
}

/// The same with a write that does not compare revisions: the test above would fail, and so it is one.
#[tokio::test]
async fn without_the_comparison_of_revisions_work_is_lost() {
    let console = Console::new().await;
    let (caller, id) = started(&console).await;
    let (design, _) = caller.load(&id).await.unwrap();
    for (node, x) in [("gw1", 1_111), ("km1", 2_222)] {
        let mut made = design.clone();
        moved(&design, node, x).apply(&mut made).unwrap();
        let text = document::write(&made).replace('\'', "''");
        console
            .sql(&format!(
                "UPDATE designs SET document = '{text}', revision = revision + 1 WHERE id = '{id}'"
            ))
            .await;
    }
    let (design, _) = caller.load(&id).await.unwrap();
    assert!(!nothing_is_lost(&design) && place(&design, "km1") == 2_222);
}

/// An answer that did not arrive: the same change is sent once more, and is not done twice.
#[tokio::test]
async fn a_save_that_is_sent_twice_is_done_once() {
    let console = Console::new().await;
    let (caller, id) = started(&console).await;
    let (design, base) = caller.load(&id).await.unwrap();
    let change = moved(&design, "gw1", 1_111);
    caller.save_change(&id, base, change.clone()).await.unwrap();
    let again = caller.save_change(&id, base, change.clone()).await.unwrap_err();
    assert!(
        matches!(again, BackendError::Conflict { revision } if revision == base + 1),
        "{again:?}"
    );
    let (theirs, revision) = caller.load(&id).await.unwrap();
    let rebased = change.rebased(&theirs);
    assert!(rebased.clashes.is_empty() && rebased.change.is_empty(), "it is there already");
    assert_eq!(revision, base + 1);
}
