//! Tokens: words for programs that work for a person.

use messages::text;
use uuid::Uuid;

use crate::access::{Scopes, Secret};
use crate::audit::Done;
use crate::people::called;
use crate::store::TokenRow;
use crate::{BackendError, Caller, now};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// The longest that one counts, in days.
const LONGEST: u32 = 366;
/// As many as a person has.
const MOST: usize = 50;

/// A token in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSummary {
    pub id: String,
    pub name: String,
    /// Words with a blank between.
    pub scopes: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
    pub seen_at: Option<i64>,
    pub ends_at: i64,
}

fn summary(row: TokenRow) -> TokenSummary {
    TokenSummary {
        id: row.id,
        name: row.name,
        scopes: row.scopes,
        created_at: row.created_at,
        seen_at: row.seen_at,
        ends_at: row.ends_at,
    }
}

impl Caller {
    /// Their tokens, the newest first.
    ///
    /// # Errors
    /// When they have no account.
    pub async fn tokens(&self) -> Result<Vec<TokenSummary>, BackendError> {
        let rows = self.store().tokens(&self.signed_in()?.id).await?;
        Ok(rows.into_iter().map(summary).collect())
    }

    /// A new token, which is shown this once.
    ///
    /// # Errors
    /// [`BackendError::Invalid`] for a name, scopes or days that do not fit.
    pub async fn create_token(
        &self,
        name: &str,
        scopes: &str,
        days: u32,
    ) -> Result<(TokenSummary, Secret), BackendError> {
        let (person, name) = (self.signed_in()?, called(name)?);
        let scopes = Scopes::parse(scopes).ok_or_else(|| {
            BackendError::Invalid(text!(
                "A token is for one or more of read, write, export, manage."
            ))
        })?;
        if !(1..=LONGEST).contains(&days) {
            return Err(BackendError::Invalid(text!(
                "A token counts for 1 to {most} days.",
                most = LONGEST
            )));
        }
        if self.store().tokens(&person.id).await?.len() >= MOST {
            return Err(BackendError::Invalid(text!(
                "You have {most} tokens, and no more fit. Take one away first.",
                most = MOST
            )));
        }
        let (secret, now) = (Secret::new("p")?, now());
        let row = TokenRow {
            id: Uuid::now_v7().simple().to_string(),
            user_id: person.id.clone(),
            name,
            scopes: scopes.words(),
            created_at: now,
            seen_at: None,
            ends_at: now + i64::from(days) * DAY,
        };
        self.store().insert_token(&row, &secret.hash()).await?;
        let target = format!("token {}", row.id);
        self.record(Done::TokenAdded, &target, &row.scopes).await?;
        Ok((summary(row), secret))
    }

    /// Takes one of their tokens away: from now on it counts for nothing.
    ///
    /// # Errors
    /// When it is none of theirs.
    pub async fn remove_token(&self, id: &str) -> Result<(), BackendError> {
        if !self.store().remove_token(&self.signed_in()?.id, id).await? {
            return Err(BackendError::NotFound("token"));
        }
        self.record(Done::TokenRemoved, &format!("token {id}"), "").await
    }
}
