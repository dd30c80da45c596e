//! What people add to `deployment.toml`: each line is one that the product reads, and none gets in the
//! drawing's way. All of it is looked at with the code that merges it.

mod edit;
#[cfg(test)]
mod testing;

pub(crate) mod cfg_duplicate_key;
pub(crate) mod cfg_known_wrong_key;
pub(crate) mod cfg_ref_missing;
pub(crate) mod cfg_thrift_receiver;
pub(crate) mod cfg_unknown_key;
pub(crate) mod cfg_unparseable;
pub(crate) mod cfg_xml_marks;
pub(crate) mod db_pool_key_case;
pub(crate) mod env_ref_in_array;
pub(crate) mod environments;
pub(crate) mod hazelcast_port_collision;
pub(crate) mod keystore_internal_mismatch;
pub(crate) mod keystore_key_password;
pub(crate) mod mode_ha;
pub(crate) mod passwords;
pub(crate) mod port_base_changed_self;
pub(crate) mod proxy_port_plus_offset;
pub(crate) mod secret_undefined;
pub(crate) mod tm_decision_misplaced;
pub(crate) mod tm_group_loadbalance;
pub(crate) mod tm_group_pairs;
pub(crate) mod tm_group_scheme;
pub(crate) mod tm_receiver_override;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::context::{Context, names};
use crate::finding::{Findings, Fix, Severity};
use crate::fixes::Plan;
use export::addition::{self, Addition, Element, Item, Leaf, LeftOut, Outline, Unreadable, Value};
use messages::{Text, text};
use topology::catalogue::known;
use topology::{Graph, Node, NodeId, Role, SettingId, SettingValue, Target};

/// A text of many wrong lines is told by its first ones.
const MOST: usize = 20;

/// The texts of a design, and what becomes of them in each node's file.
pub(crate) struct Additions<'a> {
    pub(crate) texts: Vec<Added<'a>>,
    files: BTreeMap<&'a NodeId, File>,
    /// All that the design's text has.
    shared: Outline,
}

/// One text with the nodes whose files it goes into.
pub(crate) struct Added<'a> {
    /// The node it stands on; none for the design's.
    pub(crate) owner: Option<&'a Node>,
    pub(crate) text: &'a str,
    pub(crate) read: Result<Addition, Unreadable>,
    pub(crate) nodes: Vec<(&'a Node, &'a Role)>,
}

/// A node's file. Nodes whose drawing writes the same keys share what is known of it.
#[derive(Default)]
struct File {
    drawn: Rc<Outline>,
    own: Outline,
    own_left_out: Vec<LeftOut>,
    shared_left_out: Rc<[LeftOut]>,
}

/// What a rule has to say of a line.
pub(crate) struct Told {
    pub(crate) line: usize,
    /// The rest of a sentence that begins with the line.
    pub(crate) text: Text,
    pub(crate) fix: Option<Fix>,
    /// The rule's own when absent.
    pub(crate) severity: Option<Severity>,
}

impl<'a> Additions<'a> {
    pub(crate) fn new(graph: &Graph<'a>) -> Self {
        let mut texts: Vec<Added<'a>> = Vec::new();
        let mut shared: Option<Added<'a>> = None;
        for (node, role) in graph.components() {
            for addition::Text { owner, text } in addition::texts(graph, node, role) {
                let added =
                    || Added { owner, text, read: addition::parse(text), nodes: Vec::new() };
                let into = match owner {
                    Some(_) => {
                        texts.push(added());
                        texts.last_mut()
                    }
                    None => Some(shared.get_or_insert_with(added)),
                };
                into.into_iter().for_each(|added| added.nodes.push((node, role)));
            }
        }
        let mut files = Files::default();
        for added in &texts {
            for (node, role) in &added.nodes {
                let file = files.of(graph, node, role);
                if let Ok(read) = &added.read {
                    (file.own, file.own_left_out) = addition::sift(read, &file.drawn, None);
                }
            }
        }
        if let Some(Added { read: Ok(read), nodes, .. }) = &shared {
            for (node, role) in nodes {
                files.share(graph, node, role, read);
            }
        }
        let all = shared.as_ref().and_then(|added| added.read.as_ref().ok());
        let all = all.map(Outline::of).unwrap_or_default();
        texts.extend(shared);
        Self { texts, files: files.files, shared: all }
    }

    /// The keys of a text that a node's file does not take.
    pub(crate) fn left_out(&self, added: &Added<'_>, node: &NodeId) -> &[LeftOut] {
        let Some(file) = self.files.get(node) else { return &[] };
        if added.owner.is_some() { &file.own_left_out } else { &file.shared_left_out }
    }

    /// Whether a node's file has a value at this path.
    pub(crate) fn has_value(&self, node: &NodeId, path: &[String]) -> bool {
        self.has(node, path, Outline::has_value)
    }

    /// Whether a node's file has an array of tables at this path.
    pub(crate) fn has_array(&self, node: &NodeId, path: &[String]) -> bool {
        self.has(node, path, Outline::has_array)
    }

