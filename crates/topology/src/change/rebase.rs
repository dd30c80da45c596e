//! Putting a change on top of a design that has moved on.

use super::mend::Mend;
use super::{Change, Edit, RecordKey, merge, record};
use crate::Design;
use std::collections::BTreeMap;

/// Who deleted what the other side worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    /// The change that was put on top.
    Here,
    /// The design that it was put on.
    There,
}

/// A change that was made from an older design, as one of this design.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rebased {
    /// What is left to do: edits that the design has already are gone.
    pub change: Change,
    /// Where both changed one property, each in its own way: what leads from their side to this one, which `change` has.
    /// Empty means that nobody has to be asked.
    pub clashes: Change,
    /// What one side deleted while the other worked on it: the deletion counts.
    pub gone: BTreeMap<RecordKey, Deleted>,
}

impl Change {
    /// This change as if it had been made from `design`. Where both changed one record, its properties come together;
    /// where both changed one property, this change's side is kept and both are told; where one side deleted what the
    /// other worked on, it is deleted and told. The result always applies.
    #[must_use]
    pub fn rebased(&self, design: &Design) -> Rebased {
        let mut met = Rebased::default();
        for (key, edit) in &self.0 {
            let now = record(design, key);
            if now == edit.after {
                continue;
            }
            let mut after = edit.after.clone();
            if now != edit.before {
                match (&edit.after, &now) {
                    (Some(_), None) => {
                        met.lose(key, Deleted::There);
                        continue;
                    }
                    (None, _) => met.lose(key, Deleted::Here),
                    (Some(mine), Some(theirs)) => {
                        let side =
                            |mine, theirs| merge::merged(edit.before.as_ref()?, mine, theirs);
                        let here = side(mine, theirs).unwrap_or_else(|| mine.clone());
                        let there = side(theirs, mine).unwrap_or_else(|| theirs.clone());
                        met.clashes.push(Some(there), Some(here.clone()));
                        after = Some(here);
                    }
                }
            }
            if now != after {
                met.change.0.insert(key.clone(), Edit { before: now, after });
            }
        }
        met.mend(design);
        met
    }
}

impl Rebased {
    /// The same with their side where both changed one property. All else that was done here stays.
    #[must_use]
    pub fn with_theirs(mut self, design: &Design) -> Self {
        for (key, clash) in std::mem::take(&mut self.clashes).0 {
            let (before, after) = (record(design, &key), clash.before);
            if before == after {
                self.change.0.remove(&key);
            } else {
                self.change.0.insert(key, Edit { before, after });
            }
        }
        self.mend(design);
        self
    }

    fn mend(&mut self, design: &Design) {
        for (key, deleted) in Mend::new(design, &mut self.change).all() {
            self.lose(&key, deleted);
        }
    }

