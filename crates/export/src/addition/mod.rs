//! What a person adds to `deployment.toml`: lines of TOML as keys with their places in the text.
//!
//! The rules look at the same keys as the file, so that what they say of a line is what becomes of it.

mod read;
mod references;

use std::ops::Range;

use topology::catalogue::{KnownKey, known};
use topology::{Catalogue, Graph, Node, Role, SettingValue};

pub use crate::config::{Clash, LeftOut, Merged, Outline, sift};
pub use read::parse;
pub use references::{Reference, ReferenceKind, references};

/// An addition that could be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Addition {
    /// In the order of the text. Dotted keys, inline tables and tables with a heading come out alike.
    pub entries: Vec<Entry>,
    /// What the product's parser would not take.
    pub refused: Vec<Refused>,
}

/// A key with its full path, or the path inside an element of an array of tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub path: Vec<String>,
    /// From 1.
    pub line: usize,
    /// Where the last segment of the path stands, in bytes.
    pub key: Range<usize>,
    /// Where the value stands, or the heading of a table.
    pub value: Range<usize>,
    pub item: Item,
}

/// What a key holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Value(Value),
    /// An array of tables.
    Elements(Vec<Element>),
    /// A table without a key.
    Nothing,
}

/// One table of an array of tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    pub line: usize,
    /// Where its heading or its braces stand, in bytes.
    pub place: Range<usize>,
    pub entries: Vec<Entry>,
}

/// A value that TOML 0.5 can hold; dates are none, because no key takes one.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Table(Vec<(String, Value)>),
}

/// A value that is left out because the product's parser would not read the file with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub line: usize,
    pub path: Vec<String>,
    /// The end of a sentence that begins with the key, such as "holds a date, …".
    pub why: &'static str,
}

/// An addition that is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub line: usize,
    /// The parser's words, one line.
    pub reason: String,
}

/// A key that is no table, wherever it lies.
#[derive(Debug, Clone)]
pub struct Leaf<'a> {
    /// From the root, `[]` after an array of tables.
    pub path: Vec<String>,
    pub entry: &'a Entry,
    /// True inside an array of tables.
    pub in_array: bool,
}

/// One text of a person that goes into a node's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// The node it stands on; none for the design's.
    pub owner: Option<&'a Node>,
    pub text: &'a str,
}

/// The texts that go into a node's file: its own, whose values win, then the design's.
#[must_use]
pub fn texts<'a>(graph: &Graph<'a>, node: &'a Node, role: &Role) -> Vec<Text<'a>> {
    let Some(spec) = graph.catalogue.setting(known::ADDITION) else { return Vec::new() };
    if !spec.scope.roles.contains(&role.id) {
        return Vec::new();
    }
    let own = node.settings.get(&spec.id).map(|value| (Some(node), value));
    let shared = graph.design.setting(&spec.id).filter(|_| spec.scope.design);
    own.into_iter()
        .chain(shared.map(|value| (None, value)))
        .filter(|(_, value)| spec.kind.check(value).is_ok())
        .filter_map(|(owner, value)| Some(Text { owner, text: value.as_text()? }))
        .filter(|text| !text.text.trim().is_empty())
        .collect()
}

/// What merging a node's texts into its file comes to.
#[must_use]
pub fn merged(graph: &Graph<'_>, node: &Node, role: &Role) -> Merged {
    crate::config::merged(graph, node, role)
}

/// What the drawing writes into a node's file.
#[must_use]
pub fn outline(graph: &Graph<'_>, node: &Node, role: &Role) -> Outline {
    crate::config::outline(graph, node, role)
}

/// Which keys a node's server reads: those of its pack, the product's own, and those of updates where
/// the packs carry them. Lists of other packs are not complete, so the product's stand in for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reads<'c> {
    pack: &'c str,
    updated: bool,
}

impl<'c> Reads<'c> {
    #[must_use]
    pub fn of(graph: &Graph<'c>, node: &Node) -> Self {
        let updated = graph.setting(node, known::PACKS_UPDATED) == Some(SettingValue::Bool(true));
        Self { pack: &crate::packs::of(graph, node).id, updated }
    }

    /// The key with these segments, `[]` after an array of tables.
    #[must_use]
    pub fn key<'k>(self, catalogue: &'k Catalogue, path: &[String]) -> Option<&'k KnownKey> {
        let own = &catalogue.keys;
        let update = || own.update(path).filter(|_| self.updated);
        catalogue.keys_of(self.pack).find(path).or_else(|| own.find(path)).or_else(update)
    }
}

impl Addition {
    /// Every key that is no table, in the order of the text.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        collect(&self.entries, &[], false, &mut leaves);
        leaves
    }
}

fn collect<'a>(entries: &'a [Entry], above: &[String], in_array: bool, found: &mut Vec<Leaf<'a>>) {
    for entry in entries {
        let mut path = above.to_vec();
        path.extend(entry.path.iter().cloned());
        match &entry.item {
            Item::Elements(elements) => {
                if let Some(last) = path.last_mut() {
                    last.push_str("[]");
                }
                for element in elements {
                    collect(&element.entries, &path, true, found);
                }
            }
            Item::Value(_) => found.push(Leaf { path, entry, in_array }),
            Item::Nothing => {}
        }
    }
}

impl Leaf<'_> {
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        if let Item::Value(value) = &self.entry.item { Some(value) } else { None }
    }

    /// The text, when the value is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.value().and_then(Value::as_text)
    }

    /// True when it is this key, `[]` after an array of tables.
    #[must_use]
    pub fn is(&self, path: &str) -> bool {
        path.split('.').eq(self.path.iter().map(String::as_str))
    }
}

impl Value {
    /// The text, when it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The whole number that it is, or that its text is: the templates take both.
    #[must_use]
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Bool(_) | Self::Float(_) | Self::List(_) | Self::Table(_) => None,
        }
    }

    /// Every text in it.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Table(entries) => entries.iter().flat_map(|(_, value)| value.texts()).collect(),
            Self::Bool(_) | Self::Integer(_) | Self::Float(_) => Vec::new(),
        }
    }
}
