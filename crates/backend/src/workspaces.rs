//! Workspaces: designs that the same people work on.

use messages::text;
use uuid::Uuid;

use crate::access::{Action, Actor, Resource, Role, Secret};
use crate::audit::Done;
use crate::people::{address, called};
use crate::store::{InvitationRow, MemberRow, Membership, WorkspaceRow};
use crate::{Backend, BackendError, Caller, now};

/// The workspace that is always there: of whoever works alone, and of the first who come in.
pub(crate) const FIRST: &str = "main";
/// How long one has to accept an invitation.
pub(crate) const OPEN: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A workspace with what one is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceSummary {
    pub id: String,
    pub name: String,
    pub role: Role,
    /// Only what was approved is exported from it.
    pub approved_only: bool,
}

/// Somebody in a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: String,
    pub email: String,
    pub name: String,
    pub role: Role,
}

/// Somebody who was asked in and has not come yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: String,
    pub email: String,
    pub role: Role,
    /// Milliseconds since 1970, UTC.
    pub ends_at: i64,
}

fn summary(row: WorkspaceRow) -> Option<WorkspaceSummary> {
    Some(WorkspaceSummary {
        role: Role::parse(&row.role)?,
        id: row.id,
        name: row.name,
        approved_only: row.approved_only == 1,
    })
}

/// An invitation as those see it who may take it back.
pub(crate) fn invitation(row: InvitationRow) -> Option<Invitation> {
    let role = Role::parse(&row.role)?;
    Some(Invitation { id: row.id, email: row.email, role, ends_at: row.ends_at })
}

impl Backend {
    pub(crate) async fn workspace_name(&self, id: &str) -> Result<Option<String>, BackendError> {
        let known = self.store.workspaces().await?.into_iter().find(|workspace| workspace.id == id);
        Ok(known.map(|workspace| workspace.name))
    }
}

