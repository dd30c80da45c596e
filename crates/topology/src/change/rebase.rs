//! Putting a change on top of a design that has moved on.

use super::{Change, ChangeError, Edit, RecordKey, merge, record};
use crate::Design;
use std::collections::BTreeSet;

/// A change that was made from an older design, as one of this design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    /// What is left to do: edits that the design has already are gone.
    pub change: Change,
    /// Records of which both sides changed one property, each in its own way. Empty means nobody loses anything.
    pub clashes: BTreeSet<RecordKey>,
}

impl Change {
    /// This change as if it had been made from `design`. Where both changed one record, its properties come together;
    /// where both changed one property, this change's side is kept and the record is reported; an edit that has no place any more, such as a link
    /// to a node that is gone, is dropped and reported. The result always applies.
    #[must_use]
    pub fn rebased(&self, design: &Design) -> Rebased {
        let mut change = Self::new();
        let mut clashes = BTreeSet::new();
        for (key, edit) in &self.0 {
            let now = record(design, key);
            if now == edit.after {
                continue;
            }
            let mut after = edit.after.clone();
            if now != edit.before {
                match (&edit.before, &edit.after, &now) {
                    (Some(before), Some(mine), Some(theirs)) => {
                        let met = merge::merged(before, mine, theirs);
                        if met.as_ref().is_none_or(|(_, is_clash)| *is_clash) {
                            clashes.insert(key.clone());
                        }
                        after = met.map(|(record, _)| record).or(after);
                    }
                    _ => drop(clashes.insert(key.clone())),
                }
            }
            if now != after {
                change.0.insert(key.clone(), Edit { before: now, after });
            }
        }
        // Each round takes one edit out, so this ends.
        while let Err(ChangeError::Dangling { by, missing }) = change.check_references(design) {
            let culprit = if change.0.contains_key(&by) { by } else { missing };
            if change.0.remove(&culprit).is_none() {
                break;
            }
            clashes.insert(culprit);
        }
        Rebased { change, clashes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::design;
    use crate::{Link, Node, NodeId, Point};

    fn id(text: &str) -> NodeId {
        text.parse().unwrap()
    }

    fn renamed(design: &Design, node: &str, name: &str) -> Change {
        let node = Node { name: name.into(), ..design.node(&id(node)).unwrap().clone() };
        Change::set_node(design, node)
    }

    /// The base, theirs, and what is made of `mine` on top of theirs.
    fn meet(
        mine: impl Fn(&Design) -> Change,
        theirs: impl Fn(&Design) -> Change,
    ) -> (Design, Rebased) {
        let base = design("a: gateway\nb: key-manager\nl1: a -validates-with-> b");
        let mut their_design = base.clone();
        theirs(&base).apply(&mut their_design).unwrap();
        let rebased = mine(&base).rebased(&their_design);
        let mut both = their_design.clone();
        rebased.change.apply(&mut both).unwrap();
        (both, rebased)
    }

    #[test]
    fn edits_of_different_records_meet_without_a_clash() {
        let (both, rebased) =
            meet(|base| renamed(base, "a", "Mine"), |base| renamed(base, "b", "Theirs"));
        assert!(rebased.clashes.is_empty());
        let names: Vec<&str> = both.nodes().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["Mine", "Theirs"]);
    }

    #[test]
    fn what_has_arrived_already_is_not_done_again() {
        let both = |base: &Design| renamed(base, "a", "Same");
        let (_, rebased) = meet(both, both);
        assert!(rebased.change.is_empty() && rebased.clashes.is_empty());
    }

    #[test]
    fn the_same_record_is_a_clash_and_mine_is_kept() {
        let (both, rebased) =
            meet(|base| renamed(base, "a", "Mine"), |base| renamed(base, "a", "Theirs"));
        assert_eq!(rebased.clashes, [RecordKey::Node(id("a"))].into());
        assert_eq!(both.node(&id("a")).unwrap().name, "Mine");
    }

    fn with(design: &Design, change: impl FnOnce(&mut Node)) -> Change {
        let mut node = design.node(&id("a")).unwrap().clone();
        change(&mut node);
        Change::set_node(design, node)
    }

    #[test]
    fn other_properties_of_one_record_meet_without_a_clash() {
        let setting = |design: &Design, name: &str, value: &str| {
            with(design, |node| {
                node.settings
                    .insert(name.parse().unwrap(), crate::SettingValue::Text(value.into()));
            })
        };
        let (both, rebased) = meet(
            |base| with(base, |node| node.name = "Mine".into()),
            |base| with(base, |node| (node.offset, node.hostname) = (4, "gw.example.com".into())),
        );
        let node = both.node(&id("a")).unwrap();
        assert!(rebased.clashes.is_empty());
        assert_eq!(
            (node.name.as_str(), node.offset, node.hostname.as_str()),
            ("Mine", 4, "gw.example.com")
        );
        // Settings are properties, each of them.
        let (both, rebased) = meet(|base| setting(base, "x", "1"), |base| setting(base, "y", "2"));
        assert!(rebased.clashes.is_empty());
        assert_eq!(both.node(&id("a")).unwrap().settings.len(), 2);
        let (both, rebased) = meet(|base| setting(base, "x", "1"), |base| setting(base, "x", "2"));
        assert_eq!(rebased.clashes, [RecordKey::Node(id("a"))].into());
        let kept = &both.node(&id("a")).unwrap().settings;
        assert_eq!(kept.values().next(), Some(&crate::SettingValue::Text("1".into())));
        // A move and a lock of one card are two things.
        let (both, rebased) = meet(
            |base| Change::move_nodes(base, [(id("a"), Point { x: 7, y: 7 })]),
            |base| Change::lock_nodes(base, [&id("a")], true),
        );
        assert!(rebased.clashes.is_empty() && both.is_locked(&id("a")));
    }

    #[test]
    fn what_is_met_has_the_other_side_where_this_one_changed_nothing() {
        let (both, rebased) = meet(
            |base| with(base, |node| (node.name, node.offset) = ("Mine".into(), 4)),
            |base| with(base, |node| (node.name, node.replicas) = ("Theirs".into(), 3)),
        );
        let node = both.node(&id("a")).unwrap();
        assert_eq!(rebased.clashes, [RecordKey::Node(id("a"))].into(), "the name");
        assert_eq!((node.name.as_str(), node.offset, node.replicas), ("Mine", 4, 3));
    }

    #[test]
    fn a_link_to_a_node_that_is_gone_is_dropped_and_told() {
        let link = |_: &Design| {
            Change::add_link(Link {
                id: "l2".parse().unwrap(),
                from: id("b"),
                to: id("a"),
                kind: "validates-with".parse().unwrap(),
            })
        };
        let gone = |base: &Design| Change::remove(base, &[id("a")].into(), &Default::default());
        let (both, rebased) = meet(link, gone);
        assert_eq!(rebased.clashes, [RecordKey::Link("l2".parse().unwrap())].into());
        assert_eq!((both.nodes().len(), both.links().len()), (1, 0));
    }

    #[test]
    fn a_node_that_others_began_to_use_is_not_removed() {
        let gone = |base: &Design| Change::remove(base, &[id("a")].into(), &Default::default());
        let link = |_: &Design| {
            Change::add_link(Link {
                id: "l2".parse().unwrap(),
                from: id("b"),
                to: id("a"),
                kind: "validates-with".parse().unwrap(),
            })
        };
        let (both, rebased) = meet(gone, link);
        assert!(rebased.clashes.contains(&RecordKey::Node(id("a"))));
        assert!(both.node(&id("a")).is_some());
    }

    #[test]
    fn moving_what_is_gone_is_dropped() {
        let moved = |base: &Design| Change::move_nodes(base, [(id("a"), Point { x: 7, y: 7 })]);
        let gone = |base: &Design| Change::remove(base, &[id("a")].into(), &Default::default());
        let (both, rebased) = meet(moved, gone);
        assert!(rebased.change.is_empty());
        assert_eq!(both.nodes().len(), 1);
    }
}
