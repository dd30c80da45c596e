//! Values to lines, with a comment wherever a line differs from the product's guide.

use std::collections::BTreeSet;

use messages::text;
use topology::catalogue::{ConfigLanguage, Correction, Entry, Section, Yaml, keys};
use topology::{Graph, Node, Target};

use super::value::{Evaluated, Value};
use super::yaml;
use crate::file::{Language, Line, Origin, OriginKind, RenderedFile};
use crate::packs;
use crate::secrets;
use crate::text::{in_one_line, toml_string};

/// One table of the file with its heading, or what stands before the first.
#[derive(Default)]
pub(super) struct Block {
    pub(super) table: Vec<String>,
    /// One element of an array of tables.
    pub(super) is_element: bool,
    pub(super) lines: Vec<Line>,
    /// The keys it writes, from the table on.
    pub(super) keys: Vec<Vec<String>>,
    /// Holds lines that a person added.
    pub(super) added_to: bool,
    /// Stands at the end of the file, below its notes.
    pub(super) is_last: bool,
}

/// Collects the lines of one configuration file.
pub(super) struct Writer<'g, 'd> {
    pub(super) graph: &'g Graph<'d>,
    pub(super) node: &'g Node,
    /// The first has no table.
    pub(super) blocks: Vec<Block>,
    /// What stands at the end: comments alone.
    pub(super) notes: Vec<String>,
    pub(super) origins: Vec<Origin>,
    /// Corrections whose reason the file has given already.
    explained: BTreeSet<String>,
    /// Tables that the file has.
    tables: BTreeSet<String>,
}

impl<'g, 'd> Writer<'g, 'd> {
    pub(super) fn new(graph: &'g Graph<'d>, node: &'g Node) -> Self {
        let mut writer = Self {
            graph,
            node,
            blocks: vec![Block::default()],
            notes: Vec::new(),
            origins: Vec::new(),
            explained: BTreeSet::new(),
            tables: BTreeSet::new(),
        };
        let header = graph.design.header();
        let pack = packs::of(graph, node);
        let role = graph.role(&node.id).map_or("", |role| &role.name);
        writer.line(format!("# {} ({}, {role})", node.name, node.id), None);
        writer.line(format!("# {} · {} {}", header.name, pack.name, pack.version), None);
        writer.line(
            "# Written by Topology Designer: change the drawing and export again.".into(),
            None,
        );
        writer
    }

    /// One table with its keys; nothing when it has none.
    pub(super) fn section(
        &mut self,
        section: &Section,
        heading: &str,
        entries: &[(&Entry, Evaluated)],
    ) {
        // Only YAML has pieces without a key of the drawing.
        if entries.is_empty() && !section.entries.is_empty() {
            return;
        }
        self.tables.insert(section.table.clone());
        if let Some(yaml) = &section.yaml {
            self.piece(section, yaml, entries);
            return;
        }
        self.blocks.push(Block {
            table: keys::split(&section.table),
            is_element: heading.starts_with("[["),
            keys: entries.iter().map(|(entry, _)| keys::split(&entry.key)).collect(),
            ..Block::default()
        });
        self.line(String::new(), None);
        self.line(heading.to_owned(), None);
        for (entry, value) in entries {
            let index = u32::try_from(self.origins.len()).ok();
            if let Some(id) = &value.origin.correction {
                self.explain(id, index);
            }
            if value.escaped {
                self.line(
                    "# & < > and quotes are written as entities: the server copies this into XML"
                        .into(),
                    index,
                );
            }
            self.line(format!("{} = {}", entry.key, literal(&value.value)), index);
            self.origins.push(value.origin.clone());
        }
    }

    /// A piece of YAML: the pack's lines, then the entries.
    fn piece(&mut self, section: &Section, yaml: &Yaml, entries: &[(&Entry, Evaluated)]) {
        let index = u32::try_from(self.origins.len()).ok();
        if !yaml.lines.is_empty() {
            self.origins.push(Origin {
                kind: OriginKind::Default,
                targets: vec![Target::Node(self.node.id.clone())],
                text: text!("As in the pack's own file ({part}).", part = &section.table),
                source: yaml.source.clone(),
                correction: None,
            });
        }
        for line in yaml.lines.lines() {
            if yaml::begins(line) {
                self.line(String::new(), None);
            }
            self.line(line.to_owned(), index);
        }
        for (entry, value) in entries {
            let index = u32::try_from(self.origins.len()).ok();
            self.line(yaml::entry(entry, &value.value, yaml.indent), index);
            self.origins.push(value.origin.clone());
        }
    }

