//! `backup`, `restore` and `verify` as they are called.

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

/// F12: what was put back is whole, row for row, and has the seal that it had.
#[tokio::test]
async fn what_was_put_back_is_whole_and_has_the_seal_of_before() {
    let folder = tempfile::tempdir().unwrap();
    let here = Database::in_folder(&folder.path().join("data"));
    let backend = Backend::open(&here).await.unwrap();
    let word = backend.first_invitation().await.unwrap().unwrap();
    let password = "correct horse battery";
    let ada = backend.join(&word, "ada@example.com", "Ada", password, "").await.unwrap();
    let caller = backend.caller(Actor::Person(ada.person));
    for _ in 0..20 {
        let id = caller.create_design("Payments", Some("guide-ha"), None).await.unwrap().id;
        caller.create_version(&id, "First", "").await.unwrap();
    }
    backend.close().await;
    let began = std::time::Instant::now();
    let before = run(folder.path(), &["verify"]);
    assert_eq!(before.status.code(), Some(0), "{}", String::from_utf8_lossy(&before.stderr));
    assert_eq!(run(folder.path(), &["backup", "--out", "copy.gz"]).status.code(), Some(0));
    let elsewhere = ["--database", "sqlite:elsewhere/designs.sqlite"];
    let restored = run(folder.path(), &[&["restore", "copy.gz"][..], &elsewhere].concat());
    assert_eq!(restored.status.code(), Some(0), "{}", String::from_utf8_lossy(&restored.stderr));
    // The seal that was noted before the fire fits what was put back after it.
    let told = String::from_utf8(before.stdout).unwrap();
    let seal = told.lines().find_map(|line| line.strip_prefix("seal ")).unwrap().to_owned();
    let after = run(folder.path(), &[&["verify", "--seal", &seal][..], &elsewhere].concat());
    assert_eq!(after.status.code(), Some(0), "{}", String::from_utf8_lossy(&after.stderr));
    assert_eq!(String::from_utf8(after.stdout).unwrap(), told);
    assert!(told.contains("designs 20\nversions 20\n") || told.contains("designs 20\n"), "{told}");
    // A copy of this size is back in less than a minute; SECURITY.md says how long larger ones take.
    assert!(began.elapsed() < std::time::Duration::from_secs(60), "{:?}", began.elapsed());
}

/// S15 on the command line.
#[tokio::test]
async fn a_log_that_was_changed_is_told_with_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let here = Database::in_folder(&folder.path().join("data"));
    let backend = Backend::open(&here).await.unwrap();
    let caller = backend.caller(Actor::Local);
    let id = caller.create_design("Payments", Some("guide-ha"), None).await.unwrap().id;
    for name in ["One", "Two"] {
        caller.create_version(&id, name, "").await.unwrap();
    }
    backend.close().await;
    assert_eq!(run(folder.path(), &["verify"]).status.code(), Some(0));
    let noted = format!("1:{}", "0".repeat(64));
    let other = run(folder.path(), &["verify", "--seal", &noted]);
    let said = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(other.status.code() == Some(1) && said.contains("row 1"), "{said}");
    let wrong = run(folder.path(), &["verify", "--seal", "soon"]);
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(wrong.status.code() == Some(2) && said.contains("a seal is a number"), "{said}");
    let nowhere = run(folder.path(), &["verify", "--database", "sqlite:/proc/none/x.sqlite"]);
    assert_eq!(nowhere.status.code(), Some(2));
}
