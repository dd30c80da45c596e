//! The table of designs.

use sqlx::FromRow;

use super::Store;
use crate::BackendError;

/// A design without its document.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct DesignRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) environment: String,
    pub(crate) product_version: String,
    pub(crate) nodes: i64,
    pub(crate) links: i64,
    pub(crate) errors: i64,
    pub(crate) warnings: i64,
    pub(crate) revision: i64,
    pub(crate) saved_at: i64,
}

/// What is read from a document when it is saved.
#[derive(Debug, Clone)]
pub(crate) struct NewDesign {
    pub(crate) name: String,
    pub(crate) environment: &'static str,
    pub(crate) product_version: String,
    pub(crate) nodes: i64,
    pub(crate) links: i64,
    pub(crate) errors: i64,
    pub(crate) warnings: i64,
    pub(crate) document: String,
}

/// How a write that depends on a revision ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Write {
    Done {
        revision: i64,
    },
    /// The row is at another revision.
    Stale {
        revision: i64,
    },
    Missing,
}

const COLUMNS: &str =
    "id, name, environment, product_version, nodes, links, errors, warnings, revision, saved_at";

impl Store {
    pub(crate) async fn designs(&self) -> Result<Vec<DesignRow>, BackendError> {
        let query = format!(
            "SELECT {COLUMNS} FROM designs WHERE deleted_at IS NULL ORDER BY saved_at DESC, id"
        );
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(&self.pool).await?)
    }

    /// A design's row and document.
    pub(crate) async fn design(
        &self,
        id: &str,
    ) -> Result<Option<(DesignRow, String)>, BackendError> {
        let query =
            format!("SELECT {COLUMNS}, document FROM designs WHERE id = $1 AND deleted_at IS NULL");
        let found =
            sqlx::query(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(&self.pool).await?;
        let Some(row) = found else { return Ok(None) };
        let document = sqlx::Row::try_get(&row, "document")?;
        Ok(Some((DesignRow::from_row(&row)?, document)))
    }

    pub(crate) async fn insert_design(
        &self,
        id: &str,
        design: &NewDesign,
        now: i64,
    ) -> Result<(), BackendError> {
        sqlx::query(
            "INSERT INTO designs (id, name, environment, product_version, nodes, links, errors, warnings,
                                  document, revision, created_at, saved_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10)",
        )
        .bind(id)
        .bind(&design.name)
        .bind(design.environment)
        .bind(&design.product_version)
        .bind(design.nodes)
        .bind(design.links)
        .bind(design.errors)
        .bind(design.warnings)
        .bind(&design.document)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Writes a design that was made from `base`; nothing is written when the row has moved on.
    pub(crate) async fn update_design(
        &self,
        id: &str,
        base: i64,
        design: &NewDesign,
        now: i64,
    ) -> Result<Write, BackendError> {
        // One statement compares and writes, so no other writer comes between.
        let written = sqlx::query(
            "UPDATE designs
             SET name = $1, environment = $2, product_version = $3, nodes = $4, links = $5,
                 errors = $6, warnings = $7, document = $8, saved_at = $9, revision = revision + 1
             WHERE id = $10 AND revision = $11 AND deleted_at IS NULL",
        )
        .bind(&design.name)
        .bind(design.environment)
        .bind(&design.product_version)
        .bind(design.nodes)
        .bind(design.links)
        .bind(design.errors)
        .bind(design.warnings)
        .bind(&design.document)
        .bind(now)
        .bind(id)
        .bind(base)
        .execute(&self.pool)
        .await?;
        if written.rows_affected() == 1 {
            return Ok(Write::Done { revision: base + 1 });
        }
        let found: Option<(i64,)> =
            sqlx::query_as("SELECT revision FROM designs WHERE id = $1 AND deleted_at IS NULL")
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        Ok(found.map_or(Write::Missing, |(revision,)| Write::Stale { revision }))
    }

    /// Hides a design; says whether there was one.
    pub(crate) async fn delete_design(&self, id: &str, now: i64) -> Result<bool, BackendError> {
        let query = "UPDATE designs SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL";
        let written = sqlx::query(query).bind(now).bind(id).execute(&self.pool).await?;
        Ok(written.rows_affected() == 1)
    }

    /// Brings a hidden design back; says whether there was one.
    pub(crate) async fn restore_design(&self, id: &str) -> Result<bool, BackendError> {
        let query = "UPDATE designs SET deleted_at = NULL WHERE id = $1 AND deleted_at IS NOT NULL";
        let written = sqlx::query(query).bind(id).execute(&self.pool).await?;
        Ok(written.rows_affected() == 1)
    }
}
