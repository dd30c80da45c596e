//! Short ways to a design, its files and the keys in them.

use std::collections::BTreeMap;

use export::{Bundle, BundleOptions, Exporter};
use topology::{Catalogue, Design};

pub(crate) fn catalogue() -> &'static Catalogue {
    catalogue::wso2am_3_1_0()
}

pub(crate) fn template(id: &str) -> Design {
    let template = catalogue::template(id).unwrap_or_else(|| panic!("no template {id}"));
    topology::document::parse(template.document).unwrap()
}

pub(crate) fn bundle(design: &Design) -> Bundle {
    Exporter::new(design, catalogue()).bundle(&BundleOptions::default())
}

/// The text of a node's `deployment.toml`.
pub(crate) fn config(design: &Design, node: &str) -> String {
    let path = format!("nodes/{node}/repository/conf/deployment.toml");
    let bundle = bundle(design);
    let file = bundle.file(&path).unwrap_or_else(|| panic!("no file {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// Every value of a TOML text by its path. The nth table of an array is `a.b[n].c`.
pub(crate) fn values(text: &str) -> BTreeMap<String, toml::Value> {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut found = BTreeMap::new();
    for (key, value) in &table {
        collect(key, value, &mut found);
    }
    found
}

fn collect(path: &str, value: &toml::Value, found: &mut BTreeMap<String, toml::Value>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                collect(&format!("{path}.{key}"), value, found);
            }
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for (index, item) in items.iter().enumerate() {
                collect(&format!("{path}[{index}]"), item, found);
            }
        }
        other => {
            found.insert(path.to_owned(), other.clone());
        }
    }
}

/// The key of a value's path: each table of an array is `[]`.
pub(crate) fn key_of(path: &str) -> String {
    let mut parts = path.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |key, part| format!("{key}[]{}", &part[part.find(']').unwrap() + 1..]))
}

/// One value as people write it.
pub(crate) fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
