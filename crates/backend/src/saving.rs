//! Saving. What somebody changed goes on top of what others changed meanwhile where nobody has to be asked, so that ten people at
//! one design wait for each other as long as a save takes and no longer.

use std::sync::Arc;

use topology::{Change, Design, document};

use crate::access::{Action, Resource};
use crate::designs::{described, parse};
use crate::live::LiveEvent;
use crate::revisions::Revision;
use crate::store::Write;
use crate::{BackendError, Caller, busy, now, today};

/// Others may save between the reading and the writing of one save; so often it is put on top of that.
const TRIES: usize = 8;

/// A save that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub revision: i64,
    /// Milliseconds since 1970, UTC.
    pub saved_at: i64,
    /// What others did meanwhile: it leads from the design as whoever saved has it to this revision.
    pub since: Change,
}

/// What a save makes of a design.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) design: Design,
    /// What leads to it.
    change: Change,
    /// See [`Saved::since`].
    since: Change,
}

/// How a save ended.
#[derive(Debug)]
pub(crate) enum Put {
    Saved(Saved),
    /// Somebody else was quicker: the design is at this revision.
    Moved(i64),
}

impl Put {
    /// # Errors
    /// [`BackendError::Conflict`] where somebody else was quicker.
    pub(crate) fn saved(self) -> Result<Saved, BackendError> {
        match self {
            Self::Saved(saved) => Ok(saved),
            Self::Moved(revision) => Err(BackendError::Conflict { revision }),
        }
    }
}

impl Step {
    /// A change of the design as it is.
    pub(crate) fn of(now: &Design, change: Change) -> Result<Self, BackendError> {
        let mut design = now.clone();
        change.apply(&mut design)?;
        document::check_change(&design, &change)?;
        Ok(Self { design, change, since: Change::new() })
    }

    /// A change of another state of it, whose side counts wherever both changed the same.
    pub(crate) fn forced(now: &Design, change: &Change) -> Result<Self, BackendError> {
        Self::of(now, change.rebased(now).change)
    }

    /// A change of the state `made_from`, on top of what others did since.
    fn on_top(made_from: &Design, now: &Revision, change: &Change) -> Result<Self, BackendError> {
        let met = change.rebased(&now.design);
        // A person decides on what both changed, and is told of what is gone. Both is the page's.
        if !met.clashes.is_empty() || !met.gone.is_empty() {
            return Err(BackendError::Conflict { revision: now.number });
        }
        let mut seen = made_from.clone();
        change.apply(&mut seen)?;
        let step = Self::of(&now.design, met.change)?;
        Ok(Self { since: Change::between(&seen, &step.design), ..step })
    }
}

impl Caller {
    /// Applies a change that was made to revision `base`.
    ///
    /// # Errors
    /// [`BackendError::Conflict`] when the design has moved on, [`BackendError::Invalid`] when the change does not fit.
    pub async fn save_change(
        &self,
        id: &str,
        base: i64,
        change: Change,
    ) -> Result<Saved, BackendError> {
        let now = self.at(id, base).await?;
        self.put(now, id, move |now| Step::of(&now.design, change)).await?.saved()
    }

    /// The same also where others have saved since, as long as they changed nothing that this changes, too, and the server
    /// still knows the revision that it was made from. [`Saved::since`] says what they did.
    ///
    /// # Errors
    /// As [`Caller::save_change`].
    pub async fn merge_change(
        &self,
        id: &str,
        base: i64,
        change: Change,
    ) -> Result<Saved, BackendError> {
        self.may(Action::EditDesign, Resource::Design(id)).await?;
        let mut revision = base;
        for _ in 0..TRIES {
            let (now, change) = (self.backend.latest(id).await?, change.clone());
            let put = if now.number == base {
                self.put(now, id, move |now| Step::of(&now.design, change)).await?
            } else {
                revision = now.number;
                let Some(made_from) = self.backend.revisions.known(id, base) else { break };
                self.put(now, id, move |now| Step::on_top(&made_from.design, now, &change)).await?
            };
            match put {
                Put::Moved(to) => revision = to,
                Put::Saved(saved) => return Ok(saved),
            }
        }
        Err(BackendError::Conflict { revision })
    }

    /// Puts a document in the place of revision `base`.
    ///
    /// # Errors
    /// [`BackendError::Conflict`] when the design has moved on, [`BackendError::Invalid`] when the text is no design.
    pub async fn replace_design(
        &self,
        id: &str,
        base: i64,
        document: String,
    ) -> Result<Saved, BackendError> {
        let replaced = move |now: &Revision| {
            let design = parse(&document)?;
            let change = Change::between(&now.design, &design);
            Ok(Step { design, change, since: Change::new() })
        };
        let now = self.at(id, base).await?;
        self.put(now, id, replaced).await?.saved()
    }

    /// Puts a change on top of revision `base`. Where others changed the same records, the change's
    /// side counts; what others changed elsewhere stays.
    ///
    /// # Errors
    /// As [`Caller::save_change`].
    pub async fn overwrite(
        &self,
        id: &str,
        base: i64,
        change: Change,
    ) -> Result<Saved, BackendError> {
        let now = self.at(id, base).await?;
        self.put(now, id, move |now| Step::forced(&now.design, &change)).await?.saved()
    }

    /// The design to be changed, as long as it is at this revision.
    async fn at(&self, id: &str, base: i64) -> Result<Arc<Revision>, BackendError> {
        self.may(Action::EditDesign, Resource::Design(id)).await?;
        let now = self.backend.latest(id).await?;
        match now.number {
            number if number == base => Ok(now),
            revision => Err(BackendError::Conflict { revision }),
        }
    }

    /// Writes what `make` makes of a design, if nobody else has written since, and tells everyone who looks at it.
    pub(crate) async fn put(
        &self,
        from: Arc<Revision>,
        id: &str,
        make: impl FnOnce(&Revision) -> Result<Step, BackendError> + Send + 'static,
    ) -> Result<Put, BackendError> {
        let base = from.number;
        let work = move || {
            let (step, today) = (make(&from)?, today());
            let (new, findings) = described(&step.design, &today)?;
            Ok::<_, BackendError>((step, new, today, findings))
        };
        let (Step { design, change, since }, new, today, findings) = busy(work).await??;
        let saved_at = now();
        match self.store().update_design(id, base, &new, saved_at).await? {
            Write::Done { revision } => {
                let kept = Revision::new(revision, saved_at, design, new.document.len());
                self.backend.revisions.keep(id, kept.with_findings(today, findings));
                self.backend.tell(LiveEvent::saved(id, revision, change)).await;
                Ok(Put::Saved(Saved { revision, saved_at, since }))
            }
            Write::Stale { revision } => Ok(Put::Moved(revision)),
            Write::Missing => Err(BackendError::NotFound("design")),
        }
    }
}
