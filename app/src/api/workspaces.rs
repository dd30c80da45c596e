//! Workspaces, who works in them, and who is asked to.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{Invitation, Member, Shown, Workspace};

/// A new workspace, which one owns.
#[server(endpoint = "workspaces/create", input = Asked, output = Packed)]
pub async fn create_workspace(name: String) -> Result<Workspace, ApiError> {
    let made = super::caller()?.create_workspace(&name).await?;
    let role = made.role.as_str().to_owned();
    Ok(Workspace { id: made.id, name: made.name, role, approved_only: made.approved_only })
}

/// Another name for a workspace.
#[server(endpoint = "workspaces/rename", input = Asked, output = Packed)]
pub async fn rename_workspace(id: String, name: String) -> Result<(), ApiError> {
    Ok(super::caller()?.rename_workspace(&id, &name).await?)
}

/// Who works there.
#[server(endpoint = "workspaces/members", input = Asked, output = Packed)]
pub async fn list_members(id: String) -> Result<Vec<Member>, ApiError> {
    Ok(super::caller()?.members(&id).await?.into_iter().map(Into::into).collect())
}

#[cfg(feature = "ssr")]
impl From<backend::Member> for Member {
    fn from(one: backend::Member) -> Self {
        let role = one.role.as_str().to_owned();
        Self { id: one.id, email: one.email, name: one.name, role }
    }
}

/// Gives a member another role, or with none takes them out.
#[server(endpoint = "workspaces/set-member", input = Asked, output = Packed)]
pub async fn set_member(id: String, user: String, role: Option<String>) -> Result<(), ApiError> {
    let role = role.as_deref().map(role_of).transpose()?;
    Ok(super::caller()?.set_member(&id, &user, role).await?)
}

/// Who was asked in and has not come yet.
#[server(endpoint = "workspaces/invitations", input = Asked, output = Packed)]
pub async fn list_invitations(id: String) -> Result<Vec<Invitation>, ApiError> {
    Ok(super::caller()?.invitations(&id).await?.into_iter().map(Into::into).collect())
}

/// Asks somebody in; the word that lets them in is shown this once.
#[server(endpoint = "workspaces/invite", input = Asked, output = Packed)]
pub async fn invite(
    id: String,
    email: String,
    role: String,
) -> Result<Shown<Invitation>, ApiError> {
    let (made, word) = super::caller()?.invite(&id, &email, role_of(&role)?).await?;
    Ok(Shown { made: made.into(), word: word.reveal().to_owned() })
}

/// Takes an invitation back.
#[server(endpoint = "workspaces/remove-invitation", input = Asked, output = Packed)]
pub async fn remove_invitation(id: String, invitation: String) -> Result<(), ApiError> {
    Ok(super::caller()?.remove_invitation(&id, &invitation).await?)
}

/// The role that a word means.
#[cfg(feature = "ssr")]
pub(super) fn role_of(word: &str) -> Result<backend::Role, ApiError> {
    let unknown = || {
        backend::BackendError::Invalid(messages::text!(
            "A role is viewer, commenter, editor or owner."
        ))
    };
    Ok(backend::Role::parse(word).ok_or_else(unknown)?)
}

#[cfg(feature = "ssr")]
impl From<backend::Invitation> for Invitation {
    fn from(one: backend::Invitation) -> Self {
        let role = one.role.as_str().to_owned();
        Self { id: one.id, email: one.email, role, ends_at: one.ends_at }
    }
}
