//! The table of tokens: programs that work for a person.

use sqlx::FromRow;

use super::Store;
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct TokenRow {
    pub(crate) id: String,
    pub(crate) user_id: String,
    pub(crate) name: String,
    pub(crate) scopes: String,
    pub(crate) created_at: i64,
    pub(crate) seen_at: Option<i64>,
    pub(crate) ends_at: i64,
}

const COLUMNS: &str = "id, user_id, name, scopes, created_at, seen_at, ends_at";

impl Store {
    pub(crate) async fn insert_token(
        &self,
        row: &TokenRow,
        token: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO tokens (id, token, user_id, name, scopes, created_at, ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(&row.id)
            .bind(token)
            .bind(&row.user_id)
            .bind(&row.name)
            .bind(&row.scopes)
            .bind(row.created_at)
            .bind(row.ends_at)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// By the hash of its secret.
    pub(crate) async fn token(&self, token: &str) -> Result<Option<TokenRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM tokens WHERE token = $1");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(token).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// A person's tokens, the newest first.
    pub(crate) async fn tokens(&self, user: &str) -> Result<Vec<TokenRow>, BackendError> {
        let query =
            format!("SELECT {COLUMNS} FROM tokens WHERE user_id = $1 ORDER BY created_at DESC, id");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(user).fetch_all(pool).await
        });
        Ok(found?)
    }

    pub(crate) async fn saw_token(&self, id: &str, now: i64) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("UPDATE tokens SET seen_at = $1 WHERE id = $2")
                .bind(now)
                .bind(id)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Takes a token of a person away; says whether there was one.
    pub(crate) async fn remove_token(&self, user: &str, id: &str) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query("DELETE FROM tokens WHERE user_id = $1 AND id = $2")
                .bind(user)
                .bind(id)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }
}
