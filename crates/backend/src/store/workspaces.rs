//! The tables of workspaces, of who works in them and of who is asked to.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;
use crate::access::Role;

/// A workspace with what one person is to it.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct WorkspaceRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: String,
    /// 1 where only what was approved is exported.
    pub(crate) approved_only: i64,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct MemberRow {
    pub(crate) user_id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct InvitationRow {
    pub(crate) id: String,
    pub(crate) workspace_id: Option<String>,
    /// The one design that it is to; `None` where it is to the whole workspace.
    pub(crate) design_id: Option<String>,
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) invited_by: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) ends_at: i64,
}

pub(super) const INVITATION: &str =
    "id, workspace_id, design_id, email, role, invited_by, created_at, ends_at";

/// How a change of members ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Membership {
    Done,
    /// There is no such member.
    Missing,
    /// Nobody would own the workspace any more.
    LastOwner,
}

impl Store {
    /// What a person is to a design: by its workspace or by the design itself, whichever is more.
    pub(crate) async fn role_on_design(
        &self,
        user: &str,
        design: &str,
    ) -> Result<Option<Role>, BackendError> {
        let found: Option<(Option<String>, Option<String>)> = on!(self, |pool| {
            sqlx::query_as(
                "SELECT members.role, grants.role FROM designs
                 LEFT JOIN members ON members.workspace_id = designs.workspace_id AND members.user_id = $1
                 LEFT JOIN grants ON grants.design_id = designs.id AND grants.user_id = $1
                 WHERE designs.id = $2",
            )
            .bind(user)
            .bind(design)
            .fetch_optional(pool)
            .await
        })?;
        let roles = found.map(|(member, granted)| [member, granted]).into_iter().flatten();
        Ok(roles.flatten().filter_map(|role| Role::parse(&role)).max())
    }

