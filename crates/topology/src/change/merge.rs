//! Two sides that changed one record, brought together property by property.

use std::collections::BTreeSet;

use super::Record;
use crate::{Header, Host, Link, Node, SettingId, Settings, View, Zone};

/// What a property becomes: this side's where it changed it, also where both did.
fn side<T: PartialEq + Clone>(before: &T, mine: &T, theirs: &T) -> T {
    if mine == before { theirs } else { mine }.clone()
}

/// Each of these properties by itself.
macro_rules! sides {
    ($before:ident, $mine:ident, $theirs:ident; $($property:ident),+) => {
        $(let $property = side(&$before.$property, &$mine.$property, &$theirs.$property);)+
    };
}

fn settings(before: &Settings, mine: &Settings, theirs: &Settings) -> Settings {
    let ids: BTreeSet<&SettingId> = before.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let value = |id: &SettingId| side(&before.get(id), &mine.get(id), &theirs.get(id)).cloned();
    ids.into_iter().filter_map(|id| Some((id.clone(), value(id)?))).collect()
}

/// One record out of two that were made from a third. Where both changed one property, `mine` counts: the other way round
/// gives the same record but for these. `None` for what has no properties of its own.
pub(super) fn merged(before: &Record, mine: &Record, theirs: &Record) -> Option<Record> {
    let record = match (before, mine, theirs) {
        (Record::Header(b), Record::Header(m), Record::Header(t)) => {
            sides!(b, m, t; name, product, environment);
            let settings = settings(&b.settings, &m.settings, &t.settings);
            Record::Header(Header { name, product, environment, settings })
        }
        (Record::Zone(b), Record::Zone(m), Record::Zone(t)) => {
            sides!(b, m, t; name, parent);
            Record::Zone(Zone { id: t.id.clone(), name, parent })
        }
        (Record::Host(b), Record::Host(m), Record::Host(t)) => {
            sides!(b, m, t; hostname, address, zone, os, memory, cores);
            Record::Host(Host { id: t.id.clone(), hostname, address, zone, os, memory, cores })
        }
        (Record::Node(b), Record::Node(m), Record::Node(t)) => {
            sides!(b, m, t; role, name, host, hostname, offset, replicas);
            let settings = settings(&b.settings, &m.settings, &t.settings);
            let id = t.id.clone();
            Record::Node(Node { id, role, name, host, hostname, offset, replicas, settings })
        }
        (Record::Link(b), Record::Link(m), Record::Link(t)) => {
            // Its ends are one property: half of each side's would be a link that nobody drew.
            let ends = |link: &Link| (link.from.clone(), link.to.clone());
            let (from, to) = side(&ends(b), &ends(m), &ends(t));
            sides!(b, m, t; kind);
            Record::Link(Link { id: t.id.clone(), from, to, kind })
        }
        (
            Record::Position { node, at: b, locked: lb },
            Record::Position { at: m, locked: lm, .. },
            Record::Position { at: t, locked: lt, .. },
        ) => {
            let at = side(b, m, t);
            Record::Position { node: node.clone(), at, locked: side(lb, lm, lt) }
        }
        (Record::View(b), Record::View(m), Record::View(t)) => {
            sides!(b, m, t; step, name, notes, area, lit);
            Record::View(View { id: t.id.clone(), step, name, notes, area, lit })
        }
        _ => return None,
    };
    Some(record)
}
