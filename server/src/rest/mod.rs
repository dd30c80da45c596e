//! The interface for programs, under `/api/v1`. Its description is made of its handlers: what is not described is not
//! there.

mod bundles;
mod designs;
mod etag;
mod findings;
mod given;
mod paging;
mod papers;
mod people;
pub(crate) mod problem;
mod shares;
mod threads;
mod versions;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::{any, get};
use messages::text;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::AppState;
use crate::error::HttpError;

/// Where it is.
pub(crate) const ROOT: &str = "/api/v1";

const DESCRIPTION: &str = "/api/v1/openapi.json";

/// The page to try it.
const TRY: &str = "/api/v1/try";

/// What the description says besides its handlers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Topology Designer",
        description = "Designs of WSO2 API Manager deployments: made, checked, exported, shared and talked about.\n\n\
            A program shows a token of the person it works for: `Authorization: Bearer tdp_…`. What it may is what that \
            person may, within the token's scopes. What one has no part in answers as if it were not there.\n\n\
            What goes wrong is a problem of RFC 9457. A design's revision is its ETag; whoever writes says in `If-Match` \
            which one they have seen.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "designs", description = "Documents, kept with a revision"),
        (name = "checks", description = "What rules find"),
        (name = "bundles", description = "What is exported"),
        (name = "versions", description = "What a design was when somebody gave it a name"),
        (name = "shares", description = "Links for people without an account"),
        (name = "people", description = "Who has which role on one design"),
        (name = "threads", description = "What is said about a design")
    ),
    security(("token" = [])),
    modifiers(&Tokens)
)]
struct Description;

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        api.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

/// Every handler with its description.
fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Description::openapi())
        .nest(
            ROOT,
            OpenApiRouter::new()
                .routes(routes!(designs::list, designs::create))
                .routes(routes!(designs::read, designs::replace, designs::delete))
                .routes(routes!(findings::of_design))
                .routes(routes!(findings::of_document))
                .routes(routes!(bundles::list))
                .routes(routes!(bundles::download))
                .routes(routes!(papers::review))
                .routes(routes!(versions::list, versions::create))
                .routes(routes!(versions::read))
                .routes(routes!(versions::compare))
                .routes(routes!(shares::list, shares::create))
                .routes(routes!(shares::revoke))
                .routes(routes!(people::list))
                .routes(routes!(people::set, people::remove))
                .routes(routes!(threads::list, threads::begin))
                .routes(routes!(threads::reply))
                .routes(routes!(threads::settle)),
        )
        .split_for_parts()
}

/// The description alone, as `openapi.json` and the command line have it.
#[must_use]
pub fn description() -> String {
    let (_, api) = described();
    // A value made of texts and lists is always JSON.
    api.to_pretty_json().unwrap_or_default()
}

pub(crate) fn routes() -> Router<AppState> {
    let (router, _) = described();
    // Whoever tries it is signed in already, as in the console, or shows a token there.
    let tried = Config::from(DESCRIPTION).try_it_out_enabled(true).use_base_layout();
    router
        .route(DESCRIPTION, get(openapi))
        .merge(SwaggerUi::new(TRY).config(tried))
        .route("/api/v1/{*rest}", any(missing))
}

async fn openapi() -> axum::response::Response {
    ([(header::CONTENT_TYPE, "application/json")], description()).into_response()
}

async fn missing() -> HttpError {
    HttpError::new(StatusCode::NOT_FOUND, text!("There is nothing at this address."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_says_what_it_answers_and_who_may_ask() {
        let api: serde_json::Value = serde_json::from_str(&description()).unwrap();
        let paths = api["paths"].as_object().unwrap();
        assert!(paths.len() >= 12, "{}", paths.len());
        for (path, item) in paths {
            assert!(path.starts_with(ROOT), "{path}");
            for (method, operation) in item.as_object().unwrap() {
                let place = format!("{method} {path}");
                assert!(
                    operation["summary"].as_str().is_some_and(|text| !text.is_empty()),
                    "{place}"
                );
                assert!(operation["tags"][0].is_string(), "{place}");
                let answers = operation["responses"].as_object().unwrap();
                assert!(answers.keys().any(|status| status.starts_with('2')), "{place}");
                assert!(answers.contains_key("401"), "{place}");
            }
        }
        assert_eq!(api["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    }
}
