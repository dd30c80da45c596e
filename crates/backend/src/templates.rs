//! The built-in patterns for the gallery.

use drawing::{Look, Theme};
use topology::document;

use crate::access::{Action, Resource};
use crate::{BackendError, Caller, busy, catalogue_of};

/// A pattern with its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSummary {
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub nodes: u32,
    pub hosts: u32,
    /// A stand-alone SVG in light colours.
    pub picture: String,
    /// The same in dark ones.
    pub dark: String,
}

impl Caller {
    /// The patterns, simplest first.
    ///
    /// # Errors
    /// When one cannot be read, which the catalogue's tests exclude.
    pub async fn templates(&self) -> Result<Vec<TemplateSummary>, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        busy(|| catalogue::templates().iter().map(described).collect()).await?
    }
}

fn described(template: &catalogue::Template) -> Result<TemplateSummary, BackendError> {
    let design = document::parse(template.document)
        .map_err(|error| BackendError::Internal(format!("template {}: {error}", template.id)))?;
    let catalogue = catalogue_of(&design)?;
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    // What the lines mean is told on the canvas; here the drawing needs the room.
    let picture = |theme| {
        let look = Look { theme, legend: false, ..Look::default() };
        drawing::dressed(&design, catalogue, &look, "")
    };
    Ok(TemplateSummary {
        id: template.id,
        name: template.name,
        description: template.description,
        nodes: count(design.nodes().len()),
        hosts: count(design.hosts().len()),
        picture: picture(Theme::Light),
        dark: picture(Theme::Dark),
    })
}
