//! The table of people.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct UserRow {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) password: Option<String>,
    pub(crate) is_admin: i64,
    pub(crate) created_at: i64,
    pub(crate) disabled_at: Option<i64>,
}

const COLUMNS: &str = "id, email, name, password, is_admin, created_at, disabled_at";

/// How many others administer the console and can sign in.
const OTHERS: &str =
    "SELECT COUNT(*) FROM users WHERE is_admin = 1 AND disabled_at IS NULL AND id <> $1";

impl Store {
    pub(crate) async fn has_users(&self) -> Result<bool, BackendError> {
        let found: Option<(i64,)> = on!(self, |pool| {
            sqlx::query_as("SELECT created_at FROM users LIMIT 1").fetch_optional(pool).await
        })?;
        Ok(found.is_some())
    }

    /// Everyone, by name.
    pub(crate) async fn users(&self) -> Result<Vec<UserRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM users ORDER BY name, id");
        let found =
            on!(self, |pool| { sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(pool).await });
        Ok(found?)
    }

    pub(crate) async fn user(&self, id: &str) -> Result<Option<UserRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM users WHERE id = $1");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// By an address in lower case.
    pub(crate) async fn user_of(&self, email: &str) -> Result<Option<UserRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM users WHERE email = $1");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(email).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// Says whether the address was free.
    pub(crate) async fn insert_user(&self, user: &UserRow) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(
                "INSERT INTO users (id, email, name, password, is_admin, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            )
            .bind(&user.id)
            .bind(&user.email)
            .bind(&user.name)
            .bind(&user.password)
            .bind(user.is_admin)
            .bind(user.created_at)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// Gives a person another password, and ends all sessions but one.
    pub(crate) async fn set_password(
        &self,
        user: &str,
        password: &str,
        but: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing(user).await?;
            sqlx::query("UPDATE users SET password = $1 WHERE id = $2")
                .bind(password)
                .bind(user)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2")
                .bind(user)
                .bind(but)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        });
        Ok(())
    }

    pub(crate) async fn rename_user(&self, user: &str, name: &str) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("UPDATE users SET name = $1 WHERE id = $2")
                .bind(name)
                .bind(user)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Says whether a person administers the console, and nothing of whether they may sign in. What would leave nobody who
    /// does is not done, and `false`.
    pub(crate) async fn set_admin(&self, user: &str, is_admin: bool) -> Result<bool, BackendError> {
        let done = on!(self, |pool| {
            let mut transaction = pool.writing("users").await?;
            let (others,): (i64,) =
                sqlx::query_as(OTHERS).bind(user).fetch_one(&mut *transaction).await?;
            if others == 0 && !is_admin {
                return Ok(false);
            }
            sqlx::query("UPDATE users SET is_admin = $1 WHERE id = $2")
                .bind(i64::from(is_admin))
                .bind(user)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            true
        });
        Ok(done)
    }

    /// Says who administers the console and who may not sign in. There is always somebody who administers it and can sign in:
    /// what would end that is not done, and `false`.
    pub(crate) async fn set_user(
        &self,
        user: &str,
        is_admin: bool,
        disabled_at: Option<i64>,
    ) -> Result<bool, BackendError> {
        let done = on!(self, |pool| {
            // About all people: two administrators could take each other's place away.
            let mut transaction = pool.writing("users").await?;
            let (others,): (i64,) =
                sqlx::query_as(OTHERS).bind(user).fetch_one(&mut *transaction).await?;
            if others == 0 && (!is_admin || disabled_at.is_some()) {
                return Ok(false);
            }
            let written =
                sqlx::query("UPDATE users SET is_admin = $1, disabled_at = $2 WHERE id = $3")
                    .bind(i64::from(is_admin))
                    .bind(disabled_at)
                    .bind(user)
                    .execute(&mut *transaction)
                    .await?
                    .rows_affected();
            if disabled_at.is_some() {
                for ended in [
                    "DELETE FROM sessions WHERE user_id = $1",
                    "DELETE FROM invitations WHERE invited_by = $1",
                ] {
                    sqlx::query(ended).bind(user).execute(&mut *transaction).await?;
                }
            }
            transaction.commit().await?;
            written == 1
        });
        Ok(done)
    }
}
