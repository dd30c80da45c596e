//! Roles on one design, beside those of its workspace: of both the higher one counts.

use messages::text;
use uuid::Uuid;

use crate::access::{Action, Actor, Resource, Role, Secret};
use crate::audit::Done;
use crate::people::address;
use crate::store::{InvitationRow, KnownRow, OpenerRow};
use crate::workspaces::{OPEN, invitation};
use crate::{BackendError, Caller, Invitation, Member, now};

/// Somebody who has a part in a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignPerson {
    pub id: String,
    pub email: String,
    pub name: String,
    /// The role that counts.
    pub role: Role,
    /// What they are to the workspace that the design is in.
    pub in_workspace: Option<Role>,
    /// What they are to the design itself.
    pub on_design: Option<Role>,
}

/// Somebody with an account, whom one may know because one works with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: String,
    pub email: String,
    pub name: String,
}

/// Who can open a design, and what can be done about that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignPeople {
    /// By name.
    pub people: Vec<DesignPerson>,
    /// Whether who asks may change it; what follows is empty where not.
    pub may_manage: bool,
    /// Who works with them elsewhere and has no part in this design.
    pub others: Vec<Known>,
    /// Who was asked to this design and has not come yet.
    pub invitations: Vec<Invitation>,
}

impl From<DesignPerson> for Member {
    fn from(one: DesignPerson) -> Self {
        Self { id: one.id, email: one.email, name: one.name, role: one.role }
    }
}

fn person(row: OpenerRow) -> Option<DesignPerson> {
    let role = |text: Option<String>| text.and_then(|text| Role::parse(&text));
    let (in_workspace, on_design) = (role(row.in_workspace), role(row.on_design));
    Some(DesignPerson {
        role: in_workspace.max(on_design)?,
        id: row.user_id,
        email: row.email,
        name: row.name,
        in_workspace,
        on_design,
    })
}

impl Caller {
    /// Who has a part in a design, by name. It asks nobody whether they may know.
    pub(crate) async fn openers(&self, design: &str) -> Result<Vec<DesignPerson>, BackendError> {
        Ok(self.store().openers(design).await?.into_iter().filter_map(person).collect())
    }

    /// Whom they work with, in whichever workspace.
    async fn known(&self) -> Result<Vec<Known>, BackendError> {
        let Some(own) = self.actor().person() else { return Ok(Vec::new()) };
        let known = |row: KnownRow| Known { id: row.id, email: row.email, name: row.name };
        Ok(self.store().known_to(&own.id).await?.into_iter().map(known).collect())
    }

    /// Who can open a design, and by what.
    ///
    /// # Errors
    /// When they may not share it.
    pub async fn design_people(&self, design: &str) -> Result<DesignPeople, BackendError> {
        self.may(Action::ShareDesign, Resource::Design(design)).await?;
        let people = self.openers(design).await?;
        let may_manage = match self.may(Action::ManageDesign, Resource::Design(design)).await {
            Ok(_) => true,
            Err(BackendError::Forbidden(_)) => false,
            Err(error) => return Err(error),
        };
        let (mut others, mut invitations) = (Vec::new(), Vec::new());
        if may_manage {
            others = self.known().await?;
            others.retain(|one| people.iter().all(|person| person.id != one.id));
            let rows = self.store().design_invitations(design, now()).await?;
            invitations = rows.into_iter().filter_map(invitation).collect();
        }
        Ok(DesignPeople { people, may_manage, others, invitations })
    }

    /// Gives somebody a role on a design, or with none takes it back. It is for people who have a part in the design, or
    /// work with who asks; all others are invited. Anybody may give up their own.
    ///
    /// # Errors
    /// When they do not own the design, do not know such a person, or the workspace gives that person as much.
    pub async fn set_design_person(
        &self,
        design: &str,
        user: &str,
        role: Option<Role>,
    ) -> Result<(), BackendError> {
        let leaves = role.is_none() && matches!(self.actor(), Actor::Person(own) if own.id == user);
        let action = if leaves { Action::ViewDesign } else { Action::ManageDesign };
        self.may(action, Resource::Design(design)).await?;
        match role {
            Some(role) => self.grant(design, user, role).await?,
            None => {
                if !self.store().remove_grant(design, user).await? {
                    return Err(BackendError::NotFound("person"));
                }
            }
        }
        let detail = format!("{user} {}", role.map_or("none", Role::as_str));
        self.record(Done::DesignRoleChanged, &format!("design {design}"), &detail).await
    }

    async fn grant(&self, design: &str, user: &str, role: Role) -> Result<(), BackendError> {
        let people = self.openers(design).await?;
        let there = people.iter().find(|one| one.id == user);
        if there.is_none() && self.known().await?.iter().all(|one| one.id != user) {
            return Err(BackendError::NotFound("person"));
        }
        // One that counts for nothing now would count when they leave the workspace, and surprise everyone.
        if let Some(one) = there.filter(|one| one.in_workspace >= Some(role)) {
            return Err(BackendError::Invalid(text!(
                "The workspace gives {name} as much already, and of both roles the higher one counts.",
                name = &one.name
            )));
        }
        self.store().set_grant(design, user, role).await
    }

    /// Asks somebody to a design, and to nothing else: the answer is the same whether or not anybody has this address. The
    /// word that comes back lets in whoever has it, once.
    ///
    /// # Errors
    /// When they do not own the design, or the address is none.
    pub async fn invite_to_design(
        &self,
        design: &str,
        email: &str,
        role: Role,
    ) -> Result<(Invitation, Secret), BackendError> {
        self.may(Action::ManageDesign, Resource::Design(design)).await?;
        let kept = self.store().design(design).await?.ok_or(BackendError::NotFound("design"))?;
        let (email, secret, now) = (address(email)?, Secret::new("i")?, now());
        let row = InvitationRow {
            id: Uuid::now_v7().simple().to_string(),
            workspace_id: Some(kept.row.workspace_id),
            design_id: Some(design.to_owned()),
            email: email.clone(),
            role: role.as_str().to_owned(),
            invited_by: self.actor().person().map(|person| person.id.clone()),
            created_at: now,
            ends_at: now + OPEN,
        };
        self.store().insert_invitation(&row, &secret.hash()).await?;
        let detail = format!("{email} {}", role.as_str());
        self.record(Done::Invited, &format!("design {design}"), &detail).await?;
        Ok((Invitation { id: row.id, email, role, ends_at: row.ends_at }, secret))
    }

    /// Takes an invitation to a design back.
    ///
    /// # Errors
    /// When they do not own the design, or it was accepted.
    pub async fn remove_design_invitation(
        &self,
        design: &str,
        id: &str,
    ) -> Result<(), BackendError> {
        self.may(Action::ManageDesign, Resource::Design(design)).await?;
        if !self.store().remove_design_invitation(design, id).await? {
            return Err(BackendError::NotFound("invitation"));
        }
        self.record(Done::InvitationRemoved, &format!("design {design}"), id).await
    }
}