impl Caller {
    /// The workspaces that they work in, by name.
    ///
    /// # Errors
    /// When nobody knows who they are.
    pub async fn workspaces(&self) -> Result<Vec<WorkspaceSummary>, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        let rows = match self.actor().person() {
            Some(person) => self.store().workspaces_of(&person.id).await?,
            None => self.store().workspaces().await?,
        };
        Ok(rows.into_iter().filter_map(summary).collect())
    }

    /// Where a new design of theirs goes: to the workspace that they name, or the first in which they may make one.
    ///
    /// # Errors
    /// When they may make none there, or nowhere.
    pub(crate) async fn place(&self, workspace: Option<&str>) -> Result<String, BackendError> {
        if let Some(id) = workspace {
            self.may(Action::CreateDesign, Resource::Workspace(id)).await?;
            return Ok(id.to_owned());
        }
        if matches!(self.actor(), Actor::Local) {
            return Ok(FIRST.to_owned());
        }
        let mut theirs = self.workspaces().await?.into_iter();
        let place = theirs.find(|workspace| workspace.role >= Role::Editor);
        place.map(|workspace| workspace.id).ok_or(BackendError::Forbidden(Action::CreateDesign))
    }

    /// A new workspace, which they own.
    ///
    /// # Errors
    /// When the name is none, or they have no account.
    pub async fn create_workspace(&self, name: &str) -> Result<WorkspaceSummary, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        let (person, name) = (self.signed_in()?, called(name)?);
        let id = Uuid::now_v7().simple().to_string();
        self.store().insert_workspace(&id, &name, &person.id, now()).await?;
        self.record(Done::WorkspaceAdded, &format!("workspace {id}"), &name).await?;
        Ok(WorkspaceSummary { id, name, role: Role::Owner, approved_only: false })
    }

    /// # Errors
    /// When the name is none, or they do not own the workspace.
    pub async fn rename_workspace(&self, id: &str, name: &str) -> Result<(), BackendError> {
        self.may(Action::ManageWorkspace, Resource::Workspace(id)).await?;
        let name = called(name)?;
        self.store().rename_workspace(id, &name).await?;
        self.record(Done::WorkspaceRenamed, &format!("workspace {id}"), &name).await
    }

    /// Who works there, by name.
    ///
    /// # Errors
    /// When they have no part in it.
    pub async fn members(&self, workspace: &str) -> Result<Vec<Member>, BackendError> {
        self.may(Action::ViewWorkspace, Resource::Workspace(workspace)).await?;
        let member = |row: MemberRow| {
            let role = Role::parse(&row.role)?;
            Some(Member { id: row.user_id, email: row.email, name: row.name, role })
        };
        Ok(self.store().members(workspace).await?.into_iter().filter_map(member).collect())
    }

    /// Who else has a part in a design, by name.
    ///
    /// # Errors
    /// When they may not see its versions.
    pub async fn colleagues(&self, design: &str) -> Result<Vec<Member>, BackendError> {
        self.may(Action::ViewHistory, Resource::Design(design)).await?;
        let own = self.actor().person().map(|person| person.id.as_str());
        let all = self.openers(design).await?.into_iter();
        Ok(all.filter(|one| own != Some(one.id.as_str())).map(Into::into).collect())
    }

    /// Gives a member another role, or with none takes them out, also of the designs in it on which they had a role of their
    /// own. Anybody may leave.
    ///
    /// # Errors
    /// When they do not own the workspace, there is no such member, or nobody would own it any more.
    pub async fn set_member(
        &self,
        workspace: &str,
        user: &str,
        role: Option<Role>,
    ) -> Result<(), BackendError> {
        let leaves = role.is_none() && self.actor().person().is_some_and(|own| own.id == user);
        let action = if leaves { Action::ViewWorkspace } else { Action::ManageWorkspace };
        self.may(action, Resource::Workspace(workspace)).await?;
        match self.store().set_member(workspace, user, role).await? {
            Membership::Done => {}
            Membership::Missing => return Err(BackendError::NotFound("member")),
            Membership::LastOwner => {
                return Err(BackendError::Invalid(text!(
                    "A workspace has an owner. Make somebody else one first."
                )));
            }
        }
        let detail = format!("{user} {}", role.map_or("none", Role::as_str));
        self.record(Done::MemberChanged, &format!("workspace {workspace}"), &detail).await
    }

    /// Who was asked in and has not come yet, the last first.
    ///
    /// # Errors
    /// When they do not own the workspace.
    pub async fn invitations(&self, workspace: &str) -> Result<Vec<Invitation>, BackendError> {
        self.may(Action::ManageWorkspace, Resource::Workspace(workspace)).await?;
        let rows = self.store().invitations(workspace, now()).await?.into_iter();
        Ok(rows.filter_map(invitation).collect())
    }

    /// Asks somebody in. The word that comes back lets in whoever has it, once: it is given to them by hand, as this console
    /// sends no mail.
    ///
    /// # Errors
    /// When they do not own the workspace, or the address is none.
    pub async fn invite(
        &self,
        workspace: &str,
        email: &str,
        role: Role,
    ) -> Result<(Invitation, Secret), BackendError> {
        self.may(Action::ManageWorkspace, Resource::Workspace(workspace)).await?;
        let (email, secret, now) = (address(email)?, Secret::new("i")?, now());
        let row = InvitationRow {
            id: Uuid::now_v7().simple().to_string(),
            workspace_id: Some(workspace.to_owned()),
            design_id: None,
            email: email.clone(),
            role: role.as_str().to_owned(),
            invited_by: self.actor().person().map(|person| person.id.clone()),
            created_at: now,
            ends_at: now + OPEN,
        };
        self.store().insert_invitation(&row, &secret.hash()).await?;
        let detail = format!("{email} {}", role.as_str());
        self.record(Done::Invited, &format!("workspace {workspace}"), &detail).await?;
        Ok((Invitation { id: row.id, email, role, ends_at: row.ends_at }, secret))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// When they do not own the workspace, or it was accepted.
    pub async fn remove_invitation(&self, workspace: &str, id: &str) -> Result<(), BackendError> {
        self.may(Action::ManageWorkspace, Resource::Workspace(workspace)).await?;
        if !self.store().remove_invitation(Some(workspace), id).await? {
            return Err(BackendError::NotFound("invitation"));
        }
        self.record(Done::InvitationRemoved, &format!("workspace {workspace}"), id).await
    }
}
