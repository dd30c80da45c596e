//! The tables of who was asked to look, and who agreed to which bytes.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct ReviewRow {
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) message: String,
    pub(crate) asked_by: String,
    pub(crate) asked_by_name: String,
    pub(crate) created_at: i64,
    pub(crate) closed_at: Option<i64>,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct VerdictRow {
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) bundle: String,
    pub(crate) author: String,
    pub(crate) author_name: String,
    pub(crate) verdict: String,
    pub(crate) message: String,
    pub(crate) created_at: i64,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct RequestRow {
    pub(crate) design_id: String,
    pub(crate) design_name: String,
    pub(crate) version: i64,
    pub(crate) asked_by_name: String,
    pub(crate) message: String,
    pub(crate) created_at: i64,
}

const VERDICT: &str = "id, version, bundle, author, author_name, verdict, message, created_at";

impl Store {
    pub(crate) async fn insert_review(
        &self,
        design: &str,
        row: &ReviewRow,
        reviewers: &[String],
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing(design).await?;
            sqlx::query(
                "INSERT INTO reviews (id, design_id, version, message, asked_by, asked_by_name, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(&row.id)
            .bind(design)
            .bind(row.version)
            .bind(&row.message)
            .bind(&row.asked_by)
            .bind(&row.asked_by_name)
            .bind(row.created_at)
            .execute(&mut *transaction)
            .await?;
            for user in reviewers {
                sqlx::query("INSERT INTO reviewers (review_id, user_id) VALUES ($1, $2)")
                    .bind(&row.id)
                    .bind(user)
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
        });
        Ok(())
    }

    /// A design's requests, the last first.
    pub(crate) async fn reviews(&self, design: &str) -> Result<Vec<ReviewRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT id, version, message, asked_by, asked_by_name, created_at, closed_at FROM reviews
                 WHERE design_id = $1 ORDER BY created_at DESC, id",
            )
            .bind(design)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Who was asked, as pairs of a request and a person with their name.
    pub(crate) async fn reviewers(
        &self,
        design: &str,
    ) -> Result<Vec<(String, String, String)>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT reviewers.review_id, users.id, users.name FROM reviewers
                 JOIN reviews ON reviews.id = reviewers.review_id
                 JOIN users ON users.id = reviewers.user_id
                 WHERE reviews.design_id = $1 ORDER BY users.name, users.id",
            )
            .bind(design)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Open requests to a person who has given no verdict since, the last first.
    pub(crate) async fn requests(&self, user: &str) -> Result<Vec<RequestRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT designs.id AS design_id, designs.name AS design_name, reviews.version,
                        reviews.asked_by_name, reviews.message, reviews.created_at
                 FROM reviewers
                 JOIN reviews ON reviews.id = reviewers.review_id
                 JOIN designs ON designs.id = reviews.design_id
                 WHERE reviewers.user_id = $1 AND reviews.closed_at IS NULL AND designs.deleted_at IS NULL
                   AND NOT EXISTS (SELECT 1 FROM verdicts
                                   WHERE verdicts.design_id = reviews.design_id AND verdicts.author = $1
                                     AND verdicts.version = reviews.version
                                     AND verdicts.created_at >= reviews.created_at)
                 ORDER BY reviews.created_at DESC, reviews.id",
            )
            .bind(user)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Closes a request; says whether it was open.
    pub(crate) async fn close_review(
        &self,
        design: &str,
        id: &str,
        now: i64,
    ) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(
                "UPDATE reviews SET closed_at = $1 WHERE design_id = $2 AND id = $3 AND closed_at IS NULL",
            )
            .bind(now)
            .bind(design)
            .bind(id)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    pub(crate) async fn insert_verdict(
        &self,
        design: &str,
        row: &VerdictRow,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO verdicts (id, design_id, version, bundle, author, author_name, verdict, message, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(&row.id)
            .bind(design)
            .bind(row.version)
            .bind(&row.bundle)
            .bind(&row.author)
            .bind(&row.author_name)
            .bind(&row.verdict)
            .bind(&row.message)
            .bind(row.created_at)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// All verdicts on a design, the first first.
    pub(crate) async fn verdicts(&self, design: &str) -> Result<Vec<VerdictRow>, BackendError> {
        let query =
            format!("SELECT {VERDICT} FROM verdicts WHERE design_id = $1 ORDER BY created_at, id");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(design).fetch_all(pool).await
        });
        Ok(found?)
    }

    /// Whether only what was approved is exported from a design's workspace.
    pub(crate) async fn is_approved_only(&self, design: &str) -> Result<bool, BackendError> {
        let found: Option<(i64,)> = on!(self, |pool| {
            sqlx::query_as(
                "SELECT workspaces.approved_only FROM designs
                 JOIN workspaces ON workspaces.id = designs.workspace_id WHERE designs.id = $1",
            )
            .bind(design)
            .fetch_optional(pool)
            .await
        })?;
        Ok(found == Some((1,)))
    }

    pub(crate) async fn set_approved_only(
        &self,
        workspace: &str,
        is_on: bool,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("UPDATE workspaces SET approved_only = $1 WHERE id = $2")
                .bind(i64::from(is_on))
                .bind(workspace)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
