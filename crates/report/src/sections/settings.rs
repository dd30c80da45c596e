//! Settings that a person gave and that are not what holds without them.

use std::collections::BTreeMap;

use topology::catalogue::{SettingKind, SettingSpec};
use topology::{Graph, SettingId, SettingValue};

use crate::document::{Cell, Table, Tone};
use crate::words::listed;

pub(super) fn table(graph: &Graph<'_>) -> Table {
    let columns =
        [("Setting", 25), ("Of", 15), ("Value", 22), ("Default", 13), ("What it does", 30)];
    let mut table = Table::new("Settings other than the default", &columns);
    let mut given: Vec<_> = given(graph).into_iter().collect();
    // In the order in which the catalogue shows them; what it does not know comes last.
    let place = |id: &SettingId| graph.catalogue.settings.iter().position(|spec| spec.id == *id);
    given.sort_by_key(|((id, _), _)| place(id).unwrap_or(usize::MAX));
    for ((id, value), of) in given {
        table.rows.push(row(graph.spec(id.as_str()), id, value, &of));
    }
    table
}

/// Who has which value of which setting: what several nodes have alike is one decision.
fn given<'a>(graph: &Graph<'a>) -> BTreeMap<(&'a SettingId, &'a SettingValue), Vec<String>> {
    let mut given: BTreeMap<_, Vec<String>> = BTreeMap::new();
    let design = graph.design;
    let is_other = |id: &SettingId, value: &SettingValue| {
        let default = graph.spec(id.as_str()).and_then(|spec| spec.default.as_ref());
        default != Some(value)
    };
    for (id, value) in design.settings() {
        if is_other(id, value) {
            given.entry((id, value)).or_default().push("the design".to_owned());
        }
    }
    for node in design.nodes() {
        for (id, value) in &node.settings {
            // One that is the default again, where the design has another, is a decision, too.
            if is_other(id, value) || design.setting(id).is_some_and(|other| other != value) {
                given.entry((id, value)).or_default().push(node.name.clone());
            }
        }
    }
    given
}

fn row(
    spec: Option<&SettingSpec>,
    id: &SettingId,
    value: &SettingValue,
    of: &[String],
) -> Vec<Cell> {
    let name = spec.map_or(id.as_str(), |spec| &spec.name);
    let default = match spec.map(|spec| &spec.default) {
        Some(Some(default)) => Cell::new(Tone::Code, shown(spec, default)),
        Some(None) => Cell::new(Tone::Quiet, "none"),
        None => Cell::new(Tone::Quiet, "not in the catalogue"),
    };
    let (help, source) = spec.map_or(("", ""), |spec| (&spec.help, &spec.source));
    vec![
        Cell::new(Tone::Strong, name).under(Tone::QuietCode, id.as_str()),
        Cell::plain(listed(of)),
        Cell::new(Tone::Code, shown(spec, value)),
        default,
        Cell::plain(help).under(Tone::Quiet, source),
    ]
}

/// A value as people read it: a choice by its name, lists line by line.
fn shown(spec: Option<&SettingSpec>, value: &SettingValue) -> String {
    let options = match spec.map(|spec| &spec.kind) {
        Some(SettingKind::Choice { options } | SettingKind::List { options }) => &options[..],
        _ => &[],
    };
    let name = |text: &str| {
        let known = options.iter().find(|option| option.value == text);
        known.map_or(text, |option| &option.name).to_owned()
    };
    match value {
        SettingValue::Bool(true) => "yes".to_owned(),
        SettingValue::Bool(false) => "no".to_owned(),
        SettingValue::Integer(number) => number.to_string(),
        SettingValue::Text(text) if text.is_empty() => "(empty)".to_owned(),
        SettingValue::Text(text) => name(text),
        SettingValue::List(list) if list.is_empty() => "(none)".to_owned(),
        SettingValue::List(list) => {
            list.iter().map(|text| name(text)).collect::<Vec<_>>().join("\n")
        }
    }
}
