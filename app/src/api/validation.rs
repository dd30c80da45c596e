//! The server's authority over what is saved.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::Validation;

/// Findings of the saved revision.
#[server(endpoint = "validation/validate", input = Asked, output = Packed)]
pub async fn validate(id: String) -> Result<Validation, ApiError> {
    let found = super::caller()?.validate(&id).await?;
    let findings = found.findings.iter().cloned().map(Into::into).collect();
    Ok(Validation { revision: found.revision, findings })
}
