//! Everything a person can do to a design is a [`Change`]: a value that applies, inverts, composes,
//! travels and is stored.
//!
//! A change maps the key of a record to what the record was and what it becomes. So inverting is
//! swapping the two, composing is taking the first's *before* and the second's *after*, and applying
//! refuses to overwrite what is not what the change was made from.

mod back;
mod between;
mod build;
mod error;
mod mend;
mod merge;
mod rebase;

use crate::{
    Container, Design, Header, Host, HostId, Link, LinkId, Node, NodeId, Placed, Point, View,
    ViewId, Waiver, WaiverKey, Zone, ZoneId,
};
use borsh::{BorshDeserialize, BorshSerialize, io};
pub use error::ChangeError;
pub use rebase::{Deleted, Rebased};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, btree_map::Entry};
use std::sync::Arc;

/// What a record is filed under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKey {
    Header,
    Zone(ZoneId),
    Host(HostId),
    Node(NodeId),
    Link(LinkId),
    Position(NodeId),
    Waiver(Box<WaiverKey>),
    View(ViewId),
    Collapsed(Container),
}

/// One thing of a design that is changed as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "record", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Record {
    Header(Header),
    Zone(Zone),
    Host(Host),
    Node(Node),
    Link(Link),
    Position {
        node: NodeId,
        at: Point,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        locked: bool,
    },
    Waiver(Waiver),
    View(View),
    /// Drawn as one card; a frame where there is no record.
    Collapsed(Container),
}

impl Record {
    /// Where a node is drawn.
    #[must_use]
    pub fn position(node: NodeId, placed: Placed) -> Self {
        Self::Position { node, at: placed.at(), locked: placed.locked }
    }

    /// The key this record is filed under.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Header(_) => RecordKey::Header,
            Self::Zone(zone) => RecordKey::Zone(zone.id.clone()),
            Self::Host(host) => RecordKey::Host(host.id.clone()),
            Self::Node(node) => RecordKey::Node(node.id.clone()),
            Self::Link(link) => RecordKey::Link(link.id.clone()),
            Self::Position { node, .. } => RecordKey::Position(node.clone()),
            Self::Waiver(waiver) => RecordKey::Waiver(Box::new(waiver.key())),
            Self::View(view) => RecordKey::View(view.id.clone()),
            Self::Collapsed(container) => RecordKey::Collapsed(container.clone()),
        }
    }
}

/// What one record was and what it becomes; `None` where it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Record>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Record>,
}

/// A set of edits that hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Edit>", into = "Vec<Edit>")]
pub struct Change(BTreeMap<RecordKey, Edit>);

impl Change {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits in the order of their keys.
    pub fn edits(&self) -> impl ExactSizeIterator<Item = (&RecordKey, &Edit)> {
        self.0.iter()
    }

    /// True when only positions, views and what is collapsed change: the drawing is another, the
    /// deployment stays.
    #[must_use]
    pub fn is_layout_only(&self) -> bool {
        self.0.keys().all(|key| {
            matches!(key, RecordKey::Position(_) | RecordKey::View(_) | RecordKey::Collapsed(_))
        })
    }

    /// True when cards or lines may lie elsewhere after it, or be others. They are not when only names, settings and the
    /// like change.
    #[must_use]
    pub fn may_move_lines(&self) -> bool {
        self.0.iter().any(|(key, edit)| match (key, &edit.before, &edit.after) {
            (RecordKey::Header | RecordKey::Waiver(_) | RecordKey::View(_), ..) => false,
            (_, Some(Record::Node(old)), Some(Record::Node(new))) => {
                (&old.role, &old.host, old.replicas) != (&new.role, &new.host, new.replicas)
            }
            (_, Some(Record::Host(old)), Some(Record::Host(new))) => old.zone != new.zone,
            _ => true,
        })
    }

    /// Files one edit, on top of what this change already does to the same record.
    pub fn push(&mut self, before: Option<Record>, after: Option<Record>) {
        let Some(key) = before.as_ref().or(after.as_ref()).map(Record::key) else { return };
        match self.0.entry(key) {
            Entry::Vacant(slot) => {
                if before != after {
                    slot.insert(Edit { before, after });
                }
            }
            Entry::Occupied(mut slot) => {
                slot.get_mut().after = after;
                if slot.get().before == slot.get().after {
                    slot.remove();
                }
            }
        }
    }

