//! The server's word on a design: the same rules as in the browser, on what is saved.

use std::sync::Arc;

use rules::Finding;

use crate::{BackendError, Caller, busy, catalogue_of, today};

/// Findings of one revision.
#[derive(Debug, Clone)]
pub struct Validation {
    pub revision: i64,
    pub findings: Arc<[Finding]>,
}

impl Caller {
    /// # Errors
    /// When there is no such design.
    pub async fn validate(&self, id: &str) -> Result<Validation, BackendError> {
        let seen = self.seen(id).await?;
        Ok(Validation { revision: seen.number, findings: seen.findings().await? })
    }

    /// What is found in a design that is kept nowhere.
    ///
    /// # Errors
    /// When the text is no design.
    pub async fn validate_document(&self, text: String) -> Result<Vec<Finding>, BackendError> {
        let design = self.read_piece(text).await?;
        let catalogue = catalogue_of(&design)?;
        busy(move || rules::validate_on(&design, catalogue, Some(&today()))).await
    }
}
