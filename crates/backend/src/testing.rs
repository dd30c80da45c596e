//! A database for a test.

use sqlx::{Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

use crate::{Backend, BackendError, Database};

/// Names a server of PostgreSQL on which tests make databases, such as `postgres://me@127.0.0.1:5433`. Without it they have
/// one of SQLite in memory.
const SERVER: &str = "TOPOLOGY_DESIGNER_TEST_POSTGRES";

/// A back end over a new and empty database.
///
/// # Errors
/// When it cannot be made.
pub async fn backend() -> Result<Backend, BackendError> {
    match database().await? {
        Some(database) => Backend::open(&database).await,
        None => Backend::in_memory().await,
    }
}

/// A new database on the server of PostgreSQL that tests are told of.
///
/// # Errors
/// When it cannot be made.
pub async fn database() -> Result<Option<Database>, BackendError> {
    let Ok(server) = std::env::var(SERVER) else { return Ok(None) };
    let name = format!("test_{}", Uuid::now_v7().simple());
    let mut connection = PgConnection::connect(&format!("{server}/postgres")).await?;
    let query = format!("CREATE DATABASE {name}");
    connection.execute(sqlx::query(sqlx::AssertSqlSafe(query))).await?;
    connection.close().await?;
    Ok(Some(Database::Postgres(format!("{server}/{name}"))))
}
