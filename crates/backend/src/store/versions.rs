//! The table of versions: rows are added, and never changed.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

/// A version without its document.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct VersionRow {
    pub(crate) number: i64,
    pub(crate) name: String,
    pub(crate) message: String,
    pub(crate) author: String,
    pub(crate) author_name: String,
    pub(crate) created_at: i64,
    pub(crate) revision: i64,
    pub(crate) bundle: String,
}

const COLUMNS: &str = "number, name, message, author, author_name, created_at, revision, bundle";

impl Store {
    /// Adds a version behind the last one; its number.
    pub(crate) async fn insert_version(
        &self,
        design: &str,
        row: &VersionRow,
        document: &str,
    ) -> Result<i64, BackendError> {
        let number = on!(self, |pool| {
            let mut transaction = pool.writing(design).await?;
            let (number,): (i64,) = sqlx::query_as(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM versions WHERE design_id = $1",
            )
            .bind(design)
            .fetch_one(&mut *transaction)
            .await?;
            sqlx::query(
                "INSERT INTO versions (design_id, number, name, message, author, author_name, created_at,
                                       revision, document, bundle)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(design)
            .bind(number)
            .bind(&row.name)
            .bind(&row.message)
            .bind(&row.author)
            .bind(&row.author_name)
            .bind(row.created_at)
            .bind(row.revision)
            .bind(document)
            .bind(&row.bundle)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            number
        });
        Ok(number)
    }

    /// A design's versions, the last first.
    pub(crate) async fn versions(&self, design: &str) -> Result<Vec<VersionRow>, BackendError> {
        let query =
            format!("SELECT {COLUMNS} FROM versions WHERE design_id = $1 ORDER BY number DESC");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(design).fetch_all(pool).await
        });
        Ok(found?)
    }

    /// A version's document and revision.
    pub(crate) async fn version_of(
        &self,
        design: &str,
        number: i64,
    ) -> Result<(String, i64), BackendError> {
        let found: Option<(String, i64)> = on!(self, |pool| {
            sqlx::query_as(
                "SELECT document, revision FROM versions WHERE design_id = $1 AND number = $2",
            )
            .bind(design)
            .bind(number)
            .fetch_optional(pool)
            .await
        })?;
        found.ok_or(BackendError::NotFound("version"))
    }

    pub(crate) async fn version(
        &self,
        design: &str,
        number: i64,
    ) -> Result<Option<String>, BackendError> {
        let found: Option<(String,)> = on!(self, |pool| {
            sqlx::query_as("SELECT document FROM versions WHERE design_id = $1 AND number = $2")
                .bind(design)
                .bind(number)
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.map(|(document,)| document))
    }
}
