//! The server's authority over what is saved.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::Validation;

/// Findings of the saved revision.
#[server(endpoint = "validation/validate", input = Asked, output = Packed)]
pub async fn validate(id: String) -> Result<Validation, ApiError> {
    use super::wire::{ServerFinding, ServerFix};
    let found = super::backend()?.validate(&id).await?;
    let findings = found
        .findings
        .into_iter()
        .map(|finding| ServerFinding {
            rule: finding.rule.to_owned(),
            severity: finding.severity.as_str().to_owned(),
            target: finding.target,
            message: finding.message,
            why: backend::why(finding.rule).to_owned(),
            fix: finding.fix.map(|fix| ServerFix { title: fix.title, change: fix.change }),
        })
        .collect();
    Ok(Validation { revision: found.revision, findings })
}
