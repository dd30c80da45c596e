//! What the database says of itself and of all that is in it.

use sqlx::FromRow;

use super::{NAME, Pool, Store};
use crate::BackendError;

/// How much there is of everything.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct CountsRow {
    pub(crate) workspaces: i64,
    pub(crate) people: i64,
    pub(crate) designs: i64,
    /// Designs that can be restored.
    pub(crate) deleted: i64,
    pub(crate) versions: i64,
}

/// A workspace as those see it who have no part in it.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct OverviewRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) members: i64,
    pub(crate) designs: i64,
}

impl Store {
    /// Which database it is, with its version, and how many bytes it has.
    pub(crate) async fn kind(&self) -> Result<(String, i64), BackendError> {
        let (name, query) = match &self.pool {
            Pool::Sqlite(_) => (
                "SQLite",
                "SELECT sqlite_version(), page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            ),
            Pool::Postgres(_) => (
                "PostgreSQL",
                "SELECT current_setting('server_version'), pg_database_size(current_database())",
            ),
        };
        let (version, bytes): (String, i64) =
            on!(self, |pool| sqlx::query_as(query).fetch_one(pool).await)?;
        Ok((format!("{name} {version}"), bytes))
    }

    /// The last change of its tables that was made.
    pub(crate) async fn schema(&self) -> Result<i64, BackendError> {
        let (version,): (Option<i64>,) = on!(self, |pool| {
            sqlx::query_as("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(pool).await
        })?;
        Ok(version.unwrap_or_default())
    }

    pub(crate) async fn counts(&self) -> Result<CountsRow, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT (SELECT COUNT(*) FROM workspaces) AS workspaces, (SELECT COUNT(*) FROM users) AS people,
                        (SELECT COUNT(*) FROM designs WHERE deleted_at IS NULL) AS designs,
                        (SELECT COUNT(*) FROM designs WHERE deleted_at IS NOT NULL) AS deleted,
                        (SELECT COUNT(*) FROM versions) AS versions",
            )
            .fetch_one(pool)
            .await
        });
        Ok(found?)
    }

    /// How many programs of ours are connected: with SQLite there is one, and it asks.
    pub(crate) async fn servers(&self) -> Result<i64, BackendError> {
        let Pool::Postgres(pool) = &self.pool else { return Ok(1) };
        let (count,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM (SELECT DISTINCT client_addr, application_name FROM pg_stat_activity
             WHERE datname = current_database() AND application_name LIKE $1) AS servers",
        )
        .bind(format!("{NAME} %"))
        .fetch_one(pool)
        .await?;
        Ok(count)
    }

    /// When something of this kind was done last.
    pub(crate) async fn last_done(&self, action: &str) -> Result<Option<i64>, BackendError> {
        let (at,): (Option<i64>,) = on!(self, |pool| {
            sqlx::query_as("SELECT MAX(at) FROM audit WHERE action = $1")
                .bind(action)
                .fetch_one(pool)
                .await
        })?;
        Ok(at)
    }

    /// Every workspace, by name.
    pub(crate) async fn overview(&self) -> Result<Vec<OverviewRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT id, name,
                        (SELECT COUNT(*) FROM members WHERE members.workspace_id = workspaces.id) AS members,
                        (SELECT COUNT(*) FROM designs WHERE designs.workspace_id = workspaces.id AND deleted_at IS NULL) AS designs
                 FROM workspaces ORDER BY name, id",
            )
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// The owners of all workspaces: which workspace, and what they are called.
    pub(crate) async fn owners(&self) -> Result<Vec<(String, String)>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT members.workspace_id, users.name FROM members
                 JOIN users ON users.id = members.user_id
                 WHERE members.role = 'owner' ORDER BY users.name, users.id",
            )
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }
}
