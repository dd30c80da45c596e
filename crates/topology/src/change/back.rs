//! Bringing back what was deleted, as somebody still had it.

use super::mend::Mend;
use super::{Change, Edit, Record, RecordKey, record, write};
use crate::{Design, Host, Node, NodeId};

impl Change {
    /// What brings these back on top of `now`, as they were in the first of these designs that has them: a node with its
    /// place and its links, a link with its ends, a host or a zone with what is nowhere else since.
    #[must_use]
    pub fn bringing_back<'k>(
        keys: impl IntoIterator<Item = &'k RecordKey>,
        now: &Design,
        had: &[&Design],
    ) -> Self {
        let mut back = Back { now, change: Self::new() };
        for key in keys {
            if let Some(design) = had.iter().find(|design| record(design, key).is_some()) {
                back.one(key, design);
            }
        }
        // What is named by what comes back may be gone, too.
        let _ = Mend::new(now, &mut back.change).all();
        back.change
    }

    /// A design with all that this change makes written over it, whatever it was made from: to look up what it is about,
    /// for it may name what is not there.
    #[must_use]
    pub fn written_over(&self, design: &Design) -> Design {
        let mut design = design.clone();
        for (key, edit) in &self.0 {
            if edit.after.is_some() {
                write(&mut design, key, edit.after.as_ref());
            }
        }
        design
    }
}

struct Back<'n> {
    now: &'n Design,
    change: Change,
}

impl Back<'_> {
    fn one(&mut self, key: &RecordKey, had: &Design) {
        self.put(key, record(had, key));
        match key {
            RecordKey::Node(id) => self.node(id, had),
            RecordKey::Link(id) => {
                let ends = had.link(id).map(|link| [&link.from, &link.to]);
                for end in ends.into_iter().flatten() {
                    if self.now.node(end).is_none() {
                        let node = RecordKey::Node(end.clone());
                        self.put(&node, record(had, &node));
                        self.node(end, had);
                    }
                }
            }
            RecordKey::Host(id) => {
                let on_it = had.nodes().filter(|node| node.host.as_ref() == Some(id));
                for node in on_it.filter_map(|node| self.now.node(&node.id)) {
                    if node.host.is_none() {
                        let back = Node { host: Some(id.clone()), ..node.clone() };
                        self.change
                            .push(Some(Record::Node(node.clone())), Some(Record::Node(back)));
                    }
                }
            }
            RecordKey::Zone(id) => {
                let in_it = had.hosts().filter(|host| host.zone.as_ref() == Some(id));
                for host in in_it.filter_map(|host| self.now.host(&host.id)) {
                    if host.zone.is_none() {
                        let back = Host { zone: Some(id.clone()), ..host.clone() };
                        self.change
                            .push(Some(Record::Host(host.clone())), Some(Record::Host(back)));
                    }
                }
            }
            _ => {}
        }
    }

    /// What belongs to a node.
    fn node(&mut self, id: &NodeId, had: &Design) {
        let place = RecordKey::Position(id.clone());
        self.put(&place, record(had, &place));
        for link in had.links().filter(|link| link.from == *id || link.to == *id) {
            self.put(&RecordKey::Link(link.id.clone()), Some(Record::Link(link.clone())));
        }
    }

    /// Adds what is not there.
    fn put(&mut self, key: &RecordKey, after: Option<Record>) {
        if after.is_some() && record(self.now, key).is_none() {
            self.change.0.entry(key.clone()).or_insert(Edit { before: None, after });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::rebase::Deleted;
    use crate::notation::design;
    use crate::{HostId, Point};

    fn id(text: &str) -> NodeId {
        text.parse().unwrap()
    }

    fn base() -> Design {
        let mut base = design(
            "host h1 vm1\na: gateway @h1\nb: key-manager\nl1: a -validates-with-> b\nc: traffic-manager\nl2: a -sends-policies-to-> c",
        );
        Change::move_nodes(&base, [(id("a"), Point { x: 40, y: 80 })]).apply(&mut base).unwrap();
        base
    }

    fn after(base: &Design, change: &Change) -> Design {
        let mut design = base.clone();
        change.apply(&mut design).unwrap();
        design
    }

    #[test]
    fn a_node_comes_back_with_its_place_and_its_links() {
        let base = base();
        let without = Change::remove(&base, &[id("a")].into(), &Default::default());
        let theirs = after(&base, &without);
        let named = Node { name: "Mine".into(), ..base.node(&id("a")).unwrap().clone() };
        let mine = after(&base, &Change::set_node(&base, named));
        let met = Change::between(&base, &mine).rebased(&theirs);
        assert_eq!(met.gone, [(RecordKey::Node(id("a")), Deleted::There)].into());
        let back = Change::bringing_back(met.gone.keys(), &theirs, &[&mine, &theirs]);
        assert_eq!(after(&theirs, &back), mine);
        // What it was linked with and stood on may be gone by then: the rest comes back.
        let fewer = Change::remove(&theirs, &[id("c")].into(), &Default::default());
        let fewer = after(&theirs, &fewer);
        let fewer = after(&fewer, &Change::remove_host(&fewer, &"h1".parse().unwrap()));
        let back = Change::bringing_back(met.gone.keys(), &fewer, &[&mine, &theirs]);
        let all = after(&fewer, &back);
        assert_eq!((all.nodes().len(), all.links().len()), (2, 1));
        assert_eq!(
            (all.node(&id("a")).unwrap().host.as_ref(), all.position(&id("a")).x),
            (None, 40)
        );
    }

    #[test]
    fn what_was_deleted_here_comes_back_as_they_had_it() {
        let base = base();
        let named = Node { name: "Theirs".into(), ..base.node(&id("a")).unwrap().clone() };
        let theirs = after(&base, &Change::set_node(&base, named));
        let gone = Change::remove(&base, &[id("a")].into(), &Default::default());
        let met = gone.rebased(&theirs);
        assert_eq!(met.gone, [(RecordKey::Node(id("a")), Deleted::Here)].into());
        let (mine, both) = (after(&base, &gone), after(&theirs, &met.change));
        assert_eq!(both, mine);
        let back = Change::bringing_back(met.gone.keys(), &both, &[&mine, &theirs]);
        assert_eq!(after(&both, &back), theirs);
    }

    #[test]
    fn a_link_brings_its_ends_and_a_host_what_stood_on_it() {
        let base = base();
        let gone = Change::remove(&base, &[id("a"), id("c")].into(), &Default::default());
        let now = after(&base, &gone);
        let link = RecordKey::Link("l2".parse().unwrap());
        let back = Change::bringing_back([&link], &now, &[&base, &now]);
        assert_eq!(after(&now, &back), base);
        let host: HostId = "h1".parse().unwrap();
        let now = after(&base, &Change::remove_host(&base, &host));
        let back = Change::bringing_back([&RecordKey::Host(host)], &now, &[&base, &now]);
        assert_eq!(after(&now, &back), base);
        // Nobody has it any more.
        let unknown = [RecordKey::Node(id("z"))];
        assert!(Change::bringing_back(&unknown, &now, &[&base, &now]).is_empty());
    }

    #[test]
    fn what_a_change_is_about_can_be_looked_up() {
        let base = base();
        let named = Node { name: "Mine".into(), ..base.node(&id("a")).unwrap().clone() };
        let gone = Change::remove(&base, &[id("a")].into(), &Default::default());
        let theirs = after(&base, &gone);
        let seen = Change::set_node(&base, named).written_over(&theirs);
        assert_eq!(seen.node(&id("a")).unwrap().name, "Mine");
    }
}
