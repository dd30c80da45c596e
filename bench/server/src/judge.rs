//! Whether anything is lost. Times are not judged: on a machine that others use they are noise.

use std::collections::{BTreeMap, BTreeSet};

use topology::{Design, NodeId, Point};

use crate::asked::Asked;
use crate::export::Export;
use crate::page::Seen;

/// Where somebody sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    pub number: usize,
    pub design: usize,
}

/// What the server has of a design in the end.
pub struct Kept {
    pub revision: i64,
    pub design: Design,
}

/// The revision that a design has when it was put in.
pub const FIRST: i64 = 1;

/// What is wrong, each with how often.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict(Vec<(&'static str, Vec<String>)>);

impl Verdict {
    pub fn new(
        asked: &Asked,
        seats: &[(Seat, Seen)],
        kept: &[Kept],
        exports: &[Result<Export, String>],
        memory: f64,
    ) -> Self {
        let lost = seats.iter().filter_map(|(seat, seen)| {
            let left = (seen.at, seen.name.as_str());
            lost(&kept[seat.design].design, &seen.node, left)
                .map(|what| format!("person {}: {what}", seat.number))
        });
        let saved = seats.iter().map(|(seat, seen)| {
            (seat.design, seen.saves.iter().map(|saved| saved.revision).collect::<Vec<_>>())
        });
        let revisions = miscounted(saved, kept.iter().map(|kept| kept.revision));
        let errors = seats.iter().flat_map(|(_, seen)| seen.errors.iter().cloned());
        let exports = exports.iter().filter_map(|export| export.as_ref().err().cloned());
        let last = last_revisions(seats);
        let deaf = seats.iter().filter_map(|(seat, seen)| {
            let heard = seen.ears.heard().iter().map(|(revision, _)| *revision).max();
            (heard < Some(last[&seat.design]))
                .then(|| format!("person {} heard of {heard:?} last", seat.number))
        });
        // Counted work, which is the same on every machine.
        let changes: u64 = seats.iter().map(|(_, seen)| seen.changes).sum();
        let again: u64 =
            seats.iter().map(|(_, seen)| seen.conflicts + seen.opens.len() as u64).sum();
        let anew = (again > changes / 10).then(|| format!("{again} times for {changes} changes"));
        let most = asked.most_memory;
        let over = (memory > most as f64).then(|| format!("{memory:.0} MiB of at most {most}"));
        Self(vec![
            ("every change is in the stored design", lost.collect()),
            ("a design has as many revisions as saves were acknowledged", revisions),
            ("everyone heard of the last save", deaf.collect()),
            ("no request failed", errors.collect()),
            ("every archive came whole", exports.collect()),
            (
                "hardly ever a save was refused or a design fetched again",
                anew.into_iter().collect(),
            ),
            ("the server's memory stayed in its bounds", over.into_iter().collect()),
        ])
    }

    pub fn is_good(&self) -> bool {
        self.0.iter().all(|(_, wrong)| wrong.is_empty())
    }

    /// A line for each thing that has to be so, and the first few reasons why it is not.
    pub fn lines(&self) -> Vec<String> {
        const SHOWN: usize = 5;
        let mut lines = Vec::new();
        for (what, wrong) in &self.0 {
            if wrong.is_empty() {
                lines.push(format!("ok {what}"));
                continue;
            }
            lines.push(format!("not ok {what}: {} times", wrong.len()));
            lines.extend(wrong.iter().take(SHOWN).map(|why| format!("  {why}")));
        }
        lines
    }
}

/// The last revision of each design that somebody was told to have saved.
pub fn last_revisions(seats: &[(Seat, Seen)]) -> BTreeMap<usize, i64> {
    let mut last = BTreeMap::new();
    for (seat, seen) in seats {
        let own = seen.saves.iter().map(|saved| saved.revision).max().unwrap_or(FIRST);
        let last = last.entry(seat.design).or_insert(FIRST);
        *last = own.max(*last);
    }
    last
}

/// What is not as somebody left it.
fn lost(design: &Design, node: &NodeId, (at, name): (Point, &str)) -> Option<String> {
    let there = design.position(node);
    if there != at {
        return Some(format!("{node} was left at {at:?} and is at {there:?}"));
    }
    let called = design.node(node).map(|node| node.name.as_str());
    (called != Some(name)).then(|| format!("{node} was called {name:?} and is {called:?}"))
}

/// Designs whose revision is not what the acknowledged saves make it: one each, none twice.
fn miscounted(
    saved: impl Iterator<Item = (usize, Vec<i64>)>,
    kept: impl Iterator<Item = i64>,
) -> Vec<String> {
    let mut all: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (design, revisions) in saved {
        all.entry(design).or_default().extend(revisions);
    }
    let mut wrong = Vec::new();
    for (design, revision) in kept.enumerate() {
        let saves = all.remove(&design).unwrap_or_default();
        let once: BTreeSet<i64> = saves.iter().copied().collect();
        let expected: BTreeSet<i64> = (FIRST + 1..=revision).collect();
        if once != expected || saves.len() != once.len() {
            let count = saves.len();
            wrong.push(format!("design {design}: revision {revision} after {count} saves"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_that_is_lost_or_told_twice_is_found() {
        let count = |saved: &[(usize, &[i64])], kept: &[i64]| {
            let saved = saved.iter().map(|(design, saved)| (*design, saved.to_vec()));
            miscounted(saved, kept.iter().copied()).len()
        };
        assert_eq!(count(&[(0, &[2, 4]), (0, &[3]), (1, &[2])], &[4, 2]), 0);
        assert_eq!(count(&[], &[1, 1]), 0);
        assert_eq!(count(&[(0, &[2, 4])], &[4]), 1, "somebody's third revision is not known");
        assert_eq!(count(&[(0, &[2, 3]), (0, &[3])], &[3]), 1, "two were told to have made it");
        assert_eq!(count(&[(0, &[2, 3])], &[2]), 1, "the last one is gone");
    }

    #[test]
    fn what_is_not_as_it_was_left_is_found() {
        let design = catalogue::generate(6, 1);
        let node: NodeId = "gw0-1".parse().unwrap();
        let at = design.position(&node);
        assert_eq!(lost(&design, &node, (at, "gw0-1")), None);
        assert!(lost(&design, &node, (at, "Other")).unwrap().contains("Other"));
        let elsewhere = Point { x: at.x + 8, ..at };
        assert!(lost(&design, &node, (elsewhere, "gw0-1")).is_some());
    }
}
