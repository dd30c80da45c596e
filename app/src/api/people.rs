//! For administrators: everyone, and what was done.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{AuditEntry, UserSummary};

/// Everyone with an account.
#[server(endpoint = "people/list", input = Asked, output = Packed)]
pub async fn list_users() -> Result<Vec<UserSummary>, ApiError> {
    let user = |one: backend::UserSummary| UserSummary {
        id: one.id,
        email: one.email,
        name: one.name,
        is_admin: one.is_admin,
        is_disabled: one.is_disabled,
        created_at: one.created_at,
    };
    Ok(super::caller()?.users().await?.into_iter().map(user).collect())
}

/// Says whether a person administers the console, and whether they may sign in.
#[server(endpoint = "people/set", input = Asked, output = Packed)]
pub async fn set_user(id: String, is_admin: bool, is_disabled: bool) -> Result<(), ApiError> {
    Ok(super::caller()?.set_user(&id, is_admin, is_disabled).await?)
}

/// What was done, the last first: the rows before a number, or the newest; of all, or by somebody, or of a kind.
#[server(endpoint = "people/audit", input = Asked, output = Packed)]
pub async fn audit(
    before: Option<i64>,
    actor: Option<String>,
    action: Option<String>,
) -> Result<Vec<AuditEntry>, ApiError> {
    let entry = |one: backend::AuditEntry| AuditEntry {
        number: one.number,
        at: one.at,
        actor: one.actor,
        action: one.action,
        target: one.target,
        detail: one.detail,
    };
    let filter = backend::AuditFilter { actor, action };
    Ok(super::caller()?.audit_of(before, &filter).await?.into_iter().map(entry).collect())
}
