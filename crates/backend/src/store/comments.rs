//! The tables of what is said.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct ThreadRow {
    pub(crate) id: String,
    pub(crate) topic: String,
    pub(crate) created_at: i64,
    pub(crate) resolved_at: Option<i64>,
    pub(crate) resolved_by: Option<String>,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct CommentRow {
    pub(crate) id: String,
    pub(crate) thread_id: String,
    pub(crate) author: String,
    pub(crate) author_name: String,
    pub(crate) text: String,
    pub(crate) created_at: i64,
}

/// A mention of somebody, with where it is.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct MentionRow {
    pub(crate) comment_id: String,
    pub(crate) design_id: String,
    pub(crate) design_name: String,
    pub(crate) author_name: String,
    pub(crate) text: String,
    pub(crate) created_at: i64,
}

impl Store {
    /// A thread with its first comment.
    pub(crate) async fn insert_thread(
        &self,
        design: &str,
        thread: &ThreadRow,
        first: &CommentRow,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing(design).await?;
            sqlx::query(
                "INSERT INTO threads (id, design_id, topic, created_at) VALUES ($1, $2, $3, $4)",
            )
            .bind(&thread.id)
            .bind(design)
            .bind(&thread.topic)
            .bind(thread.created_at)
            .execute(&mut *transaction)
            .await?;
            sqlx::query(
                "INSERT INTO comments (id, thread_id, author, author_name, text, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&first.id)
            .bind(&first.thread_id)
            .bind(&first.author)
            .bind(&first.author_name)
            .bind(&first.text)
            .bind(first.created_at)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
        });
        Ok(())
    }

    pub(crate) async fn insert_comment(&self, row: &CommentRow) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO comments (id, thread_id, author, author_name, text, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&row.id)
            .bind(&row.thread_id)
            .bind(&row.author)
            .bind(&row.author_name)
            .bind(&row.text)
            .bind(row.created_at)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// The design that a thread is about.
    pub(crate) async fn design_of_thread(
        &self,
        thread: &str,
    ) -> Result<Option<String>, BackendError> {
        let found: Option<(String,)> = on!(self, |pool| {
            sqlx::query_as("SELECT design_id FROM threads WHERE id = $1")
                .bind(thread)
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.map(|(design,)| design))
    }

    /// A design's threads, the first first.
    pub(crate) async fn threads(&self, design: &str) -> Result<Vec<ThreadRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT id, topic, created_at, resolved_at, resolved_by FROM threads
                 WHERE design_id = $1 ORDER BY created_at, id",
            )
            .bind(design)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// All that is said about a design, the first first.
    pub(crate) async fn comments(&self, design: &str) -> Result<Vec<CommentRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT comments.id, comments.thread_id, comments.author, comments.author_name,
                        comments.text, comments.created_at
                 FROM comments JOIN threads ON threads.id = comments.thread_id
                 WHERE threads.design_id = $1 ORDER BY comments.created_at, comments.id",
            )
            .bind(design)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Settles a thread, or opens it again.
    pub(crate) async fn settle_thread(
        &self,
        thread: &str,
        settled: Option<(i64, &str)>,
    ) -> Result<(), BackendError> {
        let (at, by) = settled.unzip();
        on!(self, |pool| {
            sqlx::query("UPDATE threads SET resolved_at = $1, resolved_by = $2 WHERE id = $3")
                .bind(at)
                .bind(by)
                .bind(thread)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    pub(crate) async fn insert_mention(
        &self,
        comment: &str,
        user: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO mentions (comment_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            )
            .bind(comment)
            .bind(user)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Mentions of a person that they have not seen, the last first.
    pub(crate) async fn mentions(&self, user: &str) -> Result<Vec<MentionRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT mentions.comment_id, designs.id AS design_id, designs.name AS design_name,
                        comments.author_name, comments.text, comments.created_at
                 FROM mentions
                 JOIN comments ON comments.id = mentions.comment_id
                 JOIN threads ON threads.id = comments.thread_id
                 JOIN designs ON designs.id = threads.design_id
                 WHERE mentions.user_id = $1 AND mentions.seen_at IS NULL AND designs.deleted_at IS NULL
                 ORDER BY comments.created_at DESC, comments.id",
            )
            .bind(user)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    pub(crate) async fn saw_mentions(
        &self,
        user: &str,
        design: &str,
        now: i64,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "UPDATE mentions SET seen_at = $1 WHERE user_id = $2 AND seen_at IS NULL
                 AND comment_id IN (SELECT comments.id FROM comments
                                    JOIN threads ON threads.id = comments.thread_id
                                    WHERE threads.design_id = $3)",
            )
            .bind(now)
            .bind(user)
            .bind(design)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}
