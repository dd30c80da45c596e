//! What leads from one design to another.

use std::collections::BTreeMap;

use super::{Change, Record};
use crate::Design;

impl Change {
    /// The change that makes `new` of `old`: nothing where both are the same.
    #[must_use]
    pub fn between(old: &Design, new: &Design) -> Self {
        let mut change = Self::new();
        change.push(
            Some(Record::Header(old.header.clone())),
            Some(Record::Header(new.header.clone())),
        );
        let mut each = Each(&mut change);
        each.of(&old.zones, &new.zones, |_, zone| Record::Zone(zone.as_ref().clone()));
        each.of(&old.hosts, &new.hosts, |_, host| Record::Host(host.as_ref().clone()));
        each.of(&old.nodes, &new.nodes, |_, node| Record::Node(node.as_ref().clone()));
        each.of(&old.links, &new.links, |_, link| Record::Link(link.as_ref().clone()));
        each.of(&old.layout, &new.layout, |id, placed| Record::position(id.clone(), *placed));
        let keyed = |design: &Design| -> BTreeMap<_, _> {
            design.waivers.iter().map(|waiver| (waiver.key(), waiver.clone())).collect()
        };
        each.of(&keyed(old), &keyed(new), |_, waiver| Record::Waiver(waiver.clone()));
        let keyed = |design: &Design| -> BTreeMap<_, _> {
            design.views.iter().map(|view| (view.id.clone(), view.clone())).collect()
        };
        each.of(&keyed(old), &keyed(new), |_, view| Record::View(view.clone()));
        let keyed = |design: &Design| -> BTreeMap<_, ()> {
            design.collapsed.iter().map(|container| (container.clone(), ())).collect()
        };
        each.of(&keyed(old), &keyed(new), |container, ()| Record::Collapsed(container.clone()));
        change
    }
}

struct Each<'c>(&'c mut Change);

impl Each<'_> {
    /// An edit for each record that only one has, or both have differently.
    fn of<K: Ord, V: PartialEq>(
        &mut self,
        old: &BTreeMap<K, V>,
        new: &BTreeMap<K, V>,
        record: impl Fn(&K, &V) -> Record,
    ) {
        for (key, before) in old {
            let after = new.get(key);
            if after != Some(before) {
                self.0.push(Some(record(key, before)), after.map(|after| record(key, after)));
            }
        }
        for (key, after) in new.iter().filter(|(key, _)| !old.contains_key(key)) {
            self.0.push(None, Some(record(key, after)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::design;
    use crate::{NodeId, Point};

    #[test]
    fn it_leads_from_one_to_the_other_and_back() {
        let old = design(
            "host h1 vm1\nkm1: key-manager @h1\ngw1: gateway @h1 +1\nl1: gw1 -validates-with-> km1",
        );
        let new = design(
            "host h1 vm2\nhost h2 vm3\ngw1: gateway @h2 +2\ntm1: traffic-manager @h1\nl2: gw1 -sends-policies-to-> tm1",
        );
        let id: NodeId = "gw1".parse().unwrap();
        let mut moved = new.clone();
        Change::move_nodes(&new, [(id, Point { x: 9, y: 9 })]).apply(&mut moved).unwrap();
        for (from, to) in [(&old, &moved), (&moved, &old), (&old, &new), (&new, &moved)] {
            let mut made = from.clone();
            let change = Change::between(from, to);
            change.apply(&mut made).unwrap();
            assert_eq!(&made, to);
            change.inverted().apply(&mut made).unwrap();
            assert_eq!(&made, from);
        }
        assert!(Change::between(&old, &old).is_empty());
        assert!(Change::between(&new, &moved).is_layout_only());
    }
}
