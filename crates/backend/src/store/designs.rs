//! The table of designs.

use sqlx::FromRow;

use super::Store;
use crate::BackendError;

/// A design without its document.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct DesignRow {
    pub(crate) id: String,
    pub(crate) workspace_id: String,
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

/// A design with its document.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Kept {
    #[sqlx(flatten)]
    pub(crate) row: DesignRow,
    pub(crate) document: String,
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

/// Whose designs are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose<'u> {
    Everyones,
    /// Of this person's workspaces, and those that the person was given a role on.
    Of(&'u str),
}

const COLUMNS: &str = "id, workspace_id, name, environment, product_version, nodes, links, errors, warnings, revision, saved_at";

impl Store {
    pub(crate) async fn designs(&self, whose: Whose<'_>) -> Result<Vec<DesignRow>, BackendError> {
        let which = match whose {
            Whose::Everyones => "",
            Whose::Of(_) => {
                "AND (workspace_id IN (SELECT workspace_id FROM members WHERE user_id = $1)
                      OR id IN (SELECT design_id FROM grants WHERE user_id = $1))"
            }
        };
        let query = format!(
            "SELECT {COLUMNS} FROM designs WHERE deleted_at IS NULL {which} ORDER BY saved_at DESC, id"
        );
        let found = on!(self, |pool| {
            let query = sqlx::query_as(sqlx::AssertSqlSafe(query));
            match whose {
                Whose::Everyones => query.fetch_all(pool).await,
                Whose::Of(user) => query.bind(user).fetch_all(pool).await,
            }
        });
        Ok(found?)
    }

    /// A design's row and document.
    pub(crate) async fn design(&self, id: &str) -> Result<Option<Kept>, BackendError> {
        let query =
            format!("SELECT {COLUMNS}, document FROM designs WHERE id = $1 AND deleted_at IS NULL");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// The revision that a design is at, and when it was saved.
    pub(crate) async fn revision_of(&self, id: &str) -> Result<Option<(i64, i64)>, BackendError> {
        let found = on!(self, |pool| {
            let query =
                "SELECT revision, saved_at FROM designs WHERE id = $1 AND deleted_at IS NULL";
            sqlx::query_as(query).bind(id).fetch_optional(pool).await
        });
        Ok(found?)
    }

    pub(crate) async fn insert_design(
        &self,
        id: &str,
        workspace: &str,
        design: &NewDesign,
        now: i64,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO designs (id, name, environment, product_version, nodes, links, errors, warnings,
                                      document, revision, created_at, saved_at, workspace_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10, $11)",
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
            .bind(workspace)
            .execute(pool)
            .await
            .map(drop)
        })?;
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
        let written = on!(self, |pool| {
            sqlx::query(
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
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        if written == 1 {
            return Ok(Write::Done { revision: base + 1 });
        }
        let found: Option<(i64,)> = on!(self, |pool| {
            sqlx::query_as("SELECT revision FROM designs WHERE id = $1 AND deleted_at IS NULL")
                .bind(id)
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.map_or(Write::Missing, |(revision,)| Write::Stale { revision }))
    }

    /// Hides a design; says whether there was one.
    pub(crate) async fn delete_design(&self, id: &str, now: i64) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query("UPDATE designs SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL")
                .bind(now)
                .bind(id)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// Brings a hidden design back; says whether there was one.
    pub(crate) async fn restore_design(&self, id: &str) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(
                "UPDATE designs SET deleted_at = NULL WHERE id = $1 AND deleted_at IS NOT NULL",
            )
            .bind(id)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// Gives every document away with what it is of: designs, also deleted ones, and their versions.
    pub(crate) async fn each_document(
        &self,
        mut take: impl FnMut(String, &str) + Send,
    ) -> Result<(), BackendError> {
        let numbers: Vec<(String, i64)> = on!(self, |pool| {
            // Number 0 is the design itself.
            let query = "SELECT id, 0 FROM designs UNION ALL
                         SELECT design_id, number FROM versions ORDER BY 1, 2";
            sqlx::query_as(query).fetch_all(pool).await
        })?;
        for (id, number) in numbers {
            let found: Option<(String,)> = on!(self, |pool| {
                let query = match number {
                    0 => "SELECT document FROM designs WHERE id = $1 AND $2 = 0",
                    _ => "SELECT document FROM versions WHERE design_id = $1 AND number = $2",
                };
                sqlx::query_as(query).bind(&id).bind(number).fetch_optional(pool).await
            })?;
            let what = match number {
                0 => format!("design {id}"),
                _ => format!("version {number} of design {id}"),
            };
            if let Some((document,)) = found {
                take(what, &document);
            }
        }
        Ok(())
    }
}
