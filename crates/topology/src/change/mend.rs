//! What names something that is deleted: a link goes with its node, a node stays without its host.

use super::rebase::Deleted;
use super::{Change, ChangeError, Edit, Record, RecordKey, contains, record};
use crate::{Design, Host, Node, Zone, ZoneId};

/// A change of a design that may name what is not there, until it is mended.
pub(super) struct Mend<'d> {
    design: &'d Design,
    change: &'d mut Change,
}

impl<'d> Mend<'d> {
    pub(super) fn new(design: &'d Design, change: &'d mut Change) -> Self {
        Self { design, change }
    }

    /// Mends all there is, and says what was lost by it.
    pub(super) fn all(mut self) -> Vec<(RecordKey, Deleted)> {
        let mut lost = Vec::new();
        // Each round takes one name away, so this ends.
        while let Err(ChangeError::Dangling { by, missing }) =
            self.change.check_references(self.design)
        {
            let deleted =
                if self.change.0.contains_key(&missing) { Deleted::Here } else { Deleted::There };
            self.one(&by, &missing);
            let is_gone =
                matches!(by, RecordKey::Link(_) | RecordKey::Position(_) | RecordKey::Collapsed(_));
            lost.push((if is_gone { by } else { missing }, deleted));
        }
        lost
    }

    fn one(&mut self, by: &RecordKey, missing: &RecordKey) {
        let before = record(self.design, by);
        let after = match self.change.0.get(by) {
            Some(edit) => edit.after.clone(),
            None => before.clone(),
        };
        let after = after.and_then(|record| without(record, self.around(missing)));
        if before == after {
            self.change.0.remove(by);
        } else {
            self.change.0.insert(by.clone(), Edit { before, after });
        }
    }

    /// The zone around a zone that this change deletes, when it stays.
    fn around(&self, missing: &RecordKey) -> Option<ZoneId> {
        let Some(Record::Zone(zone)) = self.change.0.get(missing)?.before.as_ref() else {
            return None;
        };
        let outer = RecordKey::Zone(zone.parent.clone()?);
        let stays = match self.change.0.get(&outer) {
            Some(edit) => edit.after.is_some(),
            None => contains(self.design, &outer),
        };
        zone.parent.clone().filter(|_| stays)
    }
}

/// A record without the name of what is missing, which is in the zone around it from then on; nothing where it is nothing
/// without it.
fn without(record: Record, around: Option<ZoneId>) -> Option<Record> {
    match record {
        Record::Node(node) => Some(Record::Node(Node { host: None, ..node })),
        Record::Host(host) => Some(Record::Host(Host { zone: around, ..host })),
        Record::Zone(zone) => {
            let parent = around.filter(|outer| *outer != zone.id);
            Some(Record::Zone(Zone { parent, ..zone }))
        }
        _ => None,
    }
}
