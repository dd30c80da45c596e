//! A change in words: what is added, what is removed, and what becomes what.

use messages::say;

use crate::triage::name_of;
use crate::{Change, Design, Edit, Node, Record, RecordKey, SettingValue, Settings, Target};

/// What happens to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Added,
    Removed,
    Changed,
}

impl Deed {
    /// What an edit does to its record.
    #[must_use]
    pub fn of(edit: &Edit) -> Self {
        match (&edit.before, &edit.after) {
            (None, _) => Self::Added,
            (_, None) => Self::Removed,
            _ => Self::Changed,
        }
    }
}

/// One thing that a change does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub deed: Deed,
    /// Which thing, such as `Gateway 1` or `Gateway 1 → Key Manager`.
    pub what: String,
    /// The part of it, such as `offset`; empty for the whole thing.
    pub part: String,
    /// What it was and what it becomes, where that can be said.
    pub from: String,
    pub to: String,
}

/// What a change does to this design, thing by thing. Where things are drawn is left out, except when
/// nothing else changes: then that is said once.
#[must_use]
pub fn in_words(change: &Change, design: &Design) -> Vec<Said> {
    let mut after = design.clone();
    // A change that does not fit is told from what it says itself.
    let fits = change.apply(&mut after).is_ok();
    let after = if fits { &after } else { design };
    let mut said = Vec::new();
    for (key, edit) in change.edits() {
        tell(key, edit, design, after, &mut said);
    }
    if said.is_empty() && !change.is_empty() {
        said.push(whole(Deed::Changed, say!("The drawing"), messages::said("places")));
    }
    said
}

/// The same of one edit of a change that leads from `before` to `after`: empty where only a place changes.
#[must_use]
pub fn of_edit(key: &RecordKey, edit: &Edit, before: &Design, after: &Design) -> Vec<Said> {
    let mut said = Vec::new();
    tell(key, edit, before, after, &mut said);
    said
}

/// Where two sides differ, thing by thing: `from` is what their side has, `to` what it is here. See [`crate::Rebased`].
#[must_use]
pub fn clashes_in_words(clashes: &Change, design: &Design) -> Vec<Said> {
    let mut said = Vec::new();
    for (key, edit) in clashes.edits() {
        let before = said.len();
        tell(key, edit, design, design, &mut said);
        if said.len() == before {
            let place = messages::said("place");
            said.push(whole(Deed::Changed, called(key, &[design]), place));
        }
    }
    said
}

/// What a record is called in the first of these designs that has it, else its id.
#[must_use]
pub fn called(key: &RecordKey, designs: &[&Design]) -> String {
    let node = |id: &crate::NodeId| {
        let found = designs.iter().find_map(|design| design.node(id));
        found.map_or_else(|| id.to_string(), |node| node.name.clone())
    };
    let found = match key {
        RecordKey::Node(id) | RecordKey::Position(id) => Some(node(id)),
        RecordKey::Host(id) => {
            designs.iter().find_map(|design| Some(design.host(id)?.hostname.clone()))
        }
        RecordKey::Zone(id) => {
            designs.iter().find_map(|design| Some(design.zone(id)?.name.clone()))
        }
        RecordKey::View(id) => {
            designs.iter().find_map(|design| Some(design.view(id)?.name.clone()))
        }
        RecordKey::Link(id) => {
            let link = designs.iter().find_map(|design| design.link(id));
            link.map(|link| [&node(&link.from), " → ", &node(&link.to)].concat())
        }
        RecordKey::Header | RecordKey::Waiver(_) | RecordKey::Collapsed(_) => None,
    };
    found.unwrap_or_else(|| key.to_string())
}

