//! Versions of a design, and what is other between two of its states.

use leptos::prelude::*;
use topology::Design;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{ComparedFile, VersionSummary};

/// Gives what is saved a name.
#[server(endpoint = "versions/create", input = Asked, output = Packed)]
pub async fn create_version(
    id: String,
    name: String,
    message: String,
) -> Result<VersionSummary, ApiError> {
    Ok(super::caller()?.create_version(&id, &name, &message).await?.into())
}

/// A design's versions, the last first.
#[server(endpoint = "versions/list", input = Asked, output = Packed)]
pub async fn list_versions(id: String) -> Result<Vec<VersionSummary>, ApiError> {
    Ok(super::caller()?.versions(&id).await?.into_iter().map(Into::into).collect())
}

/// A design as it was in a version.
#[server(endpoint = "versions/open", input = Asked, output = Packed)]
pub async fn open_version(id: String, number: i64) -> Result<Design, ApiError> {
    Ok(super::caller()?.state(&id, backend::State::Version(number)).await?)
}

/// The files of two states beside each other; a number is a version's, and none is what is saved. One file is told whole.
#[server(endpoint = "versions/compare", input = Asked, output = Packed)]
pub async fn compare_states(
    id: String,
    before: Option<i64>,
    after: Option<i64>,
    path: Option<String>,
) -> Result<Vec<ComparedFile>, ApiError> {
    let state = |number: Option<i64>| number.map_or(backend::State::Now, backend::State::Version);
    let (caller, before, after) = (super::caller()?, state(before), state(after));
    let files = match path {
        Some(path) => caller.compare_file(&id, before, after, path).await?.into_iter().collect(),
        None => caller.compare_states(&id, before, after).await?,
    };
    Ok(files.into_iter().map(Into::into).collect())
}

#[cfg(feature = "ssr")]
impl From<backend::VersionSummary> for VersionSummary {
    fn from(version: backend::VersionSummary) -> Self {
        Self {
            number: version.number,
            name: version.name,
            message: version.message,
            author: version.author,
            created_at: version.created_at,
            revision: version.revision,
            bundle: version.bundle,
        }
    }
}
