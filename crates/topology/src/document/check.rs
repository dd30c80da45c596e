//! Sizes and texts of a design: what the types alone cannot refuse.

use messages::{Text, text};

use super::DocumentError;
use crate::catalogue::known;
use crate::text::{TextError, check_block, check_line, check_name};
use crate::{
    Area, Change, Design, Header, Limits, Record, RecordKey, SettingValue, Settings, View, is_date,
};
use std::cmp::Ordering;

type Check = Result<(), DocumentError>;

pub(super) fn whole(design: &Design) -> Check {
    counts(design)?;
    header(design.header())?;
    let records = design
        .zones()
        .cloned()
        .map(Record::Zone)
        .chain(design.hosts().cloned().map(Record::Host))
        .chain(design.nodes().cloned().map(Record::Node))
        .chain(design.layout.iter().map(|(node, placed)| Record::position(node.clone(), *placed)))
        .chain(design.waivers().cloned().map(Record::Waiver))
        .chain(design.views().cloned().map(Record::View));
    for written in records {
        record(&written)?;
    }
    zones_end(design)
}

pub(super) fn change(design: &Design, change: &Change) -> Check {
    counts(design)?;
    for (_, edit) in change.edits() {
        if let Some(after) = &edit.after {
            record(after)?;
        }
    }
    if change.edits().any(|(key, _)| matches!(key, RecordKey::Zone(_))) {
        zones_end(design)
    } else {
        Ok(())
    }
}

pub(super) fn contains(design: &Design, key: &RecordKey) -> bool {
    match key {
        RecordKey::Header => true,
        RecordKey::Zone(id) => design.zone(id).is_some(),
        RecordKey::Host(id) => design.host(id).is_some(),
        RecordKey::Node(id) => design.node(id).is_some(),
        RecordKey::Link(id) => design.link(id).is_some(),
        RecordKey::Position(id) => design.layout.contains_key(id),
        RecordKey::Waiver(key) => design.waiver(key).is_some(),
        RecordKey::View(id) => design.view(id).is_some(),
        RecordKey::Collapsed(container) => design.is_collapsed(container),
    }
}

fn counts(design: &Design) -> Check {
    let limits = Limits::DOCUMENT;
    let rows = [
        ("zones", design.zones().len(), limits.zones),
        ("hosts", design.hosts().len(), limits.hosts),
        ("nodes", design.nodes().len(), limits.nodes),
        ("links", design.links().len(), limits.links),
        ("waivers", design.waivers().len(), limits.waivers),
        ("views", design.views().len(), limits.views),
    ];
    for (path, found, most) in rows {
        if found > most {
            return Err(field(path, crowded(found, most)));
        }
    }
    let (nodes, links) = crate::replicas::size(design);
    if nodes > limits.nodes {
        let most = limits.nodes;
        let message = text!("stand for {nodes} servers; at most {most} fit", nodes, most);
        return Err(field("nodes", message));
    }
    if links > limits.links {
        let most = limits.links;
        let message =
            text!("stand for {links} links between replicas; at most {most} fit", links, most);
        return Err(field("links", message));
    }
    Ok(())
}

fn record(record: &Record) -> Check {
    let at = |part: &str| format!("{}: {part}", record.key());
    match record {
        Record::Header(written) => header(written),
        Record::Zone(zone) => text(&at("name"), check_name(&zone.name)),
        Record::Host(host) => {
            text(&at("hostname"), check_line(&host.hostname))?;
            text(&at("address"), check_line(&host.address))
        }
        Record::Node(node) => {
            text(&at("name"), check_name(&node.name))?;
            text(&at("hostname"), check_line(&node.hostname))?;
            let most = Limits::DOCUMENT.replicas;
            if !(1..=most).contains(&node.replicas) {
                let count = node.replicas;
                let message = text!("is {count}; a node stands for 1 to {most}", count, most);
                return Err(field(&at("replicas"), message));
            }
            settings(&at("settings"), &node.settings)
        }
        Record::Link(_) | Record::Collapsed(_) => Ok(()),
        Record::Waiver(waiver) => {
            text(&at("rule"), check_name(&waiver.rule))?;
            if waiver.reason.trim().is_empty() {
                return Err(field(&at("reason"), text!("must say why the finding stands")));
            }
            text(&at("reason"), check_line(&waiver.reason))?;
            text(&at("author"), check_line(&waiver.author))?;
            match &waiver.until {
                Some(until) if !is_date(until) => {
                    Err(field(&at("until"), text!("must be a day such as 2027-03-31")))
                }
                _ => Ok(()),
            }
        }
        Record::View(written) => view(written, at),
        Record::Position { at: point, .. } => near(&record.key().to_string(), &[point.x, point.y]),
    }
}