    pub(crate) async fn role_in_workspace(
        &self,
        user: &str,
        workspace: &str,
    ) -> Result<Option<Role>, BackendError> {
        let found: Option<(String,)> = on!(self, |pool| {
            sqlx::query_as("SELECT role FROM members WHERE workspace_id = $1 AND user_id = $2")
                .bind(workspace)
                .bind(user)
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.and_then(|(role,)| Role::parse(&role)))
    }

    /// The workspaces that a person works in, by name.
    pub(crate) async fn workspaces_of(
        &self,
        user: &str,
    ) -> Result<Vec<WorkspaceRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT workspaces.id, workspaces.name, members.role, workspaces.approved_only FROM workspaces
                 JOIN members ON members.workspace_id = workspaces.id
                 WHERE members.user_id = $1 ORDER BY workspaces.name, workspaces.id",
            )
            .bind(user)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// All of them by name, each as its owner has it.
    pub(crate) async fn workspaces(&self) -> Result<Vec<WorkspaceRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT id, name, 'owner' AS role, approved_only FROM workspaces ORDER BY name, id",
            )
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// A workspace with its first member, who owns it.
    pub(crate) async fn insert_workspace(
        &self,
        id: &str,
        name: &str,
        owner: &str,
        now: i64,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing(id).await?;
            sqlx::query("INSERT INTO workspaces (id, name, created_at) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(name)
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "INSERT INTO members (workspace_id, user_id, role) VALUES ($1, $2, 'owner')",
            )
            .bind(id)
            .bind(owner)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
        });
        Ok(())
    }

    pub(crate) async fn rename_workspace(&self, id: &str, name: &str) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("UPDATE workspaces SET name = $1 WHERE id = $2")
                .bind(name)
                .bind(id)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Who works there, by name.
    pub(crate) async fn members(&self, workspace: &str) -> Result<Vec<MemberRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "SELECT members.user_id, users.email, users.name, members.role FROM members
                 JOIN users ON users.id = members.user_id
                 WHERE members.workspace_id = $1 ORDER BY users.name, users.id",
            )
            .bind(workspace)
            .fetch_all(pool)
            .await
        });
        Ok(found?)
    }

    /// Makes somebody a member, or leaves the member they are with the higher of both roles.
    pub(crate) async fn add_member(
        &self,
        workspace: &str,
        user: &str,
        role: Role,
    ) -> Result<(), BackendError> {
        let known = self.role_in_workspace(user, workspace).await?;
        let role = known.map_or(role, |known| known.max(role));
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO members (workspace_id, user_id, role) VALUES ($1, $2, $3)
                 ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = excluded.role",
            )
            .bind(workspace)
            .bind(user)
            .bind(role.as_str())
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Gives a member another role, or with none takes them out, and with that their roles on its designs. Invitations that
    /// they made, or that wait for them, count no longer, unless they own it.
    pub(crate) async fn set_member(
        &self,
        workspace: &str,
        user: &str,
        role: Option<Role>,
    ) -> Result<Membership, BackendError> {
        let done = on!(self, |pool| {
            let mut transaction = pool.writing(workspace).await?;
            let (others,): (i64,) = sqlx::query_as(
                "SELECT COUNT(*) FROM members WHERE workspace_id = $1 AND role = 'owner' AND user_id <> $2",
            )
            .bind(workspace)
            .bind(user)
            .fetch_one(&mut *transaction)
            .await?;
            if others == 0 && role != Some(Role::Owner) {
                return Ok(Membership::LastOwner);
            }
            let query = match role {
                Some(role) => sqlx::query(
                    "UPDATE members SET role = $3 WHERE workspace_id = $1 AND user_id = $2",
                )
                .bind(workspace)
                .bind(user)
                .bind(role.as_str()),
                None => sqlx::query("DELETE FROM members WHERE workspace_id = $1 AND user_id = $2")
                    .bind(workspace)
                    .bind(user),
            };
            let written = query.execute(&mut *transaction).await?.rows_affected();
            if written == 1 && role.is_none() {
                sqlx::query(
                    "DELETE FROM grants WHERE user_id = $2
                     AND design_id IN (SELECT id FROM designs WHERE workspace_id = $1)",
                )
                .bind(workspace)
                .bind(user)
                .execute(&mut *transaction)
                .await?;
            }
            // Whoever has less is not asked in again by what is still under way, neither by themselves nor by others.
            if written == 1 && role != Some(Role::Owner) {
                sqlx::query(
                    "DELETE FROM invitations WHERE workspace_id = $1 AND (invited_by = $2
                     OR email = (SELECT email FROM users WHERE id = $2))",
                )
                .bind(workspace)
                .bind(user)
                .execute(&mut *transaction)
                .await?;
            }
            transaction.commit().await?;
            if written == 1 { Membership::Done } else { Membership::Missing }
        });
        Ok(done)
    }

    pub(crate) async fn insert_invitation(
        &self,
        row: &InvitationRow,
        token: &str,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query(
                "INSERT INTO invitations (id, token, workspace_id, design_id, email, role, invited_by, created_at, ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(&row.id)
            .bind(token)
            .bind(&row.workspace_id)
            .bind(&row.design_id)
            .bind(&row.email)
            .bind(&row.role)
            .bind(&row.invited_by)
            .bind(row.created_at)
            .bind(row.ends_at)
            .execute(pool)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// By the hash of its secret.
    pub(crate) async fn invitation(
        &self,
        token: &str,
    ) -> Result<Option<InvitationRow>, BackendError> {
        let query = format!("SELECT {INVITATION} FROM invitations WHERE token = $1");
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(token).fetch_optional(pool).await
        });
        Ok(found?)
    }

    /// Those to the whole workspace that are open, the newest first.
    pub(crate) async fn invitations(
        &self,
        workspace: &str,
        now: i64,
    ) -> Result<Vec<InvitationRow>, BackendError> {
        let query = format!(
            "SELECT {INVITATION} FROM invitations WHERE workspace_id = $1 AND design_id IS NULL AND ends_at > $2 ORDER BY created_at DESC, id"
        );
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query))
                .bind(workspace)
                .bind(now)
                .fetch_all(pool)
                .await
        });
        Ok(found?)
    }

    /// Those of an address that are open, the oldest first.
    pub(crate) async fn invitations_of(
        &self,
        email: &str,
        now: i64,
    ) -> Result<Vec<InvitationRow>, BackendError> {
        let query = format!(
            "SELECT {INVITATION} FROM invitations
             WHERE email = $1 AND workspace_id IS NOT NULL AND ends_at > $2 AND (design_id IS NULL
                 OR design_id IN (SELECT id FROM designs WHERE deleted_at IS NULL))
             ORDER BY created_at, id"
        );
        let found = on!(self, |pool| {
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(email).bind(now).fetch_all(pool).await
        });
        Ok(found?)
    }

    /// Takes an invitation away, because it was accepted or taken back; says whether there was one. Of two who accept it at
    /// once, one finds none.
    pub(crate) async fn remove_invitation(
        &self,
        workspace: Option<&str>,
        id: &str,
    ) -> Result<bool, BackendError> {
        let written = on!(self, |pool| {
            sqlx::query(
                "DELETE FROM invitations WHERE id = $1
                 AND (workspace_id = $2 OR (workspace_id IS NULL AND CAST($2 AS TEXT) IS NULL))",
            )
            .bind(id)
            .bind(workspace)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        });
        Ok(written? == 1)
    }

    /// Takes an invitation of the first administrator away, and with it all others that servers have given out; says whether
    /// there was one. Of two who accept two of them at once, one finds none.
    pub(crate) async fn take_first_invitation(&self, id: &str) -> Result<bool, BackendError> {
        let taken = on!(self, |pool| {
            let mut transaction = pool.writing("the first invitation").await?;
            let own = sqlx::query("DELETE FROM invitations WHERE id = $1 AND workspace_id IS NULL")
                .bind(id)
                .execute(&mut *transaction)
                .await?
                .rows_affected();
            if own == 1 {
                sqlx::query("DELETE FROM invitations WHERE workspace_id IS NULL")
                    .execute(&mut *transaction)
                    .await?;
            }
            transaction.commit().await?;
            own == 1
        });
        Ok(taken)
    }
}
