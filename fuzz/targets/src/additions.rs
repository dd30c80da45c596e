//! Lines of TOML that a person adds to a `deployment.toml`: the file stays TOML, what the drawing writes stands, and a text
//! that cannot be read is a finding.
//!
//! The bytes are the text of a node, and after a line of `====` that of the design.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use export::{Exporter, addition};
use topology::catalogue::known;
use topology::{Catalogue, Change, Design, NodeId, SettingId, SettingValue, Target, document};

pub(crate) const WORDS: &[&str] = &[
    "[server]",
    "[[server]]",
    "[apim.throttling]",
    "[[apim.throttling.url_group]]",
    "hostname = ",
    "\"\"\"",
    "'''",
    "[[",
    "]]",
    " = { ",
    " }",
    "# ",
    "\n====\n",
    "\\u0000",
    "\\U0010FFFF",
    "1979-05-27T07:32:00Z",
    "inf",
    "0x",
    "1e400",
    "$env{",
    "$secret{",
    "${",
    "&amp;",
    "\u{202E}",
    "\r\n",
];

const SEPARATOR: &str = "\n====\n";

/// The design that is added to, one of its servers, and what its file says without an addition.
struct Drawn {
    design: Design,
    node: NodeId,
    setting: SettingId,
    values: BTreeMap<String, toml::Value>,
}

fn catalogue() -> &'static Catalogue {
    catalogue::wso2am_3_1_0()
}

static DRAWN: LazyLock<Option<Drawn>> = LazyLock::new(|| {
    let design = document::parse(catalogue::template("guide-sample")?.document).ok()?;
    let (node, setting) = ("gw1".parse().ok()?, known::ADDITION.parse().ok()?);
    let values = values(&file(&design, &node)).ok()?;
    Some(Drawn { design, node, setting, values })
});

/// Merges texts into a file.
pub fn additions(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let drawn = DRAWN.as_ref();
    assert!(drawn.is_some(), "the pattern is there and its file is TOML");
    let Some(Drawn { design, node, setting, values: before }) = drawn else { return false };
    let (own, shared) = text.split_once(SEPARATOR).unwrap_or((text, ""));
    let value = |text: &str| (!text.is_empty()).then(|| SettingValue::Text(text.to_owned()));
    let change = Change::set_node_setting(design, node, setting, value(own));
    let change = change.then(Change::set_design_setting(design, setting, value(shared)));
    let mut with = design.clone();
    if change.apply(&mut with).is_err() || document::check_change(&with, &change).is_err() {
        return false;
    }
    let text = file(&with, node);
    let after = values(&text);
    assert!(after.is_ok(), "the file is no TOML any more: {after:?}\n{text}");
    let after = after.unwrap_or_default();
    for (path, value) in before {
        assert_eq!(after.get(path), Some(value), "{path} is the drawing's\n{text}");
    }
    tell(&with, [(Some(node), own), (None, shared)]);
    after.len() > before.len()
}

/// A text that is left out as a whole is told.
fn tell(design: &Design, texts: [(Option<&NodeId>, &str); 2]) {
    let broken = |text: &str| !text.trim().is_empty() && addition::parse(text).is_err();
    if !texts.iter().any(|(_, text)| broken(text)) {
        return;
    }
    let findings = rules::validate(design, catalogue());
    for (owner, text) in texts.into_iter().filter(|(_, text)| broken(text)) {
        let told = findings.iter().any(|finding| {
            let is_its = |node: Option<&NodeId>| node == owner || owner.is_none();
            finding.rule == "cfg-unparseable"
                && matches!(&finding.target, Target::Setting { node, .. } if is_its(node.as_ref()))
        });
        assert!(told, "nobody says that this is left out:\n{text}\n{findings:#?}");
    }
}

fn file(design: &Design, node: &NodeId) -> String {
    let path = format!("nodes/{node}/repository/conf/deployment.toml");
    let file = Exporter::new(design, catalogue()).file(&path);
    assert!(file.is_some(), "{path} is in the bundle");
    file.map(|file| String::from_utf8_lossy(&file.bytes()).into_owned()).unwrap_or_default()
}

/// Every value of a file by its path.
fn values(text: &str) -> Result<BTreeMap<String, toml::Value>, toml::de::Error> {
    let mut found = BTreeMap::new();
    for (key, value) in text.parse::<toml::Table>()? {
        collect(format!("{key:?}"), value, &mut found);
    }
    Ok(found)
}

fn collect(path: String, value: toml::Value, found: &mut BTreeMap<String, toml::Value>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                collect(format!("{path}.{key:?}"), value, found);
            }
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            for (index, item) in items.into_iter().enumerate() {
                collect(format!("{path}[{index}]"), item, found);
            }
        }
        other => drop(found.insert(path, other)),
    }
}
