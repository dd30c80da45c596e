//! Links for people without an account.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use backend::{NewShare, Role};
use messages::text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::given::Given;
use super::problem::Problem;
use crate::AppState;
use crate::asking::Asks;
use crate::error::HttpError;

/// A link in a list. Its word is known to those alone who have it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShareItem {
    id: String,
    /// The version that it shows; the design as it is where there is none.
    version: Option<i64>,
    /// `viewer` or `commenter`.
    role: &'static str,
    /// Whether the bundle may be downloaded.
    bundle: bool,
    has_passphrase: bool,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
    ends_at: i64,
    most_opens: Option<i64>,
    opens: i64,
    /// Whether it can still be opened.
    is_open: bool,
}

impl From<backend::ShareSummary> for ShareItem {
    fn from(share: backend::ShareSummary) -> Self {
        Self {
            id: share.id,
            version: share.version,
            role: share.role.as_str(),
            bundle: share.bundle,
            has_passphrase: share.has_passphrase,
            created_at: share.created_at,
            ends_at: share.ends_at,
            most_opens: share.most_opens,
            opens: share.opens,
            is_open: share.is_open,
        }
    }
}

/// A link to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedShare {
    version: Option<i64>,
    /// `viewer` where nothing is said, or `commenter`.
    role: Option<String>,
    #[serde(default)]
    bundle: bool,
    #[serde(default)]
    passphrase: String,
    /// From 1 to 90; 7 where nothing is said.
    days: Option<u32>,
    most_opens: Option<u32>,
}

/// A link that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeShare {
    share: ShareItem,
    /// What to send; it is told this once.
    url: String,
}

/// Links to a design
#[utoipa::path(get, path = "/designs/{id}/shares", tag = "shares", params(("id", description = "the design")), responses(
    (status = 200, body = Vec<ShareItem>),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Json<Vec<ShareItem>>, HttpError> {
    Ok(Json(caller.shares(&id).await?.into_iter().map(Into::into).collect()))
}

/// Make a link
#[utoipa::path(post, path = "/designs/{id}/shares", tag = "shares", params(("id", description = "the design")),
    request_body = WantedShare,
    responses(
        (status = 201, body = MadeShare), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn create(
    State(state): State<AppState>,
    Asks(caller): Asks,
    Path(id): Path<String>,
    Given(wanted): Given<WantedShare>,
) -> Result<Response, HttpError> {
    let role = Role::parse(wanted.role.as_deref().unwrap_or("viewer")).ok_or_else(|| {
        let message = text!("A role is viewer, commenter, editor or owner.");
        HttpError::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    })?;
    let new = NewShare {
        version: wanted.version,
        role,
        bundle: wanted.bundle,
        passphrase: wanted.passphrase,
        days: wanted.days.unwrap_or(7),
        most_opens: wanted.most_opens,
    };
    let (made, word) = caller.share(&id, new).await?;
    let url = format!("{}/s/{}#{}", state.config.url(), made.id, word.reveal());
    Ok((StatusCode::CREATED, Json(MadeShare { share: made.into(), url })).into_response())
}

/// Take a link back
#[utoipa::path(delete, path = "/designs/{id}/shares/{share}", tag = "shares",
    params(("id", description = "the design"), ("share" = String, Path, description = "the link")),
    responses(
        (status = 204, description = "nobody comes in by it any more"),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn revoke(
    Asks(caller): Asks,
    Path((id, share)): Path<(String, String)>,
) -> Result<StatusCode, HttpError> {
    caller.revoke(&id, Some(&share)).await?;
    Ok(StatusCode::NO_CONTENT)
}
