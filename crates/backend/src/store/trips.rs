//! The table of browsers that have left for a provider.

use sqlx::FromRow;

use super::{Store, Writing as _};
use crate::BackendError;

#[derive(Debug, Clone, FromRow)]
pub(crate) struct TripRow {
    pub(crate) back: String,
    pub(crate) invitation: Option<String>,
    pub(crate) user_id: Option<String>,
    pub(crate) ends_at: i64,
}

impl Store {
    /// Writes a trip down by the hash of its word, and forgets those that have ended.
    pub(crate) async fn insert_trip(
        &self,
        trip: &TripRow,
        token: &str,
        now: i64,
    ) -> Result<(), BackendError> {
        on!(self, |pool| {
            let mut transaction = pool.writing(token).await?;
            sqlx::query("DELETE FROM trips WHERE ends_at <= $1")
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "INSERT INTO trips (token, back, invitation, user_id, ends_at)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(token)
            .bind(&trip.back)
            .bind(&trip.invitation)
            .bind(&trip.user_id)
            .bind(trip.ends_at)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
        });
        Ok(())
    }

    /// Takes a trip out: of two who come back with one word at once, one finds it gone.
    pub(crate) async fn take_trip(&self, token: &str) -> Result<Option<TripRow>, BackendError> {
        let found = on!(self, |pool| {
            sqlx::query_as(
                "DELETE FROM trips WHERE token = $1 RETURNING back, invitation, user_id, ends_at",
            )
            .bind(token)
            .fetch_optional(pool)
            .await
        });
        Ok(found?)
    }
}
