//! What a person adds, merged into the file that the drawing makes. The drawing's values stand: what
//! would write one again, or make a table of a value, is left out and said.

use std::fmt;

use messages::{message, text};
use topology::catalogue::keys::join;
use topology::catalogue::{SettingKind, known};
use topology::{Role, SettingId, Target};

use super::shape::{self, Outline};
use super::write::{Block, Writer};
use crate::addition::{self, Addition, Element, Entry, Item, Reads, ReferenceKind, Text, Value};
use crate::file::{Line, Origin, OriginKind};
use crate::packs;
use crate::text::{toml_key, toml_string};

/// What merging comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// In the order of the texts, the node's first, and their lines.
    pub left_out: Vec<LeftOut>,
    /// Names of secrets that were added, each with the key that refers to it.
    pub secrets: Vec<(String, String)>,
}

/// A key that was not merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub line: usize,
    pub path: Vec<String>,
    pub clash: Clash,
}

/// What stands in the way of a key; its `Display` is the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// The drawing writes it.
    Drawing,
    /// The node's own addition writes it, and this is the design's.
    Node,
    /// This one is a value.
    Value(String),
    /// This one is a table.
    Table(String),
    /// This one is an array of tables.
    Array(String),
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drawing => f.write_str("the drawing writes it already"),
            Self::Node => f.write_str("the node's own addition writes it"),
            Self::Value(path) => write!(f, "{path} holds a value in this file"),
            Self::Table(path) => write!(f, "{path} is a table in this file"),
            Self::Array(path) => write!(f, "{path} is an array of tables in this file"),
        }
    }
}

/// Merges the texts of people into a node's file; nothing where there are none.
pub(super) fn into(writer: &mut Writer<'_, '_>, role: &Role) -> Option<Merged> {
    let texts = addition::texts(writer.graph, writer.node, role);
    if texts.is_empty() {
        return None;
    }
    let drawn = Outline::of_blocks(&writer.blocks);
    let (own, reads) = (Outline::default(), Reads::of(writer.graph, writer.node));
    let mut merger =
        Merger { writer, reads, drawn, own, merged: Merged::default(), notes: Vec::new() };
    for text in texts {
        match addition::parse(text.text) {
            Ok(read) => merger.take(&text, &read),
            Err(wrong) => merger.notes.push(format!(
                "# {} is left out: line {} is no TOML, {}",
                whole(&text),
                wrong.line,
                wrong.reason
            )),
        }
    }
    let Merger { merged, notes, .. } = merger;
    if !notes.is_empty() {
        writer.notes.push(String::new());
        writer.notes.extend(notes);
    }
    Some(merged)
}

/// The entries of a text that stand in the way of nothing, as an outline, and the others. `before` is
/// what the file has from the node's own text, for the design's.
#[must_use]
pub fn sift(
    addition: &Addition,
    drawn: &Outline,
    before: Option<&Outline>,
) -> (Outline, Vec<LeftOut>) {
    let (mut kept, mut left_out) = (Outline::default(), Vec::new());
    for entry in &addition.entries {
        match clash(entry, drawn, before) {
            Some(clash) => {
                let (line, path) = (entry.line, entry.path.clone());
                left_out.push(LeftOut { line, path, clash });
            }
            None => kept.add(entry),
        }
    }
    (kept, left_out)
}

fn clash(entry: &Entry, drawn: &Outline, before: Option<&Outline>) -> Option<Clash> {
    let own = || before.and_then(|own| own.clash(entry, Clash::Node));
    drawn.clash(entry, Clash::Drawing).or_else(own)
}

struct Merger<'w, 'g, 'd> {
    writer: &'w mut Writer<'g, 'd>,
    reads: Reads<'d>,
    /// What the drawing writes.
    drawn: Outline,
    /// What the node's own text has added.
    own: Outline,
    merged: Merged,
    notes: Vec<String>,
}