fn tell(key: &RecordKey, edit: &Edit, before: &Design, after: &Design, said: &mut Vec<Said>) {
    let deed = Deed::of(edit);
    let there = if deed == Deed::Removed { before } else { after };
    match (key, &edit.before, &edit.after) {
        (RecordKey::Node(_), Some(Record::Node(old)), Some(Record::Node(new))) => {
            node(old, new, before, after, said);
        }
        (RecordKey::Node(id), ..) => {
            said.push(whole(deed, name_of(&Target::Node(id.clone()), there), ""));
        }
        (RecordKey::Link(id), ..) => {
            let record = edit.after.as_ref().or(edit.before.as_ref());
            let kind = record.and_then(|record| match record {
                Record::Link(link) => Some(link.kind.to_string()),
                _ => None,
            });
            let what = name_of(&Target::Link(id.clone()), there);
            said.push(Said { part: kind.unwrap_or_default(), ..whole(deed, what, "") });
        }
        (RecordKey::Host(_), Some(Record::Host(old)), Some(Record::Host(new))) => {
            let what = &new.hostname;
            let mut part = |part, from: &str, to: &str| step(said, what, part, from, to);
            part(messages::said("host name"), &old.hostname, &new.hostname);
            part(messages::said("address"), &old.address, &new.address);
            let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            part(messages::said("memory"), &number(old.memory), &number(new.memory));
            part(
                messages::said("cores"),
                &number(old.cores.map(Into::into)),
                &number(new.cores.map(Into::into)),
            );
            if old.os != new.os || old.zone != new.zone {
                said.push(whole(Deed::Changed, what.clone(), messages::said("system or zone")));
            }
        }
        (RecordKey::Host(id), ..) => {
            said.push(whole(deed, name_of(&Target::Host(id.clone()), there), ""));
        }
        (RecordKey::Header, Some(Record::Header(old)), Some(Record::Header(new))) => {
            let what = messages::said("The design");
            step(said, what, messages::said("name"), &old.name, &new.name);
            if old.environment != new.environment {
                said.push(whole(Deed::Changed, what.to_owned(), messages::said("environment")));
            }
            settings(&old.settings, &new.settings, what, said);
        }
        (RecordKey::Zone(id), ..) => {
            let zone = there.zone(id).map_or_else(String::new, |zone| zone.name.clone());
            said.push(whole(deed, zone, messages::said("zone")));
        }
        (RecordKey::Waiver(key), ..) => {
            said.push(whole(deed, key.0.clone(), messages::said("waiver")));
        }
        (RecordKey::View(id), ..) => {
            let view = there.view(id).map_or_else(String::new, |view| view.name.clone());
            said.push(whole(deed, view, messages::said("view")));
        }
        (RecordKey::Collapsed(container), ..) => {
            let name = before.container_name(container).to_owned();
            said.push(whole(Deed::Changed, name, messages::said("drawn as one card or not")));
        }
        (RecordKey::Header | RecordKey::Position(_), ..) => {}
    }
}

fn node(old: &Node, new: &Node, before: &Design, after: &Design, said: &mut Vec<Said>) {
    let what = &new.name;
    let host = |node: &Node, design: &Design| {
        let host = node.host.as_ref();
        host.map(|id| name_of(&Target::Host(id.clone()), design)).unwrap_or_default()
    };
    step(said, what, messages::said("role"), old.role.as_str(), new.role.as_str());
    step(said, what, messages::said("name"), &old.name, &new.name);
    step(said, what, messages::said("host"), &host(old, before), &host(new, after));
    step(said, what, messages::said("host name"), &old.hostname, &new.hostname);
    step(said, what, messages::said("offset"), &old.offset.to_string(), &new.offset.to_string());
    step(
        said,
        what,
        messages::said("replicas"),
        &old.replicas.to_string(),
        &new.replicas.to_string(),
    );
    settings(&old.settings, &new.settings, what, said);
}

fn settings(old: &Settings, new: &Settings, what: &str, said: &mut Vec<Said>) {
    for id in old.keys().chain(new.keys().filter(|id| !old.contains_key(*id))) {
        let value = |settings: &Settings| settings.get(id).map(text).unwrap_or_default();
        step(said, what, id.as_str(), &value(old), &value(new));
    }
}

/// A value as it is typed; of a long text its first characters.
fn text(value: &SettingValue) -> String {
    let text = match value {
        SettingValue::Bool(yes) => {
            if *yes { messages::said("yes") } else { messages::said("no") }.to_owned()
        }
        SettingValue::Integer(number) => number.to_string(),
        SettingValue::Text(text) => text.clone(),
        SettingValue::List(items) => items.join(", "),
    };
    match text.char_indices().nth(120) {
        Some((at, _)) => [&text[..at], "…"].concat(),
        None => text,
    }
}

