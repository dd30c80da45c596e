//! `backup` and `restore` as they are called.

use std::path::Path;
use std::process::{Command, Output};

use backend::{Actor, Backend, Database};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_topology-designer"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[tokio::test]
async fn what_was_kept_is_kept_elsewhere_then() {
    let folder = tempfile::tempdir().unwrap();
    let here = Database::in_folder(&folder.path().join("data"));
    let backend = Backend::open(&here).await.unwrap();
    let caller = backend.caller(Actor::Local);
    let id = caller.create_design("Payments", Some("guide-ha"), None).await.unwrap().id;
    let (was, _) = caller.load(&id).await.unwrap();
    // The console need not be stopped for it.
    let made = run(folder.path(), &["backup", "--out", "copy.gz"]);
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    // It is known then when the last copy was made.
    let known = caller.system().await.unwrap();
    assert!(known.backed_up_at.is_some(), "{known:?}");
    backend.close().await;
    let elsewhere = "sqlite:elsewhere/designs.sqlite";
    let put = run(folder.path(), &["restore", "copy.gz", "--database", elsewhere]);
    assert_eq!(put.status.code(), Some(0), "{}", String::from_utf8_lossy(&put.stderr));
    assert_eq!(put.stdout, made.stdout, "the same rows and the same checksum");
    let there = Database::Sqlite(folder.path().join("elsewhere/designs.sqlite"));
    let backend = Backend::open(&there).await.unwrap();
    assert!(backend.caller(Actor::Local).load(&id).await.unwrap().0 == was);
    backend.close().await;
    // Where somebody has worked nothing is put in, and what is no copy is named.
    let again = run(folder.path(), &["restore", "copy.gz", "--database", elsewhere]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(again.status.code() == Some(2) && said.contains("already"), "{said}");
    std::fs::write(folder.path().join("none.gz"), "no copy").unwrap();
    let none = run(folder.path(), &["restore", "none.gz", "--database", "sqlite:new.sqlite"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(none.status.code() == Some(2) && said.contains("none.gz"), "{said}");
    // A copy that cannot be written leaves nothing behind.
    let lost = run(folder.path(), &["backup", "--out", "nowhere/copy.gz"]);
    assert_eq!(lost.status.code(), Some(2));
}
