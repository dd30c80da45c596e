//! What is said about a design.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use backend::Topic;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::given::Given;
use super::problem::Problem;
use crate::asking::Asks;
use crate::error::HttpError;

/// Something that was said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommentItem {
    id: String,
    author: String,
    text: String,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
}

/// What was said about one thing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThreadItem {
    id: String,
    /// A thing of the design, a finding, or a line of a file.
    #[schema(value_type = Object, example = json!({ "about": "thing", "target": { "kind": "node", "id": "gw1" } }))]
    topic: Topic,
    /// Milliseconds since 1970, UTC.
    created_at: i64,
    /// Who settled it.
    resolved_by: Option<String>,
    resolved_at: Option<i64>,
    /// The first first.
    comments: Vec<CommentItem>,
}

impl From<backend::Thread> for ThreadItem {
    fn from(thread: backend::Thread) -> Self {
        let (resolved_by, resolved_at) = thread.resolved.unzip();
        let comment = |comment: backend::Comment| CommentItem {
            id: comment.id,
            author: comment.author,
            text: comment.text,
            created_at: comment.created_at,
        };
        Self {
            id: thread.id,
            topic: thread.topic,
            created_at: thread.created_at,
            resolved_by,
            resolved_at,
            comments: thread.comments.into_iter().map(comment).collect(),
        }
    }
}

/// A thread to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewThread {
    #[schema(value_type = Object, example = json!({ "about": "line", "path": "nodes/gw1/repository/conf/deployment.toml", "text": "offset = 1" }))]
    topic: Topic,
    text: String,
}

/// Something to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewComment {
    text: String,
}

/// Whether a thread is settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settled {
    settled: bool,
}

/// What is said about a design
#[utoipa::path(get, path = "/designs/{id}/threads", tag = "threads", params(("id", description = "the design")), responses(
    (status = 200, body = Vec<ThreadItem>),
    (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
))]
pub(crate) async fn list(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Json<Vec<ThreadItem>>, HttpError> {
    Ok(Json(caller.threads(&id).await?.into_iter().map(Into::into).collect()))
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeThread {
    id: String,
}

/// Begin a thread
#[utoipa::path(post, path = "/designs/{id}/threads", tag = "threads", params(("id", description = "the design")),
    request_body = NewThread,
    responses(
        (status = 201, body = MadeThread), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn begin(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Given(NewThread { topic, text }): Given<NewThread>,
) -> Result<Response, HttpError> {
    let id = caller.begin_thread(&id, &topic, &text, "").await?;
    Ok((StatusCode::CREATED, Json(MadeThread { id })).into_response())
}

/// Say something in a thread
///
/// One that was settled is open again then.
#[utoipa::path(post, path = "/threads/{id}/comments", tag = "threads", params(("id", description = "the thread")),
    request_body = NewComment,
    responses(
        (status = 204, description = "it is said"), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    )
)]
pub(crate) async fn reply(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Given(NewComment { text }): Given<NewComment>,
) -> Result<StatusCode, HttpError> {
    caller.reply(&id, &text, "").await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Settle a thread, or open it again
#[utoipa::path(put, path = "/threads/{id}/settled", tag = "threads", params(("id", description = "the thread")),
    request_body = Settled,
    responses(
        (status = 204, description = "it is"), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn settle(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Given(Settled { settled }): Given<Settled>,
) -> Result<StatusCode, HttpError> {
    caller.settle(&id, settled).await?;
    Ok(StatusCode::NO_CONTENT)
}
