//! Pictures of a design, as files.

use std::sync::Arc;
use std::time::Duration;

use export::{BundleOptions, Exporter};
use picture::{DrawError, Format, Look};
use tokio::time::timeout;

use crate::{Backend, BackendError, Download, busy, catalogue_of};

/// How many are drawn at the same time: a large PNG needs some hundred megabytes while it is drawn.
pub(crate) const AT_ONCE: usize = 2;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

impl Backend {
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
        let catalogue = catalogue_of(&design)?;
        let waiting = Arc::clone(&self.easels).acquire_owned();
        let Ok(Ok(easel)) = timeout(PATIENCE, waiting).await else {
            return Err(BackendError::Busy);
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
}

impl From<DrawError> for BackendError {
    fn from(error: DrawError) -> Self {
        match error {
            DrawError::TooLong { .. } => Self::Invalid(error.to_string()),
            DrawError::Drawing(_) => Self::Internal(error.to_string()),
        }
    }
}
