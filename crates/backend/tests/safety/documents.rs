//! F8: a database of every version of this program is opened with all that is in it, and one of a newer program is not.

use backend::{Actor, Backend, Database};
use sqlx::migrate::Migrator;
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use topology::document;

use crate::support::Console;

fn migrations(database: &Database) -> Migrator {
    match database {
        Database::Sqlite(_) => sqlx::migrate!("migrations/sqlite"),
        Database::Postgres(_) => sqlx::migrate!("migrations/postgres"),
    }
}

/// What the program of a version kept: rows as it wrote them.
const ROWS: [(i64, &str); 5] = [
    (
        1,
        "INSERT INTO designs (id, name, environment, product_version, nodes, links, errors, warnings, document,
                              revision, created_at, saved_at)
         VALUES ('d1', 'Guide sample', 'development', '3.1.0', 6, 9, 0, 0, '{document}', 7, 1, 2)",
    ),
    (
        2,
        "INSERT INTO users (id, email, name, is_admin, created_at)
         VALUES ('u1', 'ada@example.com', 'Ada', 1, 1);
         INSERT INTO members (workspace_id, user_id, role) VALUES ('main', 'u1', 'owner')",
    ),
    (
        3,
        "INSERT INTO versions (design_id, number, name, message, author, author_name, created_at, revision,
                               document, bundle)
         VALUES ('d1', 1, 'First', 'As it was', 'u1', 'Ada', 3, 7, '{document}', 'b')",
    ),
    (
        4,
        "INSERT INTO shares (id, token, design_id, role, bundle, created_by, created_at, ends_at, opens)
         VALUES ('s1', 'none', 'd1', 'viewer', 0, 'u1', 4, 5, 0)",
    ),
    (
        5,
        "INSERT INTO threads (id, design_id, topic, created_at)
         VALUES ('t1', 'd1', '{\"about\":\"thing\",\"target\":{\"kind\":\"design\"}}', 6)",
    ),
];

/// A database as a program left it whose last migration was this one.
async fn left_by(database: &Database, version: i64) {
    let migrations = migrations(database);
    let text = include_str!("../../../topology/tests/documents/first.design.json");
    let rows: Vec<String> = ROWS
        .iter()
        .filter(|(of, _)| *of <= version)
        .map(|(_, rows)| rows.replace("{document}", &text.replace('\'', "''")))
        .collect();
    let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(rows.join(";\n")));
    match database {
        Database::Sqlite(file) => {
            let url = format!("sqlite:{}?mode=rwc", file.display());
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            migrations.run_to(version, &mut connection).await.unwrap();
            rows.execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        Database::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            migrations.run_to(version, &mut connection).await.unwrap();
            rows.execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_database_of_every_earlier_version_opens_with_all_that_is_in_it() {
    let console = Console::new().await;
    let known: Vec<i64> = migrations(&console.database).iter().map(|one| one.version).collect();
    assert!(known.len() >= ROWS.len(), "{known:?}");
    for version in known {
        let folder = tempfile::tempdir().unwrap();
        let database = match backend::testing::database().await.unwrap() {
            Some(database) => database,
            None => Database::in_folder(folder.path()),
        };
        left_by(&database, version).await;
        let backend = Backend::open(&database).await.unwrap();
        let caller = backend.caller(Actor::Local);
        let (design, revision) = caller.load("d1").await.unwrap();
        assert_eq!((design.name(), revision, design.nodes().len()), ("Guide sample", 7, 6));
        let verified = backend.verify(None).await.unwrap();
        assert!(verified.is_whole(), "{version}: {verified:?}");
        assert_eq!(verified.rows["designs"], 1, "{version}");
        if version >= 3 {
            assert_eq!(caller.versions("d1").await.unwrap()[0].message, "As it was");
        }
        if version >= 5 {
            assert_eq!(caller.threads("d1").await.unwrap().len(), 1);
        }
        // And work goes on in it.
        let renamed = caller.rename_design("d1", "Renamed").await.unwrap();
        assert_eq!(renamed.revision, 8);
        backend.close().await;
    }
}

#[tokio::test]
async fn a_log_of_before_its_end_was_kept_has_one_afterwards() {
    let console = Console::new().await;
    console.ada().await;
    let mut copy = Vec::new();
    console.backend.copy_to(&mut copy).await.unwrap();
    // As a program of before wrote it.
    console
        .sql("DELETE FROM keys WHERE name = 'audit-end'; DELETE FROM _sqlx_migrations WHERE version = 10")
        .await;
    console.backend.close().await;
    let backend = Backend::open(&console.database).await.unwrap();
    assert_eq!(backend.verify_audit().await.unwrap(), None);
    backend.close().await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_as_it_is() {
    let console = Console::new().await;
    let id = console.local().create_design("Payments", None, None).await.unwrap().id;
    console
        .sql(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 9999, 'newer', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
    console.backend.close().await;
    let refused = Backend::open(&console.database).await.unwrap_err();
    assert!(refused.to_string().contains("newer"), "{refused}");
    console.sql("DELETE FROM _sqlx_migrations WHERE version = 9999").await;
    let backend = Backend::open(&console.database).await.unwrap();
    assert_eq!(backend.caller(Actor::Local).load(&id).await.unwrap().1, 1);
    backend.close().await;
}

/// A migration that was given away is never changed: where it has run it would be refused.
#[test]
fn what_was_migrated_once_is_migrated_alike_for_ever() {
    for (database, kept) in [
        (Database::Sqlite("x".into()), include_str!("migrations-sqlite.txt")),
        (Database::Postgres("x".into()), include_str!("migrations-postgres.txt")),
    ] {
        let migrations = migrations(&database);
        let lines = migrations.iter().map(|one| {
            let hash: String = one.checksum.iter().take(16).map(|b| format!("{b:02x}")).collect();
            format!("{} {hash}", one.version)
        });
        let there: Vec<String> = lines.collect();
        assert_eq!(there, kept.lines().collect::<Vec<_>>(), "a new migration is noted, too");
    }
    let first = include_str!("../../../topology/tests/documents/first.design.json");
    assert!(document::parse(first).is_ok());
}
