//! Words for programs that work for a person.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::{Shown, TokenSummary};

/// One's tokens, the newest first.
#[server(endpoint = "tokens/list", input = Asked, output = Packed)]
pub async fn list_tokens() -> Result<Vec<TokenSummary>, ApiError> {
    Ok(super::caller()?.tokens().await?.into_iter().map(Into::into).collect())
}

/// A new token, which is shown this once.
#[server(endpoint = "tokens/create", input = Asked, output = Packed)]
pub async fn create_token(
    name: String,
    scopes: String,
    days: u32,
) -> Result<Shown<TokenSummary>, ApiError> {
    let (made, word) = super::caller()?.create_token(&name, &scopes, days).await?;
    Ok(Shown { made: made.into(), word: word.reveal().to_owned() })
}

/// Takes a token away.
#[server(endpoint = "tokens/remove", input = Asked, output = Packed)]
pub async fn remove_token(id: String) -> Result<(), ApiError> {
    Ok(super::caller()?.remove_token(&id).await?)
}

#[cfg(feature = "ssr")]
impl From<backend::TokenSummary> for TokenSummary {
    fn from(token: backend::TokenSummary) -> Self {
        Self {
            id: token.id,
            name: token.name,
            scopes: token.scopes,
            created_at: token.created_at,
            seen_at: token.seen_at,
            ends_at: token.ends_at,
        }
    }
}