    fn lose(&mut self, key: &RecordKey, deleted: Deleted) {
        let key = match (key, deleted) {
            // Whoever moved a card that is gone looks for the node.
            (RecordKey::Position(node), Deleted::There) => RecordKey::Node(node.clone()),
            // Where something was drawn is no work of its own.
            (RecordKey::Position(_) | RecordKey::Collapsed(_), _) => return,
            _ => key.clone(),
        };
        self.gone.insert(key, deleted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::design;
    use crate::{Host, Link, Node, NodeId, Point, Record, Zone};

    fn id(text: &str) -> NodeId {
        text.parse().unwrap()
    }

    fn base() -> Design {
        design("host h1 vm1\na: gateway\nb: key-manager\nl1: a -validates-with-> b")
    }

    fn clashing(rebased: &Rebased) -> Vec<RecordKey> {
        rebased.clashes.edits().map(|(key, _)| key.clone()).collect()
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
        let base = base();
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
        assert_eq!(clashing(&rebased), [RecordKey::Node(id("a"))]);
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
        assert_eq!(clashing(&rebased), [RecordKey::Node(id("a"))]);
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
        assert_eq!((node.name.as_str(), node.offset, node.replicas), ("Mine", 4, 3));
        // Both sides differ in the name and in nothing else.
        let clash = rebased.clashes.edits().next().unwrap().1;
        let side = |name: &str| Some(Record::Node(Node { name: name.into(), ..node.clone() }));
        assert_eq!((&clash.before, &clash.after), (&side("Theirs"), &side("Mine")));
    }

    #[test]
    fn their_side_of_what_clashes_leaves_all_else_that_was_done_here() {
        let (_, rebased) = meet(
            |base| with(base, |node| (node.name, node.offset) = ("Mine".into(), 4)),
            |base| with(base, |node| (node.name, node.replicas) = ("Theirs".into(), 3)),
        );
        let mut both = base();
        with(&base(), |node| (node.name, node.replicas) = ("Theirs".into(), 3))
            .apply(&mut both)
            .unwrap();
        let rebased = rebased.with_theirs(&both);
        assert!(rebased.clashes.is_empty());
        rebased.change.apply(&mut both).unwrap();
        let node = both.node(&id("a")).unwrap();
        assert_eq!((node.name.as_str(), node.offset, node.replicas), ("Theirs", 4, 3));
        // Where nothing else was done, nothing is left to do.
        let (_, rebased) =
            meet(|base| renamed(base, "a", "Mine"), |base| renamed(base, "a", "Theirs"));
        let mut theirs = base();
        renamed(&base(), "a", "Theirs").apply(&mut theirs).unwrap();
        assert!(rebased.with_theirs(&theirs).change.is_empty());
    }

    fn linked(_: &Design) -> Change {
        Change::add_link(Link {
            id: "l2".parse().unwrap(),
            from: id("b"),
            to: id("a"),
            kind: "validates-with".parse().unwrap(),
        })
    }

    fn removed(base: &Design) -> Change {
        Change::remove(base, &[id("a")].into(), &Default::default())
    }

    /// Deletes count on whichever side they are, nobody is asked, and what is gone is told.
    #[test]
    fn what_one_side_deleted_is_gone_whatever_the_other_did_to_it() {
        type Side = fn(&Design) -> Change;
        let rename: Side = |base| renamed(base, "a", "Edge");
        let shift: Side = |base| Change::move_nodes(base, [(id("a"), Point { x: 7, y: 7 })]);
        let node = Some(RecordKey::Node(id("a")));
        let link = Some(RecordKey::Link("l2".parse().unwrap()));
        let rows: [(Side, Option<RecordKey>, Option<RecordKey>); 3] = [
            (rename, node.clone(), node.clone()),
            (linked, link.clone(), link),
            // Whoever deletes what another only moved has nothing to hear.
            (shift, node, None),
        ];
        for (edit, edited_here, deleted_here) in rows {
            for (mine, theirs, gone, deleted) in [
                (edit, removed as Side, &edited_here, Deleted::There),
                (removed as Side, edit, &deleted_here, Deleted::Here),
            ] {
                let (both, rebased) = meet(mine, theirs);
                assert!(rebased.clashes.is_empty());
                assert_eq!((both.nodes().len(), both.links().len()), (1, 0));
                let told = gone.iter().map(|key| (key.clone(), deleted)).collect();
                assert_eq!(rebased.gone, told);
            }
        }
        let (both, rebased) = meet(removed, removed);
        assert!(rebased.gone.is_empty() && both.nodes().len() == 1);
    }

    #[test]
    fn what_stands_on_a_host_that_is_gone_stays_without_it() {
        let host = || Some("h1".parse().unwrap());
        let settle =
            |base: &Design| with(base, |node| (node.host, node.name) = (host(), "Edge".into()));
        let gone = |base: &Design| Change::remove_host(base, &host().unwrap());
        for deleted in [Deleted::There, Deleted::Here] {
            let (both, rebased) = match deleted {
                Deleted::There => meet(settle, gone),
                Deleted::Here => meet(gone, settle),
            };
            let node = both.node(&id("a")).unwrap();
            assert_eq!((node.host.as_ref(), node.name.as_str()), (None, "Edge"), "{deleted:?}");
            assert_eq!(rebased.gone, [(RecordKey::Host(host().unwrap()), deleted)].into());
            assert!(rebased.clashes.is_empty() && both.hosts().len() == 0);
        }
    }

    #[test]
    fn what_is_put_into_a_zone_that_is_gone_is_in_the_zone_around_it() {
        let zone = |id: &str, parent: Option<&str>| Zone {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            parent: parent.map(|id| id.parse().unwrap()),
        };
        let mut base = base();
        for zone in [zone("site", None), zone("rack", Some("site"))] {
            Change::add_zone(zone).apply(&mut base).unwrap();
        }
        let gone = Change::remove_zone(&base, &"rack".parse().unwrap());
        let host = base.hosts().next().unwrap().clone();
        let put = Change::set_host(&base, Host { zone: Some("rack".parse().unwrap()), ..host });
        let zone_after = |mine: &Change, theirs: &Change| {
            let mut both = base.clone();
            theirs.apply(&mut both).unwrap();
            let rebased = mine.rebased(&both);
            assert_eq!(rebased.gone.len(), 1);
            rebased.change.apply(&mut both).unwrap();
            both.hosts().next().unwrap().zone.clone()
        };
        assert_eq!(zone_after(&gone, &put), Some("site".parse().unwrap()));
        // Which zone was around it is not known where others deleted it.
        assert_eq!(zone_after(&put, &gone), None);
    }
}
