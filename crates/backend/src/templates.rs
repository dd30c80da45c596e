//! The built-in patterns for the gallery.

use topology::document;

use crate::{BackendError, busy, catalogue_of};

/// A pattern with its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSummary {
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub nodes: u32,
    /// A stand-alone SVG.
    pub picture: String,
}

impl crate::Backend {
    /// The patterns, simplest first.
    ///
    /// # Errors
    /// When one cannot be read, which the catalogue's tests exclude.
    pub async fn templates(&self) -> Result<Vec<TemplateSummary>, BackendError> {
        busy(|| catalogue::templates().iter().map(described).collect()).await?
    }
}

fn described(template: &catalogue::Template) -> Result<TemplateSummary, BackendError> {
    let design = document::parse(template.document)
        .map_err(|error| BackendError::Internal(format!("template {}: {error}", template.id)))?;
    Ok(TemplateSummary {
        id: template.id,
        name: template.name,
        description: template.description,
        nodes: u32::try_from(design.nodes().len()).unwrap_or(u32::MAX),
        picture: drawing::svg(&design, catalogue_of(&design)?),
    })
}
