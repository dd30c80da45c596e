//! Over every template and many generated designs: files parse, keys are known to the product, and
//! each address leads to someone of the design who listens there.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml_ng::Value;
use topology::catalogue::{RoleClass, known};
use topology::replicas::Unfolded;
use topology::{Design, Graph, SettingValue};

use crate::support::{bundle, catalogue, key_of, shown, values};

pub(crate) fn designs() -> Vec<(String, Design)> {
    let templates = catalogue::templates().iter().map(|template| {
        (template.id.to_owned(), topology::document::parse(template.document).unwrap())
    });
    let generated =
        (0..crate::varied::SEEDS).map(|seed| (format!("seed {seed}"), crate::varied::design(seed)));
    let mixed = crate::mixed::DESIGNS
        .iter()
        .map(|text| ((*text).to_owned(), topology::notation::design(text)));
    let engines = crate::databases::DESIGNS
        .iter()
        .map(|text| ((*text).to_owned(), topology::notation::design(text)));
    let analytics = crate::analytics::DESIGNS
        .iter()
        .map(|text| ((*text).to_owned(), topology::notation::design(text)));
    templates.chain(generated).chain(mixed).chain(engines).chain(analytics).collect()
}

/// Every design with its bundle, which is made once for all who look at it.
pub(crate) fn worlds() -> &'static [(String, Design, export::Bundle)] {
    static WORLDS: std::sync::OnceLock<Vec<(String, Design, export::Bundle)>> =
        std::sync::OnceLock::new();
    WORLDS.get_or_init(|| {
        let made = designs().into_iter().map(|(name, design)| {
            let bundle = bundle(&design);
            (name, design, bundle)
        });
        made.collect()
    })
}

/// Those on which other programs are tried, which takes its time: all that people wrote down, and of the generated ones
/// some, or with `cargo xtask test --soak` all.
pub(crate) fn tried() -> impl Iterator<Item = &'static (String, Design, export::Bundle)> {
    fewer(worlds().iter(), |(name, ..)| name)
}

/// All that people wrote down, and some of the generated ones, or with `cargo xtask test --soak` all.
pub(crate) fn fewer<T>(
    all: impl Iterator<Item = T>,
    name: impl Fn(&T) -> &str,
) -> impl Iterator<Item = T> {
    let (mut seeds, some) = (0, if trials::is_long() { 1 } else { 8 });
    all.filter(move |one| {
        let is_seed = name(one).starts_with("seed ");
        seeds += usize::from(is_seed);
        !is_seed || seeds.is_multiple_of(some)
    })
}

/// Every `name:port` that someone of the design listens on, and every local one.
pub(crate) fn listening(design: &Design) -> BTreeSet<String> {
    let deployed = Unfolded::new(design, catalogue());
    let graph = Graph::new(deployed.design(), catalogue());
    let mut open = BTreeSet::new();
    for node in graph.design.nodes() {
        let name = graph.name_or_id(node);
        for (_, port) in graph.listening(node) {
            open.insert(format!("{name}:{port}"));
        }
        let servers = graph.database_addresses(node).into_iter();
        if graph.is(&node.id, RoleClass::Database) {
            open.extend(servers.map(|(name, port)| format!("{name}:{port}")));
        }
        if graph.is(&node.id, RoleClass::Balancer) {
            for (_, port) in graph.fronts(node) {
                open.insert(format!("{name}:{port}"));
            }
        }
    }
    open
}

/// The pack of the node that a file is for.
fn pack(design: &Design, path: &str) -> &'static str {
    let id = path.split('/').nth(1).unwrap();
    // The exporter unfolds replicas, whose ids begin with that of what is drawn.
    let node = design.nodes().filter(|node| id.starts_with(node.id.as_str()));
    let node = node.max_by_key(|node| node.id.as_str().len()).unwrap();
    &catalogue().pack_of(catalogue().role(&node.role).unwrap()).id
}

/// `name:port` of a URL, also of a database's.
fn authority(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', ';', '?']).next()
}

/// The servers of a database connection: its parts, or what an Oracle description lists.
fn database_servers(table: &str, found: &BTreeMap<String, toml::Value>) -> Vec<String> {
    let part = |key: &str| found.get(&format!("database.{table}.{key}")).map(shown);
    let parts = part("hostname").zip(part("port")).map(|(name, port)| format!("{name}:{port}"));
    let url = part("url").unwrap_or_default();
    let listed = url.split("(HOST=").skip(1).map(|rest| {
        let (name, rest) = rest.split_once(")(PORT=").unwrap();
        format!("{name}:{}", rest.split_once(')').unwrap().0)
    });
    parts.into_iter().chain(listed).collect()
}

