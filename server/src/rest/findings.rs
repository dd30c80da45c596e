//! What rules find.

use axum::Json;
use axum::body::Body;
use axum::extract::Path;
use rules::Finding;
use serde::Serialize;
use utoipa::ToSchema;

use super::given::document;
use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;

/// What a rule found; the same as `validate --format json` writes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingItem {
    rule: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// What it is about.
    #[schema(value_type = Object)]
    target: topology::Target,
    message: String,
    /// What a person could press, where there is something.
    fix: Option<String>,
    /// Somebody lets it stand: it counts for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<Waived>,
}

/// Why a finding stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Waived {
    reason: String,
    author: String,
    /// The last day, where it ends.
    until: Option<String>,
}

/// What was found in a design.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Findings {
    /// The revision that was checked, of a design that is kept.
    revision: Option<i64>,
    /// How many errors are open: with any, nothing is exported unless somebody insists.
    errors: usize,
    findings: Vec<FindingItem>,
}

fn told(revision: Option<i64>, findings: &[Finding]) -> Findings {
    let item = |finding: &Finding| FindingItem {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        target: finding.target.clone(),
        message: finding.message.to_string(),
        fix: finding.fix.as_ref().map(|fix| fix.title.to_string()),
        waived: finding.waived.as_ref().map(|waiver| Waived {
            reason: waiver.reason.clone(),
            author: waiver.author.clone(),
            until: waiver.until.clone(),
        }),
    };
    let is_error =
        |finding: &&Finding| finding.is_open() && finding.severity == rules::Severity::Error;
    Findings {
        revision,
        errors: findings.iter().filter(is_error).count(),
        findings: findings.iter().map(item).collect(),
    }
}

/// Check a design
#[utoipa::path(get, path = "/designs/{id}/findings", tag = "checks", params(("id", description = "the design")), responses(
    (status = 200, body = Findings),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn of_design(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Json<Findings>, HttpError> {
    let checked = caller.validate(&id).await?;
    Ok(Json(told(Some(checked.revision), &checked.findings)))
}

/// Check a document
///
/// Nothing of it is kept.
#[utoipa::path(post, path = "/findings", tag = "checks",
    request_body(content = serde_json::Value, description = "a document"),
    responses((status = 200, body = Findings), (status = 401, body = Problem), (status = 422, body = Problem))
)]
pub(crate) async fn of_document(
    Asks(caller): Asks,
    body: Body,
) -> Result<Json<Findings>, HttpError> {
    let findings = caller.validate_document(document(body).await?).await?;
    Ok(Json(told(None, &findings)))
}
