//! Who was asked to look at a version, and what they said.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{Member, Standing};

/// Who was asked, and what they said.
#[server(endpoint = "reviews/standing", input = Asked, output = Packed)]
pub async fn read_standing(id: String) -> Result<Standing, ApiError> {
    Ok(super::caller()?.standing(&id).await?.into())
}

/// Those who may be asked: who else works where the design is.
#[server(endpoint = "reviews/colleagues", input = Asked, output = Packed)]
pub async fn colleagues(id: String) -> Result<Vec<Member>, ApiError> {
    Ok(super::caller()?.colleagues(&id).await?.into_iter().map(Into::into).collect())
}

/// Asks people to look at a version.
#[server(endpoint = "reviews/ask", input = Asked, output = Packed)]
pub async fn ask_for_review(
    id: String,
    version: i64,
    reviewers: Vec<String>,
    message: String,
) -> Result<(), ApiError> {
    Ok(super::caller()?.ask_for_review(&id, version, reviewers, &message).await?)
}

/// Takes a request back.
#[server(endpoint = "reviews/close", input = Asked, output = Packed)]
pub async fn close_review(id: String, review: String) -> Result<(), ApiError> {
    Ok(super::caller()?.close_review(&id, &review).await?)
}

/// Approves a version, or does not.
#[server(endpoint = "reviews/judge", input = Asked, output = Packed)]
pub async fn judge(
    id: String,
    version: i64,
    approves: bool,
    message: String,
) -> Result<(), ApiError> {
    let opinion = if approves { backend::Opinion::Approved } else { backend::Opinion::Refused };
    Ok(super::caller()?.judge(&id, version, opinion, &message).await?)
}

/// Says whether a workspace exports approved versions alone.
#[server(endpoint = "reviews/approved-only", input = Asked, output = Packed)]
pub async fn set_approved_only(workspace: String, is_on: bool) -> Result<(), ApiError> {
    Ok(super::caller()?.set_approved_only(&workspace, is_on).await?)
}

#[cfg(feature = "ssr")]
mod inside {
    use crate::api::wire::{Judgement, Review, Standing};

    impl From<backend::Standing> for Standing {
        fn from(standing: backend::Standing) -> Self {
            let review = |review: backend::Review| Review {
                id: review.id,
                version: review.version,
                message: review.message,
                asked_by: review.asked_by,
                reviewers: review.reviewers,
                created_at: review.created_at,
                is_open: review.is_open,
            };
            let judgement = |verdict: backend::Judgement| Judgement {
                version: verdict.version,
                bundle: verdict.bundle,
                author: verdict.author,
                approves: verdict.opinion == backend::Opinion::Approved,
                message: verdict.message,
                created_at: verdict.created_at,
            };
            Self {
                reviews: standing.reviews.into_iter().map(review).collect(),
                verdicts: standing.verdicts.into_iter().map(judgement).collect(),
                approved_only: standing.approved_only,
            }
        }
    }
}
