//! What is said about a design.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{Thread, Topic, Waiting};

/// All threads of a design, the first first.
#[server(endpoint = "comments/list", input = Asked, output = Packed)]
pub async fn list_threads(id: String) -> Result<Vec<Thread>, ApiError> {
    Ok(super::caller()?.threads(&id).await?.into_iter().map(Into::into).collect())
}

/// Begins a thread; its id. Who came by a link says what they are called.
#[server(endpoint = "comments/begin", input = Asked, output = Packed)]
pub async fn begin_thread(
    id: String,
    topic: Topic,
    text: String,
    name: String,
) -> Result<String, ApiError> {
    Ok(super::caller()?.begin_thread(&id, &topic.into(), &text, &name).await?)
}

/// Says something in a thread.
#[server(endpoint = "comments/reply", input = Asked, output = Packed)]
pub async fn reply(thread: String, text: String, name: String) -> Result<(), ApiError> {
    Ok(super::caller()?.reply(&thread, &text, &name).await?)
}

/// Settles a thread, or opens it again.
#[server(endpoint = "comments/settle", input = Asked, output = Packed)]
pub async fn settle(thread: String, is_settled: bool) -> Result<(), ApiError> {
    Ok(super::caller()?.settle(&thread, is_settled).await?)
}

/// Where one was named and has not looked since, and what one was asked to look at. Nothing for who has no account.
#[server(endpoint = "comments/waiting", input = Asked, output = Packed)]
pub async fn what_waits() -> Result<Waiting, ApiError> {
    let caller = super::caller()?;
    let mentions = caller.mentions().await?.into_iter().map(Into::into).collect();
    let requests = caller.requests().await?.into_iter().map(Into::into).collect();
    Ok(Waiting { mentions, requests })
}

/// One has looked at what is said about a design.
#[server(endpoint = "comments/seen", input = Asked, output = Packed)]
pub async fn saw_mentions(id: String) -> Result<(), ApiError> {
    Ok(super::caller()?.saw_mentions(&id).await?)
}

#[cfg(feature = "ssr")]
mod inside {
    use crate::api::wire::{Comment, Mention, Request, Thread, Topic};

    impl From<backend::Topic> for Topic {
        fn from(topic: backend::Topic) -> Self {
            match topic {
                backend::Topic::Thing { target } => Self::Thing { target },
                backend::Topic::Finding { rule, target } => Self::Finding { rule, target },
                backend::Topic::Line { path, text } => Self::Line { path, text },
            }
        }
    }

    impl From<Topic> for backend::Topic {
        fn from(topic: Topic) -> Self {
            match topic {
                Topic::Thing { target } => Self::Thing { target },
                Topic::Finding { rule, target } => Self::Finding { rule, target },
                Topic::Line { path, text } => Self::Line { path, text },
            }
        }
    }

    impl From<backend::Thread> for Thread {
        fn from(thread: backend::Thread) -> Self {
            let comment = |comment: backend::Comment| Comment {
                author: comment.author,
                text: comment.text,
                created_at: comment.created_at,
            };
            Self {
                id: thread.id,
                topic: thread.topic.into(),
                created_at: thread.created_at,
                resolved_by: thread.resolved.map(|(name, _)| name),
                comments: thread.comments.into_iter().map(comment).collect(),
            }
        }
    }

    impl From<backend::Request> for Request {
        fn from(request: backend::Request) -> Self {
            let backend::Request { design, design_name, version, asked_by, message, created_at } =
                request;
            Self { design, design_name, version, asked_by, message, created_at }
        }
    }

    impl From<backend::Mention> for Mention {
        fn from(mention: backend::Mention) -> Self {
            let backend::Mention { design, design_name, author, text, created_at, .. } = mention;
            Self { design, design_name, author, text, created_at }
        }
    }
}
