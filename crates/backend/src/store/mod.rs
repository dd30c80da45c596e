//! Rows in a database. Only this module speaks SQL, and the same words to SQLite and to PostgreSQL: texts, whole numbers and
//! bytes alone, parameters as `$1`.

/// Does the same with the pool of whichever database it is.
macro_rules! on {
    ($store:expr, |$pool:ident| $body:expr) => {
        match &$store.pool {
            $crate::store::Pool::Sqlite($pool) => $body,
            $crate::store::Pool::Postgres($pool) => $body,
        }
    };
}

mod audit;
mod comments;
mod copies;
mod designs;
mod grants;
mod identities;
mod keys;
mod people;
mod reviews;
mod sessions;
mod shares;
mod system;
mod tokens;
mod trips;
mod versions;
mod workspaces;

pub(crate) use audit::AuditRow;
pub(crate) use comments::{CommentRow, ThreadRow};
pub(crate) use copies::{CopiedRow, Piece};
pub(crate) use designs::{DesignRow, NewDesign, Whose, Write};
pub(crate) use grants::{KnownRow, OpenerRow};
pub(crate) use identities::IdentityRow;
pub(crate) use people::UserRow;
pub(crate) use reviews::{ReviewRow, VerdictRow};
pub(crate) use sessions::SessionRow;
pub(crate) use shares::ShareRow;
pub(crate) use system::OverviewRow;
pub(crate) use tokens::TokenRow;
pub(crate) use trips::TripRow;
pub(crate) use versions::VersionRow;
pub(crate) use workspaces::{InvitationRow, MemberRow, Membership, WorkspaceRow};

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Postgres, Sqlite, Transaction};

use crate::{BackendError, Database};

/// How long a request waits for a connection, or for another writer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections of one server to PostgreSQL.
const CONNECTIONS: u32 = 16;

/// What PostgreSQL calls our programs, before their numbers.
const NAME: &str = "topology-designer";

#[derive(Debug, Clone)]
pub(crate) struct Store {
    pool: Pool,
}

#[derive(Debug, Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Store {
    pub(crate) async fn open(database: &Database) -> Result<Self, BackendError> {
        let wrong = |error: &dyn std::fmt::Display| BackendError::Database {
            path: database.to_string(),
            message: error.to_string(),
        };
        let pool = match database {
            Database::Sqlite(file) => {
                if let Some(folder) = file.parent() {
                    let made = tokio::fs::create_dir_all(folder).await;
                    made.map_err(|error| wrong(&error))?;
                }
                Pool::Sqlite(in_file(file).await.map_err(|error| wrong(&error))?)
            }
            Database::Postgres(url) => {
                Pool::Postgres(at_url(url).await.map_err(|error| wrong(&error))?)
            }
        };
        match Self::prepared(pool).await {
            Err(MigrateError::VersionMissing(version)) => Err(wrong(&format!(
                "a newer program has changed it (migration {version}); start that one, or put a copy of before into a new database"
            ))),
            prepared => prepared.map_err(|error| BackendError::Storage(error.into())),
        }
    }

    pub(crate) async fn in_memory() -> Result<Self, BackendError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        // Each connection to memory is a database of its own, so there is one, and it never ends.
        let pool =
            SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let prepared = Self::prepared(Pool::Sqlite(pool.connect_with(options).await?)).await;
        prepared.map_err(|error| BackendError::Storage(error.into()))
    }

    async fn prepared(pool: Pool) -> Result<Self, MigrateError> {
        match &pool {
            Pool::Sqlite(pool) => sqlx::migrate!("migrations/sqlite").run(pool).await,
            // Of several servers that start at once, one migrates and the others wait for it.
            Pool::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await,
        }?;
        Ok(Self { pool })
    }

    pub(crate) async fn check(&self) -> Result<(), BackendError> {
        on!(self, |pool| sqlx::query("SELECT 1").execute(pool).await.map(drop))?;
        Ok(())
    }

    /// The pool, where it is one of PostgreSQL.
    pub(crate) fn postgres(&self) -> Option<PgPool> {
        match &self.pool {
            Pool::Sqlite(_) => None,
            Pool::Postgres(pool) => Some(pool.clone()),
        }
    }

    pub(crate) fn connections(&self) -> (u32, u32) {
        on!(self, |pool| (pool.size(), u32::try_from(pool.num_idle()).unwrap_or(u32::MAX)))
    }

    pub(crate) async fn close(&self) {
        on!(self, |pool| pool.close().await);
    }
}

async fn in_file(file: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true)
        // Readers never wait for a writer, and what was committed survives a crash of the program.
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(PATIENCE);
    SqlitePoolOptions::new().max_connections(4).connect_with(options).await
}

async fn at_url(url: &str) -> Result<PgPool, sqlx::Error> {
    let options: PgConnectOptions = url.parse()?;
    // Each program has a name of its own there, so that they are counted.
    let options = options.application_name(&format!("{NAME} {}", std::process::id()));
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
    pool.connect_with(options).await
}

/// Begins what reads and then writes.
trait Writing {
    type Of: sqlx::Database;

    /// Nobody else who writes about the same thing comes in between.
    async fn writing(&self, about: &str) -> Result<Transaction<'static, Self::Of>, sqlx::Error>;

    /// Begins what reads several things as they are at one moment.
    async fn reading(&self) -> Result<Transaction<'static, Self::Of>, sqlx::Error>;
}

impl Writing for SqlitePool {
    type Of = Sqlite;

    async fn writing(&self, _: &str) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        // One that begins as a reader cannot become a writer while another is one.
        self.begin_with("BEGIN IMMEDIATE").await
    }

    async fn reading(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        // In the log of writes a reader sees what was there at its first look.
        self.begin().await
    }
}

impl Writing for PgPool {
    type Of = Postgres;

    async fn writing(&self, about: &str) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let lock = sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))");
        lock.bind(about).execute(&mut *transaction).await?;
        Ok(transaction)
    }

    async fn reading(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        self.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }
}