    /// This change and then `next`, as one. Edits that cancel out are gone.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        for (_, edit) in next.0 {
            self.push(edit.before, edit.after);
        }
        self
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let swap = |edit: &Edit| Edit { before: edit.after.clone(), after: edit.before.clone() };
        Self(crate::ordered::map(self.0.iter().map(|(key, edit)| (key.clone(), swap(edit)))))
    }

    /// Applies this change. The design is untouched when it is refused.
    ///
    /// # Errors
    /// [`ChangeError::Stale`] when a record is not what the change was made from, and
    /// [`ChangeError::Dangling`] when the result would name something that is not there.
    pub fn apply(&self, design: &mut Design) -> Result<(), ChangeError> {
        if let Some(key) = self.stale(design) {
            return Err(ChangeError::Stale(key.clone()));
        }
        self.check_references(design)?;
        for (key, edit) in &self.0 {
            write(design, key, edit.after.as_ref());
        }
        Ok(())
    }

    /// Whether each record it changes is still what it was made from. Work grows with the change
    /// alone. What it names may be gone all the same: only [`Change::apply`] knows.
    #[must_use]
    pub fn is_current(&self, design: &Design) -> bool {
        self.stale(design).is_none()
    }

    /// The first record that is not what the change was made from.
    fn stale(&self, design: &Design) -> Option<&RecordKey> {
        self.0.iter().find(|(key, edit)| record(design, key) != edit.before).map(|(key, _)| key)
    }

    /// Checks that what is written names only what stays, and that what goes is named by nothing.
    /// Work grows with the change, except where something is removed.
    fn check_references(&self, design: &Design) -> Result<(), ChangeError> {
        let stays = |key: RecordKey| match self.0.get(&key) {
            Some(edit) => edit.after.is_some(),
            None => contains(design, &key),
        };
        let needs = |by: &RecordKey, key: RecordKey| {
            if stays(key.clone()) {
                Ok(())
            } else {
                Err(ChangeError::Dangling { by: by.clone(), missing: key })
            }
        };
        for (key, edit) in &self.0 {
            for wanted in edit.after.iter().flat_map(references) {
                needs(key, wanted)?;
            }
        }
        let removes = self.0.iter().any(|(key, edit)| {
            let is_named = !matches!(
                key,
                RecordKey::Link(_)
                    | RecordKey::Waiver(_)
                    | RecordKey::View(_)
                    | RecordKey::Collapsed(_)
            );

            edit.after.is_none() && is_named
        });
        if removes {
            for (key, wanted) in all_references(design) {
                if !self.0.contains_key(&key) {
                    needs(&key, wanted)?;
                }
            }
        }
        Ok(())
    }
}

/// The record a design holds under a key.
fn record(design: &Design, key: &RecordKey) -> Option<Record> {
    match key {
        RecordKey::Header => Some(Record::Header(design.header.clone())),
        RecordKey::Zone(id) => design.zone(id).cloned().map(Record::Zone),
        RecordKey::Host(id) => design.host(id).cloned().map(Record::Host),
        RecordKey::Node(id) => design.node(id).cloned().map(Record::Node),
        RecordKey::Link(id) => design.link(id).cloned().map(Record::Link),
        RecordKey::Position(id) => {
            design.layout.get(id).map(|placed| Record::position(id.clone(), *placed))
        }
        RecordKey::Waiver(key) => design.waiver(key).cloned().map(Record::Waiver),
        RecordKey::View(id) => design.view(id).cloned().map(Record::View),
        RecordKey::Collapsed(container) => {
            design.is_collapsed(container).then(|| Record::Collapsed(container.clone()))
        }
    }
}

fn contains(design: &Design, key: &RecordKey) -> bool {
    match key {
        RecordKey::Header => true,
        RecordKey::Zone(id) => design.zones.contains_key(id),
        RecordKey::Host(id) => design.hosts.contains_key(id),
        RecordKey::Node(id) => design.nodes.contains_key(id),
        RecordKey::Link(id) => design.links.contains_key(id),
        RecordKey::Position(id) => design.layout.contains_key(id),
        RecordKey::Waiver(key) => design.waiver(key).is_some(),
        RecordKey::View(id) => design.view(id).is_some(),
        RecordKey::Collapsed(container) => design.is_collapsed(container),
    }
}

