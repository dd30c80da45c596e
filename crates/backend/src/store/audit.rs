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
/// Under which name number and hash of the last row are kept.
const END: &str = "audit-end";

/// Rows that are read at once.
const PIECE: i64 = 1_000;

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
            sqlx::query(
                "INSERT INTO keys (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )
            .bind(END)
            .bind(format!("{}:{}", row.number, row.hash))
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

    /// Gives every row away in their order, as all of them were at one moment; what is written down as their end.
    pub(crate) async fn each_audit_row(
        &self,
        mut take: impl FnMut(AuditRow) + Send,
    ) -> Result<Option<String>, BackendError> {
        let query =
            format!("SELECT {COLUMNS} FROM audit WHERE number > $1 ORDER BY number LIMIT $2");
        let end: Option<(String,)> = on!(self, |pool| {
            let mut transaction = pool.reading().await?;
            let mut after = i64::MIN;
            loop {
                let rows: Vec<AuditRow> = sqlx::query_as(sqlx::AssertSqlSafe(query.clone()))
                    .bind(after)
                    .bind(PIECE)
                    .fetch_all(&mut *transaction)
                    .await?;
                let Some(last) = rows.last() else { break };
                after = last.number;
                rows.into_iter().for_each(&mut take);
            }
            let end = sqlx::query_as("SELECT value FROM keys WHERE name = $1")
                .bind(END)
                .fetch_optional(&mut *transaction)
                .await?;
            transaction.commit().await?;
            end
        });
        Ok(end.map(|(end,)| end))
    }
}