    /// Whether the file has a table by now.
    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains(table)
    }

    /// Something that the guide has and the file has not, said at its end.
    pub(super) fn left_out(&mut self, correction: &Correction) {
        let Correction { id, guide, here, reason, .. } = correction;
        self.explained.insert(id.clone());
        self.notes.push(String::new());
        self.notes.push(format!("# The guide has: {guide}"));
        self.notes.push(format!("# Here: {here}. {reason} ({id})"));
    }

    /// What the vault encrypts. The product wants this table at the end of the file.
    ///
    /// Source: [D] Encrypting Passwords in Configuration Files, 3.1.0.
    pub(super) fn vault(&mut self, names: &[&str]) {
        self.blocks.push(Block {
            table: keys::split("secrets"),
            keys: names.iter().map(|name| vec![secrets::alias(name)]).collect(),
            is_last: true,
            ..Block::default()
        });
        self.line(String::new(), None);
        self.line(
            "# install puts the values between the brackets, and the product's tool encrypts them"
                .into(),
            None,
        );
        self.line("[secrets]".into(), None);
        for name in names {
            let index = u32::try_from(self.origins.len()).ok();
            let value = Value::Marker(format!("[{}]", secrets::marker(name)));
            self.line(format!("{} = {}", secrets::alias(name), literal(&value)), index);
            self.origins.push(Origin {
                kind: OriginKind::Secret,
                targets: vec![Target::Node(self.node.id.clone())],
                text: text!(
                    "The value of the secret {secret}, which secrets.env has.",
                    secret = name
                ),
                source: "[V] cipher-tool v1.1.9: a value in brackets is one to encrypt".into(),
                correction: None,
            });
        }
    }

    /// The corrections that the file speaks of.
    pub(super) fn into_corrections(self) -> BTreeSet<String> {
        self.explained
    }

    pub(super) fn finish(self, path: &str) -> RenderedFile {
        debug_assert!(path.contains(self.node.id.as_str()), "each node has a file of its own");
        let notes = self.notes.into_iter().map(|text| Line { text, origin: None });
        let (last, tables): (Vec<Block>, Vec<Block>) =
            self.blocks.into_iter().partition(|block| block.is_last);
        let lines = |blocks: Vec<Block>| blocks.into_iter().flat_map(|block| block.lines);
        let mut lines: Vec<Line> = lines(tables).chain(notes).chain(lines(last)).collect();
        let catalogue = self.graph.catalogue;
        let program = self.graph.role(&self.node.id).map(|role| catalogue.program_of(role));
        let language = match program.map(|program| program.config_language) {
            Some(ConfigLanguage::Yaml) => {
                for line in lines.iter_mut().filter(|line| line.text.starts_with('#')) {
                    line.text = yaml::comment(&line.text);
                }
                Language::Yaml
            }
            // No design that was read holds more than one line in a name; what is written does not rely on that.
            _ => {
                for line in lines.iter_mut().filter(|line| line.text.starts_with('#')) {
                    line.text = in_one_line(&line.text);
                }
                Language::Toml
            }
        };
        let path = path.to_owned();
        RenderedFile { path, language, lines, origins: self.origins, executable: false }
    }

    /// The reason of a correction the first time, a pointer to it afterwards.
    fn explain(&mut self, id: &str, origin: Option<u32>) {
        let Some(correction) = self.graph.catalogue.correction(id) else { return };
        if self.explained.insert(id.to_owned()) {
            self.line(format!("# Not as in the guide ({id}): {}", correction.here), origin);
            self.line(format!("# {}", correction.reason), origin);
        } else {
            self.line(format!("# Not as in the guide ({id}), see above"), origin);
        }
    }

    fn line(&mut self, text: String, origin: Option<u32>) {
        if let Some(block) = self.blocks.last_mut() {
            block.lines.push(Line { text, origin });
        }
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Text(text) => toml_string(text),
        // Nothing in a name of a secret needs a quote.
        Value::Marker(text) => format!("'{text}'"),
        Value::List(texts) => {
            let items: Vec<String> = texts.iter().map(|text| toml_string(text)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}