    fn has(&self, node: &NodeId, path: &[String], has: fn(&Outline, &[String]) -> bool) -> bool {
        let Some(file) = self.files.get(node) else { return false };
        let left_out = || file.shared_left_out.iter().any(|left| left.path == path);
        has(&file.drawn, path) || has(&file.own, path) || (has(&self.shared, path) && !left_out())
    }
}

/// Files while they are filled.
#[derive(Default)]
struct Files<'a> {
    files: BTreeMap<&'a NodeId, File>,
    outlines: BTreeSet<Rc<Outline>>,
    /// What the design's text leaves out where a node has no text of its own.
    left_out: BTreeMap<Rc<Outline>, Rc<[LeftOut]>>,
}

impl<'a> Files<'a> {
    fn of(&mut self, graph: &Graph<'a>, node: &'a Node, role: &Role) -> &mut File {
        let outlines = &mut self.outlines;
        self.files.entry(&node.id).or_insert_with(|| {
            let drawn = Rc::new(addition::outline(graph, node, role));
            let drawn = outlines.get(&drawn).cloned().unwrap_or_else(|| {
                outlines.insert(Rc::clone(&drawn));
                drawn
            });
            File { drawn, ..File::default() }
        })
    }

    fn share(&mut self, graph: &Graph<'a>, node: &'a Node, role: &Role, read: &Addition) {
        let file = self.of(graph, node, role);
        let (drawn, own) = (Rc::clone(&file.drawn), file.own.clone());
        let sift = || Rc::from(addition::sift(read, &drawn, Some(&own)).1);
        let left_out = if own == Outline::default() {
            Rc::clone(self.left_out.entry(Rc::clone(&drawn)).or_insert_with(sift))
        } else {
            sift()
        };
        self.of(graph, node, role).shared_left_out = left_out;
    }
}

impl Told {
    pub(crate) fn new(line: usize, text: Text) -> Self {
        Self { line, text, fix: None, severity: None }
    }

    pub(crate) fn with(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

impl Added<'_> {
    pub(crate) fn leaves(&self) -> Vec<Leaf<'_>> {
        self.read.as_ref().map(Addition::leaves).unwrap_or_default()
    }

    /// The elements of an array of tables at the root of the file.
    pub(crate) fn elements(&self, array: &str) -> impl Iterator<Item = &Element> {
        let entries = self.read.as_ref().map_or(&[][..], |addition| &addition.entries);
        let of_array = entries
            .iter()
            .filter(move |entry| array.split('.').eq(entry.path.iter().map(String::as_str)));
        of_array.flat_map(|entry| match &entry.item {
            Item::Elements(elements) => elements.as_slice(),
            Item::Value(_) | Item::Nothing => &[],
        })
    }

    /// Which of its nodes a finding is about: nothing where it is all of them.
    pub(crate) fn on(&self, nodes: &[&Node]) -> Text {
        if nodes.len() == self.nodes.len() {
            Text::default()
        } else {
            text!(" on {nodes}", nodes = names(nodes.iter().copied()))
        }
    }

    /// A change of the text, when it can still be read.
    pub(crate) fn fix(&self, ctx: &Context<'_>, text: Option<String>, title: Text) -> Option<Fix> {
        let text = text.filter(|text| addition::parse(text).is_ok())?;
        let id = SettingId::new(known::ADDITION).ok()?;
        let value = (!text.trim().is_empty()).then_some(SettingValue::Text(text));
        let mut plan = Plan::new(ctx);
        match self.owner {
            Some(node) => plan.set(&node.id, &id, value),
            None => plan.set_on_design(&id, value),
        }
        plan.fix(title)
    }

    /// Reports what there is to say, the first lines of it.
    pub(crate) fn report(&self, findings: &mut Findings, told: Vec<Told>) {
        let Ok(setting) = SettingId::new(known::ADDITION) else { return };
        let node = self.owner.map(|node| node.id.clone());
        let target = Target::Setting { node, setting };
        let more = told.len().saturating_sub(MOST);
        for Told { line, text, fix, severity } in told.into_iter().take(MOST) {
            let message = match self.owner {
                Some(node) => text!(
                    "Line {line} of the addition of {node}: {text}",
                    line,
                    node = &node.name,
                    text
                ),
                None => text!("Line {line} of the design's addition: {text}", line, text),
            };
            match severity {
                Some(severity) => findings.push_as(severity, target.clone(), message, fix),
                None => findings.push(target.clone(), message, fix),
            }
        }
        if more > 0 {
            let message = match self.owner {
                Some(node) => text!(
                    "The same holds for {more} more lines of the addition of {node}.",
                    more,
                    node = &node.name
                ),
                None => {
                    text!("The same holds for {more} more lines of the design's addition.", more)
                }
            };
            findings.push(target, message, None);
        }
    }
}

/// A key of an element.
pub(crate) fn value_of<'e>(element: &'e Element, key: &str) -> Option<&'e Value> {
    let entry = element.entries.iter().find(|entry| entry.path == [key])?;
    if let Item::Value(value) = &entry.item { Some(value) } else { None }
}

/// The texts of a list, or the one text that stands in its place.
pub(crate) fn list_of<'e>(element: &'e Element, key: &str) -> Option<Vec<&'e str>> {
    value_of(element, key).map(Value::texts)
}
