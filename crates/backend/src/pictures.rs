//! Pictures of a design, as files.

use std::sync::Arc;
use std::time::Duration;

use export::{BundleOptions, Exporter};
use picture::{Format, Look};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use topology::ProductRef;

use crate::access::{Action, Resource};
use crate::{BackendError, Caller, Download, busy, catalogue_of};

/// How many PNGs and PDFs are drawn at the same time: a large one needs some hundred megabytes and
/// seconds. The others are texts, written at once.
pub(crate) const AT_ONCE: usize = 1;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// The first sight of a design.
#[derive(Debug, Clone)]
pub struct Glimpse {
    pub product: ProductRef,
    /// Markup for a page of the console.
    pub drawing: String,
}

impl Caller {
    /// A design drawn as a file of this format. With `enclose` the file holds the design where its
    /// format has a place for it.
    ///
    /// # Errors
    /// When there is no such design, a text of the look is too long, or too many others are drawn.
    pub async fn picture(
        &self,
        id: &str,
        format: Format,
        look: Look,
        enclose: bool,
    ) -> Result<Download, BackendError> {
        let (design, _) = self.load(id).await?;
        // Who may only look gets what can only be looked at.
        let enclose = enclose && self.may(Action::ExportDesign, Resource::Design(id)).await.is_ok();
        let catalogue = catalogue_of(&design)?;
        let easel = match format {
            Format::Png | Format::Pdf => Some(self.easel().await?),
            Format::Svg | Format::Mermaid | Format::Drawio => None,
        };
        busy(move || {
            let root = Exporter::new(&design, catalogue).root(&BundleOptions::default());
            let drawn = picture::draw(&design, catalogue, format, &look, enclose);
            // Work that has begun cannot be stopped, so the place is taken until it ends, also when
            // nobody waits for it any more.
            drop(easel);
            Ok(Download {
                file_name: format!("{root}.{}", format.extension()),
                media_type: format.media_type(),
                bytes: drawn?.bytes,
            })
        })
        .await?
    }

    /// A place to draw at, which is free again when it is dropped.
    pub(crate) async fn easel(&self) -> Result<OwnedSemaphorePermit, BackendError> {
        let turn = timeout(PATIENCE, Arc::clone(&self.backend.easels).acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(BackendError::Busy)
    }

    /// What a page shows of a design before its program has loaded; nothing where there is nothing to see,
    /// or too much of it.
    ///
    /// # Errors
    /// When there is no such design.
    pub async fn glimpse(&self, id: &str) -> Result<Option<Glimpse>, BackendError> {
        let (design, _) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        busy(move || {
            let drawing = drawing::glimpse(&design, catalogue)?;
            Some(Glimpse { product: design.product().clone(), drawing })
        })
        .await
    }
}
