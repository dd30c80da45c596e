//! What designs were at their last revisions. Ten people at one design ask for each of its revisions at once: it is read and
//! checked for the first of them. A revision never changes, so what is kept here is right for ever and no other server
//! needs it; that a design is at a revision, the database alone says.

use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use rules::Finding;
use tokio::sync::Mutex;
use topology::Design;

use crate::access::{Action, Resource};
use crate::designs::parse;
use crate::{Backend, BackendError, Caller, busy, catalogue_of, today};

/// Bytes that all of them may take, as far as [`TIMES`] knows.
const ROOM: u64 = 64 * 1024 * 1024;
/// How much larger a design is than its document: four times where it was read, and less than once where it shares with the
/// revision before what did not change.
const TIMES: u32 = 2;
const MISSING: BackendError = BackendError::NotFound("design");
/// Nobody has asked for so long: it is forgotten.
const IDLE: Duration = Duration::from_secs(120);

/// One revision of a design.
#[derive(Debug)]
pub(crate) struct Revision {
    pub(crate) number: i64,
    pub(crate) saved_at: i64,
    pub(crate) design: Design,
    /// Bytes of its document.
    length: usize,
    /// What is found in it, and the day of that.
    found: Mutex<Option<(String, Arc<[Finding]>)>>,
}

impl Revision {
    pub(crate) fn new(number: i64, saved_at: i64, design: Design, length: usize) -> Self {
        Self { number, saved_at, design, length, found: Mutex::default() }
    }

    /// The same where it is known what is found in it on this day.
    pub(crate) fn with_findings(self, day: String, findings: Vec<Finding>) -> Self {
        Self { found: Mutex::new(Some((day, findings.into()))), ..self }
    }

    /// What is found in it today. Of all who ask at once one looks, and the others wait for that.
    pub(crate) async fn findings(self: &Arc<Self>) -> Result<Arc<[Finding]>, BackendError> {
        let today = today();
        let mut found = self.found.lock().await;
        if let Some((day, findings)) = &*found
            && *day == today
        {
            return Ok(findings.clone());
        }
        let (revision, day) = (self.clone(), today.clone());
        let work = move || -> Result<Arc<[Finding]>, BackendError> {
            let design = &revision.design;
            Ok(rules::validate_on(design, catalogue_of(design)?, Some(&day)).into())
        };
        let findings = busy(work).await??;
        *found = Some((today, findings.clone()));
        Ok(findings)
    }
}

/// The last ones, by their design and number.
#[derive(Debug, Clone)]
pub(crate) struct Revisions(Cache<(String, i64), Arc<Revision>>);

impl Default for Revisions {
    fn default() -> Self {
        let weigh = |(id, _): &(String, i64), revision: &Arc<Revision>| {
            let length = u32::try_from(revision.length + id.len()).unwrap_or(u32::MAX);
            length.saturating_mul(TIMES)
        };
        // The oldest goes, and never the one that has just been made, which everyone is about to ask for.
        let cache = Cache::builder().max_capacity(ROOM).weigher(weigh).time_to_idle(IDLE);
        Self(cache.eviction_policy(EvictionPolicy::lru()).build())
    }
}

impl Revisions {
    /// One that was read or written here a moment ago.
    pub(crate) fn known(&self, id: &str, number: i64) -> Option<Arc<Revision>> {
        self.0.get(&(id.to_owned(), number))
    }

    pub(crate) fn keep(&self, id: &str, revision: Revision) -> Arc<Revision> {
        let revision = Arc::new(revision);
        self.0.insert((id.to_owned(), revision.number), revision.clone());
        revision
    }
}