fn write(design: &mut Design, key: &RecordKey, after: Option<&Record>) {
    match (key, after) {
        (_, Some(Record::Header(header))) => design.header = header.clone(),
        (_, Some(Record::Zone(zone))) => {
            drop(design.zones.insert(zone.id.clone(), Arc::new(zone.clone())));
        }
        (_, Some(Record::Host(host))) => {
            drop(design.hosts.insert(host.id.clone(), Arc::new(host.clone())));
        }
        (_, Some(Record::Node(node))) => {
            drop(design.nodes.insert(node.id.clone(), Arc::new(node.clone())));
        }
        (_, Some(Record::Link(link))) => {
            drop(design.links.insert(link.id.clone(), Arc::new(link.clone())));
        }
        (_, Some(Record::Position { node, at, locked })) => {
            design.layout.insert(node.clone(), Placed::new(*at, *locked));
        }
        (_, Some(Record::Waiver(waiver))) => {
            crate::waiver::file(&mut design.waivers, waiver.clone());
        }
        (_, Some(Record::View(view))) => crate::view::file(&mut design.views, view.clone()),
        (_, Some(Record::Collapsed(container))) => {
            crate::collapsed::file(&mut design.collapsed, container.clone());
        }
        // A design always has a header; the constructor of `Change` refuses its removal.
        (RecordKey::Header, None) => {}
        (RecordKey::Zone(id), None) => drop(design.zones.remove(id)),
        (RecordKey::Host(id), None) => drop(design.hosts.remove(id)),
        (RecordKey::Node(id), None) => drop(design.nodes.remove(id)),
        (RecordKey::Link(id), None) => drop(design.links.remove(id)),
        (RecordKey::Position(id), None) => drop(design.layout.remove(id)),
        (RecordKey::Waiver(key), None) => design.waivers.retain(|waiver| !waiver.is_of(key)),
        (RecordKey::View(id), None) => design.views.retain(|view| view.id != *id),
        (RecordKey::Collapsed(container), None) => design.collapsed.retain(|one| one != container),
    }
}

/// The keys that a record names.
fn references(record: &Record) -> Vec<RecordKey> {
    match record {
        Record::Header(_) | Record::Waiver(_) | Record::View(_) => Vec::new(),
        Record::Zone(zone) => zone.parent.iter().cloned().map(RecordKey::Zone).collect(),
        Record::Host(host) => host.zone.iter().cloned().map(RecordKey::Zone).collect(),
        Record::Node(node) => node.host.iter().cloned().map(RecordKey::Host).collect(),
        Record::Link(link) => {
            vec![RecordKey::Node(link.from.clone()), RecordKey::Node(link.to.clone())]
        }
        Record::Position { node, .. } => vec![RecordKey::Node(node.clone())],
        Record::Collapsed(container) => vec![key_of(container)],
    }
}

fn key_of(container: &Container) -> RecordKey {
    match container {
        Container::Host(id) => RecordKey::Host(id.clone()),
        Container::Zone(id) => RecordKey::Zone(id.clone()),
    }
}

/// Every reference a design holds: who names, and what.
pub(crate) fn all_references(design: &Design) -> impl Iterator<Item = (RecordKey, RecordKey)> {
    let zones = design.zones.values().filter_map(|zone| {
        zone.parent
            .clone()
            .map(|parent| (RecordKey::Zone(zone.id.clone()), RecordKey::Zone(parent)))
    });
    let hosts = design.hosts.values().filter_map(|host| {
        host.zone.clone().map(|zone| (RecordKey::Host(host.id.clone()), RecordKey::Zone(zone)))
    });
    let nodes = design.nodes.values().filter_map(|node| {
        node.host.clone().map(|host| (RecordKey::Node(node.id.clone()), RecordKey::Host(host)))
    });
    let links = design.links.values().flat_map(|link| {
        let by = RecordKey::Link(link.id.clone());
        [(by.clone(), RecordKey::Node(link.from.clone())), (by, RecordKey::Node(link.to.clone()))]
    });
    let layout = design
        .layout
        .keys()
        .map(|id| (RecordKey::Position(id.clone()), RecordKey::Node(id.clone())));
    let collapsed = design.collapsed.iter();
    let collapsed = collapsed.map(|one| (RecordKey::Collapsed(one.clone()), key_of(one)));
    zones.chain(hosts).chain(nodes).chain(links).chain(layout).chain(collapsed)
}

impl From<Change> for Vec<Edit> {
    fn from(change: Change) -> Self {
        change.0.into_values().collect()
    }
}

impl TryFrom<Vec<Edit>> for Change {
    type Error = ChangeError;

    fn try_from(edits: Vec<Edit>) -> Result<Self, ChangeError> {
        let mut records = BTreeMap::new();
        for edit in edits {
            let before = edit.before.as_ref().map(Record::key);
            let after = edit.after.as_ref().map(Record::key);
            let key = match (before, after) {
                (Some(before), Some(after)) if before == after => before,
                (Some(RecordKey::Header), None) => return Err(ChangeError::Malformed),
                (Some(key), None) | (None, Some(key)) => key,
                (Some(_), Some(_)) | (None, None) => return Err(ChangeError::Malformed),
            };
            if records.insert(key, edit).is_some() {
                return Err(ChangeError::Malformed);
            }
        }
        Ok(Self(records))
    }
}

impl BorshSerialize for Change {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        BorshSerialize::serialize(&self.0.values().collect::<Vec<_>>(), writer)
    }
}

impl BorshDeserialize for Change {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let edits = Vec::<Edit>::deserialize_reader(reader)?;
        Self::try_from(edits).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

#[cfg(test)]
mod tests;
