//! A node's `deployment.toml` beside what the product does where nobody writes the key. The file that
//! is in the pack is not part of this program; the defaults of its code are, key by key.

use topology::catalogue::{Catalogue, KnownKey};
use topology::{Graph, Node};

use crate::addition::{self, Reads, Value};

/// One key that the file writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// The key with the tables it stands in.
    pub key: String,
    pub default: Default,
    /// The value that the file has.
    pub here: String,
    /// The file of the product's source that the default was read in.
    pub source: String,
}

/// What holds where nobody writes a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Default {
    /// The value that the file has: the line says what would hold without it.
    Same(String),
    Other(String),
    /// The product works it out from other keys.
    Inferred,
    /// Nothing: the product has no value then.
    None,
    /// The list of keys does not have it.
    Unknown,
}

/// The keys of a node's file in their order; nothing for a text that is no TOML.
pub(crate) fn rows(
    text: &str,
    graph: &Graph<'_>,
    node: &Node,
    catalogue: &Catalogue,
) -> Vec<DefaultRow> {
    let Ok(read) = addition::parse(text) else { return Vec::new() };
    let reads = Reads::of(graph, node);
    let row = |leaf: addition::Leaf<'_>| {
        let value = leaf.value()?;
        let known = reads.key(catalogue, &leaf.path);
        let default = known.map_or(Default::Unknown, |known| default_of(known, value));
        Some(DefaultRow {
            line: u32::try_from(leaf.entry.line).unwrap_or(u32::MAX),
            key: leaf.path.join("."),
            default,
            here: shown(value),
            source: known.map(|known| known.source.clone()).unwrap_or_default(),
        })
    };
    read.leaves().into_iter().filter_map(row).collect()
}

fn default_of(known: &KnownKey, here: &Value) -> Default {
    let Some(written) = &known.default else {
        return if known.may_be_inferred() { Default::Inferred } else { Default::None };
    };
    // A default that a person noted is no JSON, and stands as it was noted.
    let Ok(value) = serde_json::from_str::<serde_json::Value>(written) else {
        return Default::Other(written.clone());
    };
    if is_same(&value, here) {
        Default::Same(shown(here))
    } else {
        Default::Other(value.to_string())
    }
}

/// Templates write texts and numbers alike.
fn is_same(default: &serde_json::Value, here: &Value) -> bool {
    use serde_json::Value as Json;
    match (default, here) {
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Bool(a), Value::Text(b)) => a.to_string() == *b,
        (Json::String(a), Value::Text(b)) => a == b,
        (Json::String(a), Value::Integer(b)) => *a == b.to_string(),
        (Json::String(a), Value::Bool(b)) => *a == b.to_string(),
        (Json::Number(a), Value::Integer(b)) => a.as_i64() == Some(*b),
        (Json::Number(a), Value::Float(b)) => a.as_f64() == Some(*b),
        (Json::Number(a), Value::Text(b)) => a.to_string() == *b,
        (Json::Array(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        _ => false,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bool(yes) => yes.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => format!("\"{text}\""),
        Value::List(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        Value::Table(entries) => {
            let pair = |(key, value): &(String, Value)| format!("{key} = {}", shown(value));
            format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}
