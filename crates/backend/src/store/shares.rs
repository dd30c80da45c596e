//! The tables of shares and of who has opened one.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct ShareRow {
    pub(crate) id: String,
    pub(crate) design_id: String,
    pub(crate) version: Option<i64>,
    pub(crate) role: String,
    pub(crate) bundle: i64,
    pub(crate) passphrase: Option<String>,
    pub(crate) created_by: String,
    pub(crate) created_at: i64,
    pub(crate) ends_at: i64,
    pub(crate) most_opens: Option<i64>,
    pub(crate) opens: i64,
    pub(crate) revoked_at: Option<i64>,
}

const COLUMNS: &str = "id, design_id, version, role, bundle, passphrase, created_by, created_at, ends_at, most_opens, opens, revoked_at";

impl Store {
    pub(crate) async fn insert_share(
        &self,
        row: &ShareRow,
        token: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO shares (id, token, design_id, version, role, bundle, passphrase, created_by,
                                     created_at, ends_at, most_opens, opens)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
            )
            .bind(&row.id)
            .bind(token)
            .bind(&row.design_id)
            .bind(row.version)
            .bind(&row.role)
            .bind(row.bundle)
            .bind(&row.passphrase)
            .bind(&row.created_by)
            .bind(row.created_at)
            .bind(row.ends_at)
            .bind(row.most_opens)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// By its id and the hash of its word.
    pub(crate) async fn share(
        &self,
        id: &str,
        token: &str,
    ) -> Result<Option<ShareRow>, BackendError> {
        let query = format!("SELECT {COLUMNS} FROM shares WHERE id = $1 AND token = $2");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query))
                .bind(id)
                .bind(token)
                .fetch_optional(pool)
                .await
        });
        Ok(found?)
    }

    /// A design's shares, the last first.
    pub(crate) async fn shares(&self, design: &str) -> Result<Vec<ShareRow>, BackendError> {
        let query = format!(
            "SELECT {COLUMNS} FROM shares WHERE design_id = $1 ORDER BY created_at DESC, id"
        );
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(design).fetch_all(pool).await
        });
        Ok(found?)
    }

    /// Counts an opening and lets the guest in; false when the share cannot be opened any more. However many try at once, no
    /// more are let in than may be.
    pub(crate) async fn open_share(
        &self,
        id: &str,
        guest: &str,
        now: i64,
        ends_at: i64,
    ) -> Result<bool, BackendError> {
        let opened = on!(self, |pool| {
            let mut transaction = pool.writing(id).await?;
            let counted = sqlx::query(
                "UPDATE shares SET opens = opens + 1
                 WHERE id = $1 AND revoked_at IS NULL AND ends_at > $2
                 AND (most_opens IS NULL OR opens < most_opens)",
            )
            .bind(id)
            .bind(now)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
            if counted != 1 {
                return Ok(false);
            }
            sqlx::query("DELETE FROM guests WHERE ends_at <= $1")
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("INSERT INTO guests (token, share_id, ends_at) VALUES ($1, $2, $3)")
                .bind(guest)
                .bind(id)
                .bind(ends_at)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            true
        });
        Ok(opened)
    }

    /// The share that a guest came in by, while both count.
    pub(crate) async fn share_of_guest(
        &self,
        guest: &str,
        now: i64,
    ) -> Result<Option<ShareRow>, BackendError> {
        let columns = COLUMNS
            .replace("id, design_id", "shares.id, design_id")
            .replace("ends_at", "shares.ends_at");
        let query = format!(
            "SELECT {columns} FROM guests JOIN shares ON shares.id = guests.share_id
             WHERE guests.token = $1 AND guests.ends_at > $2 AND shares.ends_at > $2
             AND shares.revoked_at IS NULL"
        );
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query))
                .bind(guest)
                .bind(now)
                .fetch_optional(pool)
                .await
        });
        Ok(found?)
    }

    /// Takes a share of a design back, or with no id all of them; how many were open.
    pub(crate) async fn revoke_shares(
        &self,
        design: &str,
        id: Option<&str>,
        now: i64,
    ) -> Result<u64, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(
                "UPDATE shares SET revoked_at = $1 WHERE design_id = $2 AND revoked_at IS NULL
                 AND (CAST($3 AS TEXT) IS NULL OR id = $3)",
            )
            .bind(now)
            .bind(design)
            .bind(id)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        });
        Ok(written?)
    }
}
