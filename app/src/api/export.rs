//! The bundle before it is downloaded. The download itself is a plain GET of the server.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{BundleListing, FilePreview};

/// The files of a design's bundle.
#[server(endpoint = "export/files", input = Asked, output = Packed)]
pub async fn list_bundle(id: String) -> Result<BundleListing, ApiError> {
    use super::wire::ListedFile;
    let listing = super::caller()?.list_bundle(&id).await?;
    let files = listing.files.into_iter();
    Ok(BundleListing {
        revision: listing.revision,
        root: listing.root,
        files: files.map(|f| ListedFile { path: f.path, bytes: f.bytes, node: f.node }).collect(),
        errors: listing.errors,
        warnings: listing.warnings,
        infos: listing.infos,
    })
}

/// One file with the origin of each line.
#[server(endpoint = "export/preview", input = Asked, output = Packed)]
pub async fn preview_file(id: String, path: String) -> Result<FilePreview, ApiError> {
    use super::wire::{PreviewLine, PreviewOrigin};
    let preview = super::caller()?.preview_file(&id, &path).await?;
    let file = preview.file;
    let lines = file.lines.into_iter();
    let origins = file.origins.into_iter();
    Ok(FilePreview {
        revision: preview.revision,
        path: file.path,
        language: file.language.as_str().to_owned(),
        lines: lines.map(|line| PreviewLine { text: line.text, origin: line.origin }).collect(),
        origins: origins
            .map(|origin| PreviewOrigin {
                kind: origin.kind.as_str().to_owned(),
                targets: origin.targets,
                text: origin.text,
                source: origin.source,
                correction: origin.correction,
            })
            .collect(),
    })
}
