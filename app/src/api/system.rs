//! For administrators: how the console stands, and which workspaces there are.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{System, WorkspaceOverview};

/// How the console stands.
#[server(endpoint = "system/state", input = Asked, output = Packed)]
pub async fn system_state() -> Result<System, ApiError> {
    let system = super::caller()?.system().await?;
    let serving = super::asking::serving()?;
    let asking = super::asking::asking()?;
    Ok(System {
        version: serving.version.to_owned(),
        commit: serving.commit.map(ToOwned::to_owned),
        started_at: serving.started_at,
        listen: serving.listen.clone(),
        public_url: serving.public_url.clone(),
        access: serving.access.to_owned(),
        passwords: asking.passwords(),
        provider: asking.elsewhere.map(|elsewhere| elsewhere.label),
        metrics: serving.metrics.clone(),
        database: system.database,
        place: system.place,
        option: system.option,
        bytes: system.bytes,
        schema: system.schema,
        workspaces: system.workspaces,
        people: system.people,
        designs: system.designs,
        deleted: system.deleted,
        versions: system.versions,
        servers: system.servers,
        backed_up_at: system.backed_up_at,
    })
}

/// Every workspace, by name.
#[server(endpoint = "system/workspaces", input = Asked, output = Packed)]
pub async fn list_all_workspaces() -> Result<Vec<WorkspaceOverview>, ApiError> {
    let overview = |one: backend::WorkspaceOverview| WorkspaceOverview {
        id: one.id,
        name: one.name,
        owners: one.owners,
        members: one.members,
        designs: one.designs,
    };
    Ok(super::caller()?.all_workspaces().await?.into_iter().map(overview).collect())
}