fn step(said: &mut Vec<Said>, what: &str, part: &str, from: &str, to: &str) {
    if from != to {
        let (from, to) = (from.to_owned(), to.to_owned());
        said.push(Said { from, to, ..whole(Deed::Changed, what.to_owned(), part) });
    }
}

fn whole(deed: Deed, what: String, part: &str) -> Said {
    Said { deed, what, part: part.to_owned(), from: String::new(), to: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::design;
    use crate::{Header, Link, Point};

    fn lines(change: &Change, design: &Design) -> Vec<String> {
        let line = |said: Said| {
            let Said { deed, what, part, from, to } = said;
            format!("{deed:?} {what} {part} {from}>{to}")
        };
        in_words(change, design).into_iter().map(line).collect()
    }

    #[test]
    fn each_part_of_a_node_says_what_it_was_and_becomes() {
        let design = design("host h1 vm1 10.0.0.1\ngw1: gateway port.https=8443");
        let mut node = design.node(&"gw1".parse().unwrap()).unwrap().clone();
        (node.offset, node.host) = (2, Some("h1".parse().unwrap()));
        node.settings.insert("port.https".parse().unwrap(), SettingValue::Integer(443));
        node.settings.insert("sticky".parse().unwrap(), SettingValue::Bool(true));
        assert_eq!(
            lines(&Change::set_node(&design, node), &design),
            [
                "Changed gw1 host >vm1",
                "Changed gw1 offset 0>2",
                "Changed gw1 port.https 8443>443",
                "Changed gw1 sticky >yes"
            ]
        );
    }

    #[test]
    fn what_comes_and_what_goes_has_its_name() {
        let design = design("gw1: gateway\nkm1: key-manager\nl1: gw1 -validates-with-> km1");
        let gone = Change::remove(&design, &["km1".parse().unwrap()].into(), &Default::default());
        assert_eq!(lines(&gone, &design), ["Removed km1  >", "Removed gw1 → km1 validates-with >"]);
        let link = Change::add_link(Link {
            id: "l2".parse().unwrap(),
            from: "km1".parse().unwrap(),
            to: "gw1".parse().unwrap(),
            kind: "shows".parse().unwrap(),
        });
        assert_eq!(lines(&link, &design), ["Added km1 → gw1 shows >"]);
    }

    #[test]
    fn what_clashes_is_said_property_by_property_with_both_sides() {
        let base = design("gw1: gateway\nkm1: key-manager\nl1: gw1 -validates-with-> km1");
        let id: crate::NodeId = "gw1".parse().unwrap();
        let side = |name: &str, offset: u16, x: i32| {
            let mut node = base.node(&id).unwrap().clone();
            (node.name, node.offset) = (name.into(), offset);
            Change::set_node(&base, node)
                .then(Change::move_nodes(&base, [(id.clone(), Point { x, y: 0 })]))
        };
        let mut theirs = base.clone();
        side("gw1", 5, 8).apply(&mut theirs).unwrap();
        let clashes = side("Edge", 3, 16).rebased(&theirs).clashes;
        let line = |said: Said| format!("{} {} {}|{}", said.what, said.part, said.from, said.to);
        let said: Vec<String> = clashes_in_words(&clashes, &theirs).into_iter().map(line).collect();
        assert_eq!(said, ["Edge offset 5|3", "gw1 place |"]);
        let link = RecordKey::Link("l1".parse().unwrap());
        assert_eq!(called(&link, &[&design("a: gateway"), &base]), "gw1 → km1");
        assert_eq!(called(&RecordKey::Node("z".parse().unwrap()), &[&base]), "z");
    }

    #[test]
    fn places_are_only_said_alone() {
        let design = design("gw1: gateway");
        let moved = Change::move_nodes(&design, [("gw1".parse().unwrap(), Point { x: 8, y: 8 })]);
        assert_eq!(lines(&moved, &design), ["Changed The drawing places >"]);
        let header = Header { name: "New".into(), ..design.header().clone() };
        let both = moved.then(Change::set_header(&design, header));
        assert_eq!(lines(&both, &design), ["Changed The design name Test>New"]);
        assert!(lines(&Change::new(), &design).is_empty());
    }
}
