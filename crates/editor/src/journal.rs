//! What of an outbox is written on the device that it is on: entries with numbers, in the order in which changes were made.
//! Entries are added and, once the server has them, forgotten; one is never changed. Whoever keeps them carries out what is
//! [`Due`], each as a whole or not at all: then the entries, one after the other, are the work that is not saved.

use topology::{Change, Design, Rebased};

/// More entries than this are written anew as one.
const MANY: u32 = 100;

/// What has to be written, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Entries with smaller numbers are of no use any more.
    pub from: u32,
    pub entries: Vec<(u32, Change)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Journal {
    /// The number of the next entry.
    next: u32,
    /// Entries before this one do not count.
    first: u32,
    /// Entries before this one are on their way to the server.
    sent: u32,
    /// The number up to which entries were forgotten.
    forgotten: u32,
    /// Nothing that is written counts: what waits is written as a whole. So it is until somebody keeps a journal.
    is_anew: bool,
    fresh: Vec<(u32, Change)>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { next: 0, first: 0, sent: 0, forgotten: 0, is_anew: true, fresh: Vec::new() }
    }
}

impl Journal {
    pub(crate) fn made(&mut self, change: &Change) {
        if !self.is_anew {
            self.fresh.push((self.next, change.clone()));
            self.next += 1;
        }
    }

    /// All that was made is on its way.
    pub(crate) fn sent(&mut self) {
        self.sent = self.next;
    }

    /// What was on its way has arrived.
    pub(crate) fn arrived(&mut self) {
        if !self.is_anew {
            self.first = self.sent;
            self.fresh.retain(|(number, _)| *number >= self.first);
        }
    }

    /// The work has become another.
    pub(crate) fn anew(&mut self) {
        self.is_anew = true;
        self.fresh.clear();
    }

    pub(crate) fn lost(&mut self) {
        self.anew();
        self.forgotten = 0;
    }

    pub(crate) fn adopted(&mut self, entries: u32) {
        self.anew();
        self.next = self.next.max(entries);
    }

    pub(crate) fn due(&mut self, travelling: Option<&Change>, waiting: &Change) -> Option<Due> {
        if self.next - self.first > MANY {
            self.anew();
        }
        if self.is_anew {
            self.is_anew = false;
            self.first = self.next;
            let travelling = travelling.filter(|change| !change.is_empty());
            if let Some(change) = travelling {
                self.made(change);
            }
            self.sent = self.next;
            if !waiting.is_empty() {
                self.made(waiting);
            }
        }
        let entries = std::mem::take(&mut self.fresh);
        let is_due = !entries.is_empty() || self.first > self.forgotten;
        self.forgotten = self.first;
        is_due.then_some(Due { from: self.first, entries })
    }
}