impl Merger<'_, '_, '_> {
    fn take(&mut self, text: &Text<'_>, addition: &Addition) {
        for refused in &addition.refused {
            let (key, why) = (dotted(&refused.path), refused.why);
            self.notes.push(format!(
                "# Line {} of {} is left out: {key} {why}",
                refused.line,
                part(text)
            ));
        }
        for entry in &addition.entries {
            let Some(clash) = clash(entry, &self.drawn, Some(&self.own)) else {
                self.write(text, entry);
                continue;
            };
            let (line, path) = (entry.line, entry.path.clone());
            if clash != Clash::Node {
                let key = dotted(&path);
                self.notes
                    .push(format!("# Line {line} of {} is left out, {key}: {clash}", part(text)));
            }
            self.merged.left_out.push(LeftOut { line, path, clash });
        }
        self.own = sift(addition, &self.drawn, None).0;
    }

    fn write(&mut self, text: &Text<'_>, entry: &Entry) {
        let Some((last, table)) = entry.path.split_last() else { return };
        match &entry.item {
            Item::Value(value) => {
                self.note_secrets(&entry.path, value);
                let index = self.block_of(table);
                let block = &self.writer.blocks[index];
                let from = block.table.len().min(table.len());
                let key: Vec<String> =
                    table[from..].iter().chain(std::iter::once(last)).cloned().collect();
                let lines = self.lines(text, entry, &entry.path, &key, literal(value));
                let block = &mut self.writer.blocks[index];
                if !std::mem::replace(&mut block.added_to, true) {
                    block.lines.push(comment("# Added by hand"));
                }
                block.lines.extend(lines);
                block.keys.push(key);
            }
            Item::Elements(elements) => {
                for element in elements {
                    self.write_element(text, &entry.path, element);
                }
            }
            Item::Nothing => {
                if !self.writer.blocks.iter().any(|block| block.table == entry.path) {
                    self.block_of(&entry.path);
                }
            }
        }
    }

    /// The block that takes a key of this table; made when there is none.
    fn block_of(&mut self, table: &[String]) -> usize {
        let blocks = &mut self.writer.blocks;
        if let Some(index) = shape::block_for(blocks, table) {
            return index;
        }
        let index = shape::place_of_table(blocks, table);
        blocks.insert(index, headed(table, format!("[{}]", dotted(table)), None));
        index
    }

    fn write_element(&mut self, text: &Text<'_>, array: &[String], element: &Element) {
        let mut known = array.to_vec();
        if let Some(last) = known.last_mut() {
            last.push_str("[]");
        }
        let origin = self.origin(text, element.line, &known);
        let mut block = headed(array, format!("[[{}]]", dotted(array)), origin);
        block.is_element = true;
        for entry in &element.entries {
            let path: Vec<String> = known.iter().chain(&entry.path).cloned().collect();
            let value = held(&entry.item);
            block.lines.extend(self.lines(text, entry, &path, &entry.path, literal(&value)));
        }
        let index = shape::place_of_element(&self.writer.blocks, array);
        self.writer.blocks.insert(index, block);
    }

    /// A key's line, with a comment where the product does not read it.
    fn lines(
        &mut self,
        text: &Text<'_>,
        entry: &Entry,
        path: &[String],
        key: &[String],
        value: String,
    ) -> Vec<Line> {
        let catalogue = self.writer.graph.catalogue;
        let origin = self.origin(text, entry.line, path);
        let mut lines = Vec::new();
        let is_leaf = matches!(entry.item, Item::Value(_));
        if is_leaf && self.reads.key(catalogue, path).is_none() {
            let pack = packs::of(self.writer.graph, self.writer.node);
            let text = format!("# {} {} is not known to read this key", pack.name, pack.version);
            lines.push(Line { text, origin });
        }
        lines.push(Line { text: format!("{} = {value}", dotted(key)), origin });
        lines
    }

    fn origin(&mut self, text: &Text<'_>, line: usize, path: &[String]) -> Option<u32> {
        let node = text.owner.map(|node| node.id.clone());
        let setting = SettingId::new(known::ADDITION).ok()?;
        let read = self.reads.key(self.writer.graph.catalogue, path).map(|key| &key.source);
        let index = u32::try_from(self.writer.origins.len()).ok();
        self.writer.origins.push(Origin {
            kind: OriginKind::Setting,
            targets: vec![Target::Setting { node, setting }],
            text: place_in(text, line),
            source: read.map_or(message!("added by hand"), String::as_str).to_owned(),
            correction: None,
        });
        index
    }

    /// Variables that the server looks up; what is no name of a secret never becomes part of a script.
    fn note_secrets(&mut self, path: &[String], value: &Value) {
        for text in value.texts() {
            for reference in addition::references(text) {
                let named = SettingKind::Secret.check(&reference.name.into()).is_ok();
                if reference.kind == ReferenceKind::Environment && named {
                    self.merged.secrets.push((reference.name.to_owned(), join(path)));
                }
            }
        }
    }
}

fn headed(table: &[String], heading: String, origin: Option<u32>) -> Block {
    let lines = vec![comment(""), comment("# Added by hand"), Line { text: heading, origin }];
    Block { table: table.to_vec(), lines, added_to: true, ..Block::default() }
}

fn comment(text: &str) -> Line {
    Line { text: text.to_owned(), origin: None }
}

/// What a text is called at the beginning of a sentence.
fn whole(text: &Text<'_>) -> String {
    text.owner
        .map_or("The design's addition".to_owned(), |node| format!("The addition of {}", node.name))
}

fn part(text: &Text<'_>) -> String {
    text.owner
        .map_or("the design's addition".to_owned(), |node| format!("the addition of {}", node.name))
}

fn place_in(text: &Text<'_>, line: usize) -> messages::Text {
    match text.owner {
        Some(node) => text!("Line {line} of the addition of {node}.", line, node = &node.name),
        None => text!("Line {line} of the design's addition.", line),
    }
}

/// A key as the file writes it.
fn dotted(path: &[String]) -> String {
    let segments: Vec<String> = path.iter().map(|segment| toml_key(segment)).collect();
    segments.join(".")
}

/// What stands in an element as a value: arrays of tables and tables are written in its line.
fn held(item: &Item) -> Value {
    match item {
        Item::Value(value) => value.clone(),
        Item::Nothing => Value::Table(Vec::new()),
        Item::Elements(elements) => {
            Value::List(elements.iter().map(|element| nested(&element.entries)).collect())
        }
    }
}

fn nested(entries: &[Entry]) -> Value {
    let mut root = Vec::new();
    for entry in entries {
        place(&mut root, &entry.path, held(&entry.item));
    }
    Value::Table(root)
}

fn place(table: &mut Vec<(String, Value)>, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        table.push((first.clone(), value));
        return;
    }
    let index = table.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
        table.push((first.clone(), Value::Table(Vec::new())));
        table.len() - 1
    });
    if let Some((_, Value::Table(inner))) = table.get_mut(index) {
        place(inner, rest, value);
    }
}

fn literal(value: &Value) -> String {
    let all = |items: Vec<String>| items.join(", ");
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        // With a point or an exponent, so that it stays a float.
        Value::Float(value) => format!("{value:?}"),
        Value::Text(text) => toml_string(text),
        Value::List(items) => format!("[{}]", all(items.iter().map(literal).collect())),
        Value::Table(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Table(entries) => {
            let pair =
                |(key, value): &(String, Value)| format!("{} = {}", toml_key(key), literal(value));
            format!("{{ {} }}", all(entries.iter().map(pair).collect()))
        }
    }
}
