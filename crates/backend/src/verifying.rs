//! Whether all that is kept is whole: the log of what was done row by row, and every document.

use std::collections::BTreeMap;

use topology::document;

use crate::audit::{Broken, Seal};
use crate::{Backend, BackendError};

/// What was looked at, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// The seal of the log's last row, or what is wrong with the log first.
    pub log: Result<Seal, Broken>,
    /// What cannot be opened any more, each as a sentence.
    pub unreadable: Vec<String>,
}

impl Verified {
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.log.is_ok() && self.unreadable.is_empty()
    }
}

impl Backend {
    /// Reads the log and every document to their ends. `noted` is a seal of the log that was written down before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn verify(&self, noted: Option<&Seal>) -> Result<Verified, BackendError> {
        let rows = self.copy_to(std::io::sink()).await?.rows;
        let log = self.audited(noted).await?;
        let mut unreadable = Vec::new();
        let look = |what: String, text: &str| {
            if let Err(error) = document::parse(text) {
                unreadable.push(format!("{what} cannot be opened: {error}"));
            }
        };
        self.store.each_document(look).await?;
        Ok(Verified { rows, log, unreadable })
    }
}