/// What a desk left in its journal, on top of what the server has. The server may have the first of its entries already, for
/// a desk can end before it hears so: these are no clash with those after them.
#[must_use]
pub fn taken_over(entries: &[Change], theirs: &Design) -> Rebased {
    let together = |entries: &[Change]| {
        entries.iter().fold(Change::new(), |all, change| all.then(change.clone())).rebased(theirs)
    };
    let all = together(entries);
    if all.clashes.is_empty() {
        return all;
    }
    let after = |at| {
        let (had, rest) = entries.split_at(at);
        let had = together(had);
        let is_there = had.change.is_empty() && had.clashes.is_empty();
        Some(together(rest)).filter(|rest| is_there && rest.clashes.is_empty())
    };
    (1..entries.len()).find_map(after).unwrap_or(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outbox;
    use std::collections::BTreeMap;
    use topology::{NodeId, Point, notation::design};

    fn base() -> Design {
        design("a: gateway\nb: key-manager\nc: traffic-manager")
    }

    fn moved(design: &mut Design, node: &str, x: i32) -> Change {
        let id: NodeId = node.parse().unwrap();
        let change = Change::move_nodes(design, [(id, Point { x, y: 0 })]);
        change.apply(design).unwrap();
        change
    }

    /// Entries as a device keeps them.
    #[derive(Default)]
    struct Device(BTreeMap<u32, Change>);

    impl Device {
        fn keep(&mut self, due: Due) {
            self.0 = self.0.split_off(&due.from);
            for (number, change) in due.entries {
                assert!(self.0.insert(number, change).is_none(), "an entry is written once");
            }
        }

        fn unsaved(&self) -> Change {
            self.0.values().fold(Change::new(), |all, change| all.then(change.clone()))
        }
    }

    #[test]
    fn each_change_is_an_entry_until_the_server_has_it() {
        let (mut mine, mut outbox, mut device) = (base(), Outbox::new(1), Device::default());
        assert_eq!(outbox.due(), None);
        outbox.push(&moved(&mut mine, "a", 1));
        outbox.push(&moved(&mut mine, "a", 2));
        let due = outbox.due().unwrap();
        assert_eq!(due.entries.len(), 2);
        device.keep(due);
        assert_eq!(outbox.due(), None);
        outbox.take().unwrap();
        outbox.push(&moved(&mut mine, "b", 3));
        device.keep(outbox.due().unwrap());
        assert_eq!(device.0.len(), 3, "what travels may be lost on its way");
        outbox.arrived(2);
        device.keep(outbox.due().unwrap());
        assert_eq!((device.0.len(), device.unsaved()), (1, outbox.unsaved()));
        outbox.take().unwrap();
        // What arrives before it was written is not written at all.
        outbox.arrived(3);
        device.keep(outbox.due().unwrap());
        assert!(device.0.is_empty());
        assert_eq!(outbox.due(), None);
    }

    #[test]
    fn whatever_happens_the_entries_are_the_work_that_is_not_saved() {
        let mut seed = 7_u64;
        let mut chance = |of: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % of
        };
        for _ in 0..200 {
            let (mut server, mut outbox) = (base(), Outbox::new(1));
            let (mut mine, mut device) = (server.clone(), Device::default());
            let mut travels = None;
            for step in 1..150 {
                match chance(12) {
                    0..=4 => {
                        let node = ["a", "b"][usize::try_from(chance(2)).unwrap()];
                        outbox.push(&moved(&mut mine, node, step));
                    }
                    5 => travels = outbox.take().map(|(_, change)| change).or(travels),
                    6 => {
                        if let Some(change) = travels.take() {
                            change.apply(&mut server).unwrap();
                            outbox.arrived(i64::from(step));
                        }
                    }
                    7 => {
                        travels = None;
                        outbox.returned();
                    }
                    8 => {
                        moved(&mut server, "c", step);
                        travels = None;
                        let met = outbox.meet(i64::from(step), &server);
                        mine = server.clone();
                        met.change.apply(&mut mine).unwrap();
                    }
                    9 => outbox.unwritten(),
                    10 => {
                        let due = outbox.due();
                        if chance(4) == 0 && due.is_some() {
                            // It was not written, or it was and nobody heard of it.
                            if chance(2) == 0 {
                                due.into_iter().for_each(|due| device.keep(due));
                            }
                            outbox.unwritten();
                        } else {
                            due.into_iter().for_each(|due| device.keep(due));
                            assert_eq!(device.unsaved(), outbox.unsaved());
                        }
                    }
                    _ => {
                        if chance(20) == 0 {
                            travels = None;
                            outbox.discard(i64::from(step));
                            mine = server.clone();
                        }
                    }
                }
            }
            outbox.due().into_iter().for_each(|due| device.keep(due));
            assert_eq!(device.unsaved(), outbox.unsaved());
        }
    }

    #[test]
    fn many_entries_become_one() {
        let (mut mine, mut outbox, mut device) = (base(), Outbox::new(1), Device::default());
        for step in 1..500 {
            outbox.push(&moved(&mut mine, "a", step));
            device.keep(outbox.due().unwrap());
            assert!(device.0.len() <= 101);
        }
        assert_eq!(device.unsaved(), outbox.unsaved());
    }

    #[test]
    fn what_was_adopted_is_there_until_what_came_of_it_is_written() {
        let (mut mine, mut outbox, mut device) = (base(), Outbox::new(1), Device::default());
        let left = moved(&mut mine, "a", 1);
        device.0.insert(0, left.clone());
        outbox.adopted(1);
        outbox.push(&left);
        let due = outbox.due().unwrap();
        assert_eq!((due.from, due.entries.as_slice()), (1, &[(1, left.clone())][..]));
        device.keep(due);
        assert_eq!(device.unsaved(), left);
        // Also when nothing came of it.
        let mut outbox = Outbox::new(1);
        outbox.adopted(1);
        device.keep(outbox.due().unwrap());
        assert_eq!(outbox.due(), None);
    }

    #[test]
    fn what_the_server_has_already_is_no_clash_with_what_was_done_after_it() {
        let mut mine = base();
        let entries =
            [moved(&mut mine, "a", 1), moved(&mut mine, "a", 2), moved(&mut mine, "b", 3)];
        for had in 0..=entries.len() {
            let mut theirs = base();
            entries[..had].iter().for_each(|change| change.apply(&mut theirs).unwrap());
            moved(&mut theirs, "c", 9);
            let back = taken_over(&entries, &theirs);
            assert!(back.clashes.is_empty(), "{had}");
            back.change.apply(&mut theirs).unwrap();
            let x = |node: &str| theirs.position(&node.parse().unwrap()).x;
            assert_eq!((x("a"), x("b"), x("c")), (2, 3, 9), "{had}");
        }
        // What others did to the same is one.
        let mut theirs = base();
        moved(&mut theirs, "a", 7);
        assert_eq!(taken_over(&entries, &theirs).clashes.edits().len(), 1);
    }
}
