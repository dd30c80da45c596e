//! The table of who people are where they sign in.

use sqlx::FromRow;

use super::{Store, UserRow, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct IdentityRow {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) user_id: String,
    pub(crate) email: Option<String>,
    pub(crate) added_at: i64,
}

const INSERT: &str = "INSERT INTO identities (issuer, subject, user_id, email, added_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

impl Store {
    pub(crate) async fn user_of_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<UserRow>, BackendError> {
        let found: Option<(String,)> = on!(self, |pool| {
            sqlx::query_as("SELECT user_id FROM identities WHERE issuer = $1 AND subject = $2")
                .bind(issuer)
                .bind(subject)
                .fetch_optional(pool)
                .await
        })?;
        match found {
            Some((user,)) => self.user(&user).await,
            None => Ok(None),
        }
    }

    /// A person's, the oldest first.
    pub(crate) async fn identities(&self, user: &str) -> Result<Vec<IdentityRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT issuer, subject, user_id, email, added_at FROM identities
                 WHERE user_id = $1 ORDER BY added_at, issuer, subject",
            )
            .bind(user)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Says whether it was nobody's.
    pub(crate) async fn insert_identity(&self, row: &IdentityRow) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(INSERT)
                .bind(&row.issuer)
                .bind(&row.subject)
                .bind(&row.user_id)
                .bind(&row.email)
                .bind(row.added_at)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// A new person together with who they are elsewhere, or neither: an account to which nobody has a key would keep its
    /// address for ever. Says whether both were free.
    pub(crate) async fn insert_user_from(
        &self,
        user: &UserRow,
        row: &IdentityRow,
    ) -> Result<bool, BackendError> {
        let done = on!(self, |pool| {
            let mut transaction = pool.writing(&user.email).await?;
            let made = sqlx::query(
                "INSERT INTO users (id, email, name, is_admin, created_at)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            )
            .bind(&user.id)
            .bind(&user.email)
            .bind(&user.name)
            .bind(user.is_admin)
            .bind(user.created_at)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
            let written = if made == 1 {
                sqlx::query(INSERT)
                    .bind(&row.issuer)
                    .bind(&row.subject)
                    .bind(&row.user_id)
                    .bind(&row.email)
                    .bind(row.added_at)
                    .execute(&mut *transaction)
                    .await?
                    .rows_affected()
            } else {
                0
            };
            if written == 1 {
                transaction.commit().await?;
            }
            written == 1
        });
        Ok(done)
    }

    /// Takes an identity away from a person, unless they would have no way in afterwards; says whether it was done.
    pub(crate) async fn remove_identity(
        &self,
        user: &str,
        (issuer, subject): (&str, &str),
        has_password: bool,
    ) -> Result<bool, BackendError> {
        let done = on!(self, |pool| {
            let mut transaction = pool.writing(user).await?;
            let (all,): (i64,) =
                sqlx::query_as("SELECT COUNT(*) FROM identities WHERE user_id = $1")
                    .bind(user)
                    .fetch_one(&mut *transaction)
                    .await?;
            if all < 2 && !has_password {
                return Ok(false);
            }
            let written = sqlx::query(
                "DELETE FROM identities WHERE user_id = $1 AND issuer = $2 AND subject = $3",
            )
            .bind(user)
            .bind(issuer)
            .bind(subject)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
            transaction.commit().await?;
            written == 1
        });
        Ok(done)
    }
}
