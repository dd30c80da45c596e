//! Rows in a database. Only this module speaks SQL.

mod designs;

pub(crate) use designs::{DesignRow, NewDesign, Write};

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::BackendError;

#[derive(Debug, Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
}

impl Store {
    pub(crate) async fn open(file: &Path) -> Result<Self, BackendError> {
        let wrong =
            |message: String| BackendError::Database { path: file.display().to_string(), message };
        if let Some(folder) = file.parent() {
            tokio::fs::create_dir_all(folder).await.map_err(|error| wrong(error.to_string()))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            // Readers never wait for a writer, and what was committed survives a crash of the program.
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await;
        Self::prepared(pool.map_err(|error| wrong(error.to_string()))?).await
    }

    pub(crate) async fn in_memory() -> Result<Self, BackendError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        // Each connection to memory is a database of its own, so there is one, and it never ends.
        let pool =
            SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        Self::prepared(pool.connect_with(options).await?).await
    }

    async fn prepared(pool: SqlitePool) -> Result<Self, BackendError> {
        let migrated = sqlx::migrate!("migrations/sqlite").run(&pool).await;
        migrated.map_err(|error| BackendError::Storage(error.into()))?;
        Ok(Self { pool })
    }

    pub(crate) async fn check(&self) -> Result<(), BackendError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}