fn view(view: &View, at: impl Fn(&str) -> String) -> Check {
    text(&at("name"), check_name(&view.name))?;
    text(&at("notes"), check_block(&view.notes))?;
    if let Some(Area { x, y, width, height }) = view.area {
        if width < 1 || height < 1 {
            return Err(field(&at("area"), text!("must be at least 1 wide and high")));
        }
        near(&at("area"), &[x, y, x.saturating_add(width), y.saturating_add(height)])?;
    }
    for pair in view.lit.windows(2) {
        match pair[0].cmp(&pair[1]) {
            Ordering::Less => {}
            Ordering::Equal => {
                let message = text!("names {node} twice", node = pair[0].as_str());
                return Err(field(&at("lit"), message));
            }
            Ordering::Greater => return Err(field(&at("lit"), text!("must be sorted"))),
        }
    }
    let (found, most) = (view.lit.len(), Limits::DOCUMENT.nodes);
    if found > most {
        return Err(field(&at("lit"), crowded(found, most)));
    }
    Ok(())
}

/// Everything that is drawn lies where the canvas reaches.
fn near(path: &str, places: &[i32]) -> Check {
    let most = Limits::DOCUMENT.coordinate;
    if places.iter().all(|n| (-most..=most).contains(n)) {
        return Ok(());
    }
    Err(field(path, text!("lies beyond {most} units from the origin", most)))
}

fn header(header: &Header) -> Check {
    text("name", check_name(&header.name))?;
    text("product.id", check_name(&header.product.id))?;
    text("product.version", check_name(&header.product.version))?;
    settings("settings", &header.settings)
}

fn settings(path: &str, settings: &Settings) -> Check {
    let most = Limits::DOCUMENT.settings;
    if settings.len() > most {
        return Err(field(path, crowded(settings.len(), most)));
    }
    for (id, value) in settings {
        let path = format!("{path}.{id}");
        match value {
            // The one text of several lines. Which kind a setting has is the catalogue's to say, and a
            // document is read without one.
            SettingValue::Text(value) if *id == *known::ADDITION => {
                text(&path, check_block(value))?;
            }
            SettingValue::Text(value) => text(&path, check_line(value))?,
            SettingValue::List(values) => {
                let most = Limits::DOCUMENT.list;
                if values.len() > most {
                    return Err(field(&path, crowded(values.len(), most)));
                }
                for value in values {
                    text(&path, check_line(value))?;
                }
            }
            SettingValue::Bool(_) | SettingValue::Integer(_) => {}
        }
    }
    Ok(())
}

/// Zones nest without a circle.
fn zones_end(design: &Design) -> Check {
    for zone in design.zones() {
        let mut parent = zone.parent.as_ref();
        for _ in 0..=design.zones().len() {
            parent = parent.and_then(|id| design.zone(id)).and_then(|zone| zone.parent.as_ref());
        }
        if parent.is_some() {
            return Err(field(&format!("zone {}", zone.id), text!("lies inside itself")));
        }
    }
    Ok(())
}

fn crowded(found: usize, most: usize) -> Text {
    text!("has {found} entries; at most {most} fit", found, most)
}

fn text(path: &str, checked: Result<(), TextError>) -> Check {
    checked.map_err(|error| field(path, error.text()))
}

fn field(path: &str, message: Text) -> DocumentError {
    DocumentError::Field { path: path.to_owned(), message }
}
