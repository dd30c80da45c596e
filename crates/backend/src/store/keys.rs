//! What this console knows of itself.

use super::Store;
use crate::BackendError;

impl Store {
    pub(crate) async fn key(&self, name: &str) -> Result<Option<String>, BackendError> {
        let found: Option<(String,)> = on!(self, |pool| {
            sqlx::query_as("SELECT value FROM keys WHERE name = $1")
                .bind(name)
                .fetch_optional(pool)
                .await
        })?;
        Ok(found.map(|(value,)| value))
    }

    /// Keeps a value where there is none yet.
    pub(crate) async fn insert_key(&self, name: &str, value: &str) -> Result<(), BackendError> {
        on!(self, |pool| {
            sqlx::query("INSERT INTO keys (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(name)
                .bind(value)
                .execute(pool)
                .await
                .map(drop)
        })?;
        Ok(())
    }
}
