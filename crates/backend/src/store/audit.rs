//! The log of what was done: rows are added, and never changed.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;
use crate::audit::AuditFilter;

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(crate) struct AuditRow {
    pub(crate) number: i64,
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) target: String,
    pub(crate) detail: String,
    pub(crate) hash: String,
}

const COLUMNS: &str = "number, at, actor, action, target, detail, hash";

/// What is not asked for fits all.
const FITS: &str =
    "AND (CAST($3 AS TEXT) IS NULL OR actor = $3) AND (CAST($4 AS TEXT) IS NULL OR action = $4)";

impl Store {
    /// Adds a row behind the last one. `seal` gets the last hash and the new row, whose hash it makes.
    pub(crate) async fn append_audit(
        &self,
        mut row: AuditRow,
        seal: impl Fn(&str, &AuditRow) -> String,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing("audit").await?;
            let last: Option<(i64, String)> =
                sqlx::query_as("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
                    .fetch_optional(&mut *transaction)
                    .await?;
            let (number, before) = last.unwrap_or_default();
            row.number = number + 1;
            row.hash = seal(&before, &row);
            sqlx::query(
                "INSERT INTO audit (number, at, actor, action, target, detail, hash)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.number)
            .bind(row.at)
            .bind(&row.actor)
            .bind(&row.action)
            .bind(&row.target)
            .bind(&row.detail)
            .bind(&row.hash)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
        });
        Ok(())
    }

    /// Rows before this number that fit, the last first.
    pub(crate) async fn audit(
        &self,
        before: i64,
        most: i64,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRow>, BackendError> {
        let query = format!(
            "SELECT {COLUMNS} FROM audit WHERE number < $1 {FITS} ORDER BY number DESC LIMIT $2"
        );
        self.rows(query, before, most, filter).await
    }

    /// Rows after this number that fit, in their order.
    pub(crate) async fn audit_after(
        &self,
        after: i64,
        most: i64,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRow>, BackendError> {
        let query = format!(
            "SELECT {COLUMNS} FROM audit WHERE number > $1 {FITS} ORDER BY number LIMIT $2"
        );
        self.rows(query, after, most, filter).await
    }

    async fn rows(
        &self,
        query: String,
        number: i64,
        most: i64,
        filter: &AuditFilter,
    ) -> Result<Vec<AuditRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query))
                .bind(number)
                .bind(most)
                .bind(&filter.actor)
                .bind(&filter.action)
                .fetch_all(pool)
                .await
        });
        Ok(found?)
    }
}
