//! The table of roles on one design, and who has a part in one.

use sqlx::FromRow;

use super::workspaces::INVITATION;
use super::{InvitationRow, Store, Writing as _};
use crate::BackendError;
use crate::access::Role;

/// Somebody who has a part in a design: by its workspace, by the design itself, or by both.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct OpenerRow {
    pub(crate) user_id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) in_workspace: Option<String>,
    pub(crate) on_design: Option<String>,
}

/// Somebody with an account.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct KnownRow {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
}

impl Store {
    /// Who has a part in a design, by name.
    pub(crate) async fn openers(&self, design: &str) -> Result<Vec<OpenerRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT users.id AS user_id, users.email, users.name, members.role AS in_workspace, grants.role AS on_design
                 FROM designs CROSS JOIN users
                 LEFT JOIN members ON members.workspace_id = designs.workspace_id AND members.user_id = users.id
                 LEFT JOIN grants ON grants.design_id = designs.id AND grants.user_id = users.id
                 WHERE designs.id = $1 AND designs.deleted_at IS NULL
                 AND (members.role IS NOT NULL OR grants.role IS NOT NULL)
                 ORDER BY users.name, users.id",
            )
            .bind(design)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Who else works in a workspace in which this person works, and can sign in; by name.
    pub(crate) async fn known_to(&self, user: &str) -> Result<Vec<KnownRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT id, email, name FROM users
                 WHERE id <> $1 AND disabled_at IS NULL AND id IN
                 (SELECT others.user_id FROM members AS others
                  JOIN members AS own ON own.workspace_id = others.workspace_id WHERE own.user_id = $1)
                 ORDER BY name, id",
            )
            .bind(user)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Gives a person this role on a design, in the place of the one that they had there.
    pub(crate) async fn set_grant(
        &self,
        design: &str,
        user: &str,
        role: Role,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO grants (design_id, user_id, role) VALUES ($1, $2, $3)
                 ON CONFLICT (design_id, user_id) DO UPDATE SET role = excluded.role",
            )
            .bind(design)
            .bind(user)
            .bind(role.as_str())
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Takes a person's role on a design back, and with it invitations to it that they made or that wait for them; says
    /// whether there was one.
    pub(crate) async fn remove_grant(
        &self,
        design: &str,
        user: &str,
    ) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            let mut transaction = pool.writing(design).await?;
            let written = sqlx::query("DELETE FROM grants WHERE design_id = $1 AND user_id = $2")
                .bind(design)
                .bind(user)
                .execute(&mut *transaction)
                .await?
                .rows_affected();
            sqlx::query(
                "DELETE FROM invitations WHERE design_id = $1 AND (invited_by = $2
                 OR email = (SELECT email FROM users WHERE id = $2))",
            )
            .bind(design)
            .bind(user)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            written
        });
        Ok(written == 1)
    }

    /// Invitations to a design that are open, the newest first.
    pub(crate) async fn design_invitations(
        &self,
        design: &str,
        now: i64,
    ) -> Result<Vec<InvitationRow>, BackendError> {
        let query = format!(
            "SELECT {INVITATION} FROM invitations WHERE design_id = $1 AND ends_at > $2 ORDER BY created_at DESC, id"
        );
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(design).bind(now).fetch_all(pool).await
        });
        Ok(found?)
    }

    /// Takes an invitation to a design back; says whether there was one.
    pub(crate) async fn remove_design_invitation(
        &self,
        design: &str,
        id: &str,
    ) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query("DELETE FROM invitations WHERE id = $1 AND design_id = $2")
                .bind(id)
                .bind(design)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }
}