impl Backend {
    /// The revision that a design is at. It asks for no permission: whoever calls it has.
    pub(crate) async fn latest(&self, id: &str) -> Result<Arc<Revision>, BackendError> {
        let (number, saved_at) = self.store.revision_of(id).await?.ok_or(MISSING)?;
        // The time tells a revision from the same number of a database that was put back.
        let known = self.revisions.known(id, number).filter(|known| known.saved_at == saved_at);
        if let Some(known) = known {
            return Ok(known);
        }
        let kept = self.store.design(id).await?.ok_or(MISSING)?;
        let length = kept.document.len();
        let design = busy(move || parse(&kept.document)).await??;
        // It may have moved on since it was asked.
        let revision = Revision::new(kept.row.revision, kept.row.saved_at, design, length);
        Ok(self.revisions.keep(id, revision))
    }
}

impl Caller {
    /// A design as they see it: as it is, or as it was where they came by a link to a version, whatever has become of it.
    ///
    /// # Errors
    /// When there is no such design, or what is stored is none any more.
    pub(crate) async fn seen(&self, id: &str) -> Result<Arc<Revision>, BackendError> {
        let guest = self.may(Action::ViewDesign, Resource::Design(id)).await?;
        let Some(version) = guest.and_then(|guest| guest.version) else {
            return self.backend.latest(id).await;
        };
        // Also a version is gone with its design.
        let (_, saved_at) = self.store().revision_of(id).await?.ok_or(MISSING)?;
        let (document, number) = self.store().version_of(id, version).await?;
        let length = document.len();
        let design = busy(move || parse(&document)).await??;
        Ok(Arc::new(Revision::new(number, saved_at, design, length)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Actor;
    use crate::testing;

    #[tokio::test]
    async fn a_revision_is_read_once_and_each_has_its_own_findings() {
        let backend = testing::backend().await.unwrap();
        let caller = backend.caller(Actor::Local);
        let id = caller.create_design("Asked", Some("guide-sample"), None).await.unwrap().id;
        let first = backend.latest(&id).await.unwrap();
        assert!(Arc::ptr_eq(&first, &backend.latest(&id).await.unwrap()), "it is read once");
        let findings = first.findings().await.unwrap();
        assert!(Arc::ptr_eq(&findings, &first.findings().await.unwrap()), "it is checked once");
        let asked = caller.validate(&id).await.unwrap();
        assert_eq!((asked.revision, &asked.findings), (1, &findings));

        caller.rename_design(&id, "Another").await.unwrap();
        let second = backend.latest(&id).await.unwrap();
        assert_eq!((second.number, second.design.name()), (2, "Another"));
        assert_eq!(backend.revisions.known(&id, 1).unwrap().design.name(), "Asked");
        caller.delete_design(&id).await.unwrap();
        assert!(backend.latest(&id).await.is_err(), "that it is there, the database alone says");
    }

    #[tokio::test]
    async fn the_same_number_of_another_time_is_another_revision() {
        let backend = testing::backend().await.unwrap();
        let caller = backend.caller(Actor::Local);
        let id = caller.create_design("Here", Some("guide-sample"), None).await.unwrap().id;
        let here = backend.latest(&id).await.unwrap();
        let other = catalogue::generate(3, 1);
        backend.revisions.keep(&id, Revision::new(1, here.saved_at - 1, other, 9));
        assert_eq!(backend.latest(&id).await.unwrap().design, here.design);
    }

    #[tokio::test]
    async fn findings_are_of_a_day() {
        let design = catalogue::generate(60, 1);
        let old = Revision::new(1, 0, design, 9).with_findings("2001-01-01".into(), vec![]);
        assert!(!Arc::new(old).findings().await.unwrap().is_empty(), "it is checked anew");
    }

    #[test]
    fn they_have_a_bound() {
        let revisions = Revisions::default();
        let design = catalogue::generate(3, 1);
        for number in 0..200 {
            let length = 1024 * 1024;
            revisions.keep("d", Revision::new(number, 0, design.clone(), length));
        }
        revisions.0.run_pending_tasks();
        assert!(revisions.0.weighted_size() <= ROOM);
        assert!((1..=32).contains(&revisions.0.entry_count()), "{}", revisions.0.entry_count());
        assert!(revisions.known("d", 199).is_some() && revisions.known("d", 0).is_none());
    }
}
