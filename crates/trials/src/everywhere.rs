//! One text in every place of a design that takes one.

use topology::catalogue::{SettingKind, SettingSpec};
use topology::{
    Catalogue, Change, Design, Host, Node, SettingValue, Settings, Target, View, Waiver, Zone,
};

/// The longest name in characters, and the longest other text in bytes: a longer one would be refused, and
/// nothing would be tried.
const NAME: usize = 120;
const TEXT: usize = 2_048;

/// The design with this text as every name, address and setting, in a view and in a waiver.
///
/// # Panics
/// When the text makes no design, which is a mistake of the test.
#[must_use]
pub fn everywhere(design: &Design, catalogue: &Catalogue, text: &str) -> Design {
    let mut design = design.clone();
    let name: String = text.chars().take(NAME).collect();
    let mut header = design.header().clone();
    header.name.clone_from(&name);
    fill(&mut header.settings, catalogue.settings.iter().filter(|spec| spec.scope.design), text);
    let mut change = Change::set_header(&design, header);
    for zone in design.zones() {
        change =
            change.then(Change::set_zone(&design, Zone { name: name.clone(), ..zone.clone() }));
    }
    for host in design.hosts() {
        let host = Host { hostname: short(text), address: short(text), ..host.clone() };
        change = change.then(Change::set_host(&design, host));
    }
    for node in design.nodes() {
        let mut node = Node { name: name.clone(), hostname: short(text), ..node.clone() };
        let own = catalogue.settings.iter().filter(|spec| spec.scope.roles.contains(&node.role));
        fill(&mut node.settings, own, text);
        change = change.then(Change::set_node(&design, node));
    }
    change.apply(&mut design).expect("names and settings are changed");
    let view = View {
        id: design.free_view_id(),
        step: 1,
        name: name.clone(),
        area: None,
        lit: design.nodes().take(1).map(|node| node.id.clone()).collect(),
        notes: short(text),
    };
    let waiver = Waiver {
        rule: name,
        target: design.nodes().next().map_or(Target::Design, |node| Target::Node(node.id.clone())),
        reason: short(text),
        author: short(text),
        until: None,
    };
    Change::save_view(&design, view).apply(&mut design).expect("a view is added");
    Change::waive(&design, waiver).apply(&mut design).expect("a waiver is added");
    design
}

/// Gives these settings the text; those that are no text are left as they are.
fn fill<'c>(settings: &mut Settings, specs: impl Iterator<Item = &'c SettingSpec>, text: &str) {
    for spec in specs {
        let value = match spec.kind {
            SettingKind::Boolean | SettingKind::Integer { .. } | SettingKind::Port => continue,
            SettingKind::List { .. } => SettingValue::List(vec![short(text)]),
            SettingKind::Text
            | SettingKind::Hostname
            | SettingKind::Url
            | SettingKind::Choice { .. }
            | SettingKind::Secret
            | SettingKind::Toml => SettingValue::Text(short(text)),
        };
        settings.insert(spec.id.clone(), value);
    }
}

/// As much of a text as one line takes.
fn short(text: &str) -> String {
    let mut end = text.len().min(TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

/// The design without what stands where names of secrets belong: no console keeps anything else there.
///
/// # Panics
/// When that makes no design, which is a mistake here.
#[must_use]
pub fn without_secrets(design: &Design, catalogue: &Catalogue) -> Design {
    let is_secret = |id: &topology::SettingId| {
        catalogue.setting(id.as_str()).is_some_and(|spec| spec.kind == SettingKind::Secret)
    };
    let mut design = design.clone();
    let mut header = design.header().clone();
    header.settings.retain(|id, _| !is_secret(id));
    let mut change = Change::set_header(&design, header);
    for node in design.nodes() {
        let mut node = node.clone();
        node.settings.retain(|id, _| !is_secret(id));
        change = change.then(Change::set_node(&design, node));
    }
    change.apply(&mut design).expect("settings are taken away");
    design
}
