//! Who has which role on one design.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use backend::Role;
use messages::text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::given::Given;
use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;

/// Somebody who can open a design. Of both roles the higher one counts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonItem {
    id: String,
    email: String,
    name: String,
    /// The one that counts: `viewer`, `commenter`, `editor` or `owner`.
    role: &'static str,
    /// By the workspace that the design is in.
    in_workspace: Option<&'static str>,
    /// By the design itself.
    on_design: Option<&'static str>,
}

impl From<backend::DesignPerson> for PersonItem {
    fn from(one: backend::DesignPerson) -> Self {
        Self {
            id: one.id,
            email: one.email,
            name: one.name,
            role: one.role.as_str(),
            in_workspace: one.in_workspace.map(Role::as_str),
            on_design: one.on_design.map(Role::as_str),
        }
    }
}

/// A role to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedRole {
    /// `viewer`, `commenter`, `editor` or `owner`.
    role: String,
}

/// Who can open a design
///
/// By name.
#[utoipa::path(get, path = "/designs/{id}/people", tag = "people", params(("id", description = "the design")), responses(
    (status = 200, body = Vec<PersonItem>),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Json<Vec<PersonItem>>, HttpError> {
    Ok(Json(caller.design_people(&id).await?.people.into_iter().map(Into::into).collect()))
}

/// Give somebody a role on a design
///
/// It is for people who have a part in the design, or work in a workspace with whom the token is of.
#[utoipa::path(put, path = "/designs/{id}/people/{person}", tag = "people",
    params(("id", description = "the design"), ("person" = String, Path, description = "the person")),
    request_body = WantedRole,
    responses(
        (status = 204, description = "they have it"), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn set(
    Asks(caller): Asks,
    Path((id, person)): Path<(String, String)>,
    Given(wanted): Given<WantedRole>,
) -> Result<StatusCode, HttpError> {
    let role = Role::parse(&wanted.role).ok_or_else(|| {
        let message = text!("A role is viewer, commenter, editor or owner.");
        HttpError::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    })?;
    caller.set_design_person(&id, &person, Some(role)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take somebody's role on a design back
///
/// What they are to its workspace stays.
#[utoipa::path(delete, path = "/designs/{id}/people/{person}", tag = "people",
    params(("id", description = "the design"), ("person" = String, Path, description = "the person")),
    responses(
        (status = 204, description = "they have none on the design"),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    Asks(caller): Asks,
    Path((id, person)): Path<(String, String)>,
) -> Result<StatusCode, HttpError> {
    caller.set_design_person(&id, &person, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
