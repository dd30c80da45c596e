//! Designs: list, open, make, save, rename, delete.

use leptos::prelude::*;
use topology::{Change, Design};

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{DesignSummary, OpenedDesign, Saved};

/// Every design, the last saved first.
#[server(endpoint = "designs/list", input = Asked, output = Packed)]
pub async fn list_designs() -> Result<Vec<DesignSummary>, ApiError> {
    Ok(super::caller()?.designs().await?.into_iter().map(Into::into).collect())
}

/// A new design: a template's, or an empty one.
#[server(endpoint = "designs/create", input = Asked, output = Packed)]
pub async fn create_design(
    name: String,
    template: Option<String>,
    workspace: Option<String>,
) -> Result<DesignSummary, ApiError> {
    let (template, workspace) = (template.as_deref(), workspace.as_deref());
    Ok(super::caller()?.create_design(&name, template, workspace).await?.into())
}

/// A design from the text of a document.
#[server(endpoint = "designs/import", input = Asked, output = Packed)]
pub async fn import_design(
    document: String,
    workspace: Option<String>,
) -> Result<DesignSummary, ApiError> {
    Ok(super::caller()?.import_design(document, workspace.as_deref()).await?.into())
}

/// A piece of a design from its text; nothing is kept of it.
#[server(endpoint = "designs/read", input = Asked, output = Packed)]
pub async fn read_piece(text: String) -> Result<Design, ApiError> {
    Ok(super::caller()?.read_piece(text).await?)
}

/// A design with its revision.
#[server(endpoint = "designs/open", input = Asked, output = Packed)]
pub async fn open_design(id: String) -> Result<OpenedDesign, ApiError> {
    let caller = super::caller()?;
    let (design, revision) = caller.load(&id).await?;
    let backend::Rights { edit, comment, export, history, review, share } =
        caller.rights_on(&id).await?;
    let rights = super::wire::Rights { edit, comment, export, history, review, share };
    Ok(OpenedDesign { id, revision, design, rights })
}

/// Applies a change that was made to revision `base`; with `merge` also where others have changed something else since.
#[server(endpoint = "designs/save", input = Asked, output = Packed)]
pub async fn save_change(
    id: String,
    base: i64,
    change: Change,
    #[server(default)] merge: bool,
) -> Result<Saved, ApiError> {
    let caller = super::caller()?;
    let saved = match merge {
        true => caller.merge_change(&id, base, change).await?,
        false => caller.save_change(&id, base, change).await?,
    };
    Ok(saved.into())
}

/// Puts a change on top of revision `base`, also where others changed the same: how a person keeps
/// their side of a conflict.
#[server(endpoint = "designs/overwrite", input = Asked, output = Packed)]
pub async fn overwrite(id: String, base: i64, change: Change) -> Result<Saved, ApiError> {
    Ok(super::caller()?.overwrite(&id, base, change).await?.into())
}

/// A new design: this one with a change that it does not take itself.
#[server(endpoint = "designs/fork", input = Asked, output = Packed)]
pub async fn fork_design(id: String, change: Change) -> Result<DesignSummary, ApiError> {
    Ok(super::caller()?.fork_design(&id, change).await?.into())
}

/// Gives a design another name.
#[server(endpoint = "designs/rename", input = Asked, output = Packed)]
pub async fn rename_design(id: String, name: String) -> Result<Saved, ApiError> {
    Ok(super::caller()?.rename_design(&id, &name).await?.into())
}

/// A copy of a design.
#[server(endpoint = "designs/duplicate", input = Asked, output = Packed)]
pub async fn duplicate_design(id: String) -> Result<DesignSummary, ApiError> {
    Ok(super::caller()?.duplicate_design(&id).await?.into())
}

/// Hides a design until it is restored.
#[server(endpoint = "designs/delete", input = Asked, output = Packed)]
pub async fn delete_design(id: String) -> Result<(), ApiError> {
    Ok(super::caller()?.delete_design(&id).await?)
}

/// Brings a deleted design back.
#[server(endpoint = "designs/restore", input = Asked, output = Packed)]
pub async fn restore_design(id: String) -> Result<(), ApiError> {
    Ok(super::caller()?.restore_design(&id).await?)
}

#[cfg(feature = "ssr")]
impl From<backend::DesignSummary> for DesignSummary {
    fn from(design: backend::DesignSummary) -> Self {
        Self {
            id: design.id,
            workspace: design.workspace,
            name: design.name,
            environment: design.environment,
            product_version: design.product_version,
            nodes: design.nodes,
            links: design.links,
            errors: design.errors,
            warnings: design.warnings,
            revision: design.revision,
            saved_at: design.saved_at,
            is_shared: design.is_shared,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::Saved> for Saved {
    fn from(saved: backend::Saved) -> Self {
        Self { revision: saved.revision, saved_at: saved.saved_at, since: saved.since }
    }
}