#[test]
fn every_file_parses_every_key_is_known_and_every_address_is_listened_on() {
    let (mut files, mut urls, mut databases) = (0, 0, 0);
    for (name, design, bundle) in worlds() {
        let open = listening(design);
        // What updates add is a key only of packs that a person says carry them.
        let said = design.setting(&known::PACKS_UPDATED.parse().unwrap());
        let updated = said == Some(&SettingValue::Bool(true));
        for file in bundle.files.iter().filter(|file| file.path.ends_with("deployment.toml")) {
            files += 1;
            let pack = pack(design, &file.path);
            let text = std::str::from_utf8(&file.bytes).unwrap();
            for table in ["apim_db", "shared_db"] {
                for server in database_servers(table, &values(text)) {
                    databases += 1;
                    assert!(open.contains(&server), "{name} {}: no database {server}", file.path);
                }
            }
            for (path, value) in values(text) {
                let key = key_of(&path);
                let known = catalogue::keys_of(pack);
                let read = known.knows(&key) || (updated && known.added_by_updates(&key));
                assert!(read, "{name} {}: {key} is not a key of {pack}", file.path);
                let texts = match &value {
                    toml::Value::Array(items) => items.iter().map(shown).collect(),
                    other => vec![shown(other)],
                };
                for text in texts.iter().filter(|text| !text.contains("${")) {
                    if let Some(authority) = authority(text) {
                        urls += 1;
                        assert!(
                            open.contains(authority),
                            "{name} {}: nobody listens on {text}",
                            file.path
                        );
                    }
                }
            }
        }
    }
    assert!(files > 300 && urls > 1_000, "{files} files with {urls} addresses were looked at");
    assert!(databases > 300, "{databases} connections to databases were looked at");
}

/// Every text of a YAML file, keys among them.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                texts(key, found);
                texts(value, found);
            }
        }
        _ => {}
    }
}

/// `name:port` of what reads like an address, also without a scheme.
fn addresses(text: &str) -> Vec<String> {
    if text.contains("(HOST=") {
        let listed = text.split("(HOST=").skip(1).filter_map(|rest| {
            let (name, rest) = rest.split_once(")(PORT=")?;
            Some(format!("{name}:{}", rest.split_once(')')?.0))
        });
        return listed.collect();
    }
    if let Some(rest) = text.strip_prefix("jdbc:oracle:thin:@") {
        return rest.split('/').next().map(str::to_owned).into_iter().collect();
    }
    let bare = |text: &&str| {
        let (name, port) = text.rsplit_once(':').unwrap_or_default();
        name.contains('.') && port.parse::<u16>().is_ok()
    };
    authority(text).or_else(|| Some(text).filter(bare)).map(str::to_owned).into_iter().collect()
}

#[test]
fn every_yaml_file_parses_and_every_address_is_listened_on() {
    let (mut files, mut found) = (0, 0);
    for (name, design, bundle) in worlds() {
        let (open, graph) = (listening(design), Graph::new(design, catalogue()));
        for file in bundle.files.iter().filter(|file| file.path.ends_with(".yaml")) {
            files += 1;
            let node = file.path.split('/').nth(1).unwrap().parse().unwrap();
            let own: BTreeSet<String> = graph
                .listening(design.node(&node).unwrap())
                .map(|(_, port)| format!("localhost:{port}"))
                .collect();
            let yaml: Value = serde_yaml_ng::from_slice(&file.bytes)
                .unwrap_or_else(|error| panic!("{name} {}: {error}", file.path));
            let mut all = Vec::new();
            texts(&yaml, &mut all);
            for text in all.iter().filter(|text| !text.contains("${")) {
                for address in addresses(text) {
                    found += 1;
                    assert!(
                        open.contains(&address) || own.contains(&address),
                        "{name} {}: nobody listens on {text}",
                        file.path
                    );
                }
            }
        }
    }
    assert!(files >= 14 && found > 80, "{files} files with {found} addresses were looked at");
}

/// A password beside the URL of a file that comes with the pack opens nothing but that file.
fn is_secret_or_shipped(map: &serde_yaml_ng::Mapping, value: &str) -> bool {
    let url = map.get("jdbcUrl").and_then(Value::as_str).unwrap_or_default();
    value.starts_with("${env:") || value == "wso2carbon" && url.starts_with("jdbc:h2:")
}

fn passwords(value: &Value, place: &str) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| passwords(item, place)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap_or_default();
                if key.to_lowercase().contains("password") || key == "certPass" {
                    let value = value.as_str().unwrap_or_else(|| panic!("{place}: {key}"));
                    assert!(is_secret_or_shipped(entries, value), "{place}: {key} = {value}");
                }
                passwords(value, place);
            }
        }
        _ => {}
    }
}

#[test]
fn no_secret_has_a_value() {
    for (name, _, bundle) in worlds() {
        for file in &bundle.files {
            let text = String::from_utf8_lossy(&file.bytes);
            if file.path.ends_with("deployment.toml") {
                for (path, value) in values(&text) {
                    if path.ends_with("password") {
                        let value = shown(&value);
                        let reference = value.starts_with('$') && value.ends_with('}')
                            || matches!(value.trim_matches(['[', ']']).strip_prefix('@'), Some(name) if name.ends_with('@'));
                        assert!(reference, "{name} {}: {path} = {value}", file.path);
                    }
                }
            }
            if file.path.ends_with(".yaml") {
                passwords(
                    &serde_yaml_ng::from_str(&text).unwrap(),
                    &format!("{name} {}", file.path),
                );
            }
            if file.path == "secrets.env.example" {
                for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                    assert!(line.ends_with('='), "{name}: {line}");
                }
            }
        }
    }
}
