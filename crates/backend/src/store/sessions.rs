//! The table of sessions: who is signed in where.

use sqlx::FromRow;

use super::Store;
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) created_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) agent: String,
}

const COLUMNS: &str = "id, user_id, created_at, seen_at, agent";

impl Store {
    pub(crate) async fn insert_session(
        &self,
        session: &SessionRow,
        token: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO sessions (id, token, user_id, created_at, seen_at, agent)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&session.id)
            .bind(token)
            .bind(&session.user_id)
            .bind(session.created_at)
            .bind(session.seen_at)
            .bind(&session.agent)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// By the hash of its secret.
    pub(crate) async fn session(&self, token: &str) -> Result<Option<SessionRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM sessions WHERE token = $1");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(token).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// A person's sessions, the last used first.
    pub(crate) async fn sessions(&self, user: &str) -> Result<Vec<SessionRow>, BackendError> {
        let query =
            format!("SELECT {COLUMNS} FROM sessions WHERE user_id = $1 ORDER BY seen_at DESC, id");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(user).fetch_all(pool).await
        });
        Ok(found?)
    }

    pub(crate) async fn saw_session(&self, id: &str, now: i64) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("UPDATE sessions SET seen_at = $1 WHERE id = $2")
                .bind(now)
                .bind(id)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Ends a session of a person; says whether there was one.
    pub(crate) async fn end_session(&self, user: &str, id: &str) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id = $2")
                .bind(user)
                .bind(id)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// Forgets sessions that nobody can use any more.
    pub(crate) async fn forget_sessions(
        &self,
        made_before: i64,
        seen_before: i64,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("DELETE FROM sessions WHERE created_at < $1 OR seen_at < $2")
                .bind(made_before)
                .bind(seen_before)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
