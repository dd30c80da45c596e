//! What a person has to know or decide about what is saved, and what is not.

use std::collections::BTreeMap;

use topology::{Change, Deleted, Design, RecordKey};

#[derive(Clone, Default)]
pub(super) struct Trouble {
    /// What both sides changed, each in its own way; asked about while the state says so.
    pub(super) dispute: Option<Dispute>,
    /// What one side deleted while the other worked on it.
    pub(super) lost: Option<Lost>,
    /// Work waits, and this device does not keep it.
    pub(super) is_unkept: bool,
}

#[derive(Clone)]
pub(super) struct Dispute {
    /// What leads from their side to this one.
    pub(super) clashes: Change,
    /// What the server had, with its revision; nothing where the work lies on top of it already.
    pub(super) theirs: Option<(i64, Design)>,
}

#[derive(Clone, Default)]
pub(super) struct Lost {
    pub(super) gone: BTreeMap<RecordKey, Deleted>,
    /// The designs that had it: what was here, and what was there, the last ones first.
    pub(super) had: Vec<Design>,
    pub(super) can_come_back: bool,
}

impl Lost {
    /// What brings it back into the design as it is `now`.
    pub(super) fn way_back(&self, now: &Design) -> Change {
        let had: Vec<&Design> = self.had.iter().collect();
        Change::bringing_back(self.gone.keys(), now, &had)
    }
}
