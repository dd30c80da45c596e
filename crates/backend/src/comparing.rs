//! Files beside other files: what a change would make of them, and what the product has by itself.

use export::{Bounds, BundleOptions, ChangedFile, DefaultRow, Exporter};
use topology::{Change, Design};

use crate::{BackendError, Caller, busy, catalogue_of};

/// What a change would make of the files of a revision.
#[derive(Debug, Clone)]
pub struct Comparison {
    pub revision: i64,
    /// The files that would not be the same, in the order of their paths.
    pub files: Vec<ChangedFile>,
}

impl Caller {
    /// Compares the files of what is stored with those that a change would give. Nothing is stored.
    ///
    /// # Errors
    /// [`BackendError::Conflict`] when the change was not made from the stored revision, and
    /// [`BackendError::Invalid`] when its result would be no design.
    pub async fn compare(&self, id: &str, change: Change) -> Result<Comparison, BackendError> {
        let (before, revision) = self.load(id).await?;
        let catalogue = catalogue_of(&before)?;
        let mut after = before.clone();
        change.apply(&mut after).map_err(|_| BackendError::Conflict { revision })?;
        topology::document::check_change(&after, &change)?;
        catalogue_of(&after)?;
        let files = busy(move || {
            if change.is_empty() {
                return Vec::new();
            }
            let bundle = |design: &Design| {
                Exporter::new(design, catalogue).bundle(&BundleOptions::default())
            };
            export::difference(&bundle(&before), &bundle(&after), Bounds::default())
        })
        .await?;
        Ok(Comparison { revision, files })
    }

    /// The keys of a node's configuration with what the product does without them.
    ///
    /// # Errors
    /// When there is no such design, or the path is no configuration in TOML.
    pub async fn defaults(&self, id: &str, path: &str) -> Result<Vec<DefaultRow>, BackendError> {
        let (design, _) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        let path = path.to_owned();
        let rows = busy(move || Exporter::new(&design, catalogue).defaults(&path)).await?;
        rows.ok_or(BackendError::NotFound("file"))
    }
}
