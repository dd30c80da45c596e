//! Versions: a design as it was when somebody gave it a name. They stay as they are; to go back to one is a change like any
//! other, made by whoever looks at both.

use export::{Bundle, BundleOptions, ChangedFile, Exporter};
use messages::text;
use topology::Design;

use crate::access::{Action, Resource};
use crate::audit::Done;
use crate::people::called;
use crate::store::VersionRow;
use crate::{BackendError, Caller, busy, catalogue_of, now};

/// The longest that is said of a version, in characters.
const MESSAGE: usize = 2_000;
/// As many as a design has.
const MOST: usize = 1_000;

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionSummary {
    /// From 1.
    pub number: i64,
    pub name: String,
    pub message: String,
    /// What whoever made it was called then; empty for who works alone.
    pub author: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
    pub revision: i64,
    /// SHA-256 over the checksums of the bundle's files, in hexadecimal.
    pub bundle: String,
}

/// A state of a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it is saved now.
    Now,
    /// As it was in a version.
    Version(i64),
}

fn summary(row: VersionRow) -> VersionSummary {
    VersionSummary {
        number: row.number,
        name: row.name,
        message: row.message,
        author: row.author_name,
        created_at: row.created_at,
        revision: row.revision,
        bundle: row.bundle,
    }
}

impl Caller {
    /// Gives what is saved a name.
    ///
    /// # Errors
    /// When they may not change the design, or name or message do not fit.
    pub async fn create_version(
        &self,
        id: &str,
        name: &str,
        message: &str,
    ) -> Result<VersionSummary, BackendError> {
        self.may(Action::EditDesign, Resource::Design(id)).await?;
        let name = called(name)?;
        let message = message.trim();
        if message.chars().count() > MESSAGE {
            return Err(BackendError::Invalid(text!(
                "The message is too long: at most {most} characters fit.",
                most = MESSAGE
            )));
        }
        if self.store().versions(id).await?.len() >= MOST {
            return Err(BackendError::Invalid(text!(
                "A design has at most {most} versions.",
                most = MOST
            )));
        }
        let open = self.open_design(id).await?;
        let (design, revision) = self.load(id).await?;
        if revision != open.revision {
            return Err(BackendError::Conflict { revision });
        }
        let catalogue = catalogue_of(&design)?;
        let bundle = busy(move || {
            Exporter::new(&design, catalogue).bundle(&BundleOptions::default()).hash()
        });
        let mut row = VersionRow {
            number: 0,
            name,
            message: message.to_owned(),
            author: self.actor().name().to_owned(),
            author_name: self.actor().person().map(|one| one.name.clone()).unwrap_or_default(),
            created_at: now(),
            revision,
            bundle: bundle.await?,
        };
        row.number = self.store().insert_version(id, &row, &open.document).await?;
        let detail = format!("version {}, bundle {}", row.number, row.bundle);
        self.record(Done::VersionMade, &format!("design {id}"), &detail).await?;
        Ok(summary(row))
    }

    /// A design's versions, the last first.
    ///
    /// # Errors
    /// When they may not see it.
    pub async fn versions(&self, id: &str) -> Result<Vec<VersionSummary>, BackendError> {
        self.may(Action::ViewHistory, Resource::Design(id)).await?;
        Ok(self.store().versions(id).await?.into_iter().map(summary).collect())
    }

    /// A design as it is, or as it was.
    ///
    /// # Errors
    /// When they may not see it, or there is no such version.
    pub async fn state(&self, id: &str, state: State) -> Result<Design, BackendError> {
        self.may(Action::ViewHistory, Resource::Design(id)).await?;
        let State::Version(number) = state else { return Ok(self.load(id).await?.0) };
        let document = self.store().version(id, number).await?;
        let document = document.ok_or(BackendError::NotFound("version"))?;
        Ok(busy(move || topology::document::parse(&document)).await??)
    }

    /// Compares the files of two states of a design.
    ///
    /// # Errors
    /// As [`Caller::state`].
    pub async fn compare_states(
        &self,
        id: &str,
        before: State,
        after: State,
    ) -> Result<Vec<ChangedFile>, BackendError> {
        let compare = |before: &Bundle, after: &Bundle| {
            export::difference(before, after, export::Bounds::default())
        };
        self.bundles(id, [before, after], compare).await
    }

    /// One file of two states of a design, from its first line to its last; nothing where it is the same.
    ///
    /// # Errors
    /// As [`Caller::state`].
    pub async fn compare_file(
        &self,
        id: &str,
        before: State,
        after: State,
        path: String,
    ) -> Result<Option<ChangedFile>, BackendError> {
        let compare =
            move |before: &Bundle, after: &Bundle| export::whole_difference(before, after, &path);
        self.bundles(id, [before, after], compare).await
    }

    async fn bundles<T: Send + 'static>(
        &self,
        id: &str,
        [before, after]: [State; 2],
        compare: impl FnOnce(&Bundle, &Bundle) -> T + Send + 'static,
    ) -> Result<T, BackendError> {
        let (before, after) = (self.state(id, before).await?, self.state(id, after).await?);
        let (old, new) = (catalogue_of(&before)?, catalogue_of(&after)?);
        busy(move || {
            let bundle = |design: &Design, catalogue| {
                Exporter::new(design, catalogue).bundle(&BundleOptions::default())
            };
            compare(&bundle(&before, old), &bundle(&after, new))
        })
        .await
    }
}
