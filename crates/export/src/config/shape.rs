//! What a file has, and where a further key goes.

use std::collections::BTreeSet;

use topology::catalogue::keys::join;

use super::merge::Clash;
use super::write::Block;
use crate::addition::{Addition, Entry, Item};

/// The keys, tables and arrays of a file, or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Outline {
    values: BTreeSet<Vec<String>>,
    /// Tables with a heading, and those that anything lies in.
    tables: BTreeSet<Vec<String>>,
    arrays: BTreeSet<Vec<String>>,
}

impl Outline {
    pub(super) fn of_blocks(blocks: &[Block]) -> Self {
        let mut outline = Self::default();
        for block in blocks.iter().filter(|block| !block.table.is_empty()) {
            if block.is_element {
                outline.add_array(&block.table);
                continue;
            }
            outline.add_table(&block.table);
            for key in &block.keys {
                outline.add_value([block.table.as_slice(), key].concat());
            }
        }
        outline
    }

    /// All that an addition has.
    #[must_use]
    pub fn of(addition: &Addition) -> Self {
        let mut outline = Self::default();
        addition.entries.iter().for_each(|entry| outline.add(entry));
        outline
    }

    /// Adds what stands in the way of nothing.
    pub fn add(&mut self, entry: &Entry) {
        match entry.item {
            Item::Value(_) => self.add_value(entry.path.clone()),
            Item::Elements(_) => self.add_array(&entry.path),
            Item::Nothing => self.add_table(&entry.path),
        }
    }

    fn add_table(&mut self, path: &[String]) {
        self.tables.extend((1..=path.len()).map(|end| path[..end].to_vec()));
    }

    fn add_array(&mut self, path: &[String]) {
        self.add_table(&path[..path.len() - 1]);
        self.arrays.insert(path.to_vec());
    }

    fn add_value(&mut self, path: Vec<String>) {
        self.add_table(&path[..path.len() - 1]);
        self.values.insert(path);
    }

    /// Whether it has a value at this path.
    #[must_use]
    pub fn has_value(&self, path: &[String]) -> bool {
        self.values.contains(path)
    }

    /// Whether it has an array of tables at this path.
    #[must_use]
    pub fn has_array(&self, path: &[String]) -> bool {
        self.arrays.contains(path)
    }

    /// What stands in the way of an entry; `twice` where it is the same key. Entries of one text never
    /// stand in one another's way, because the text would be no TOML.
    #[must_use]
    pub fn clash(&self, entry: &Entry, twice: Clash) -> Option<Clash> {
        let Entry { path, item, .. } = entry;
        for end in 1..path.len() {
            let above = &path[..end];
            if self.values.contains(above) {
                return Some(Clash::Value(join(above)));
            }
            if self.arrays.contains(above) {
                return Some(Clash::Array(join(above)));
            }
        }
        let path = path.as_slice();
        if self.values.contains(path) {
            let is_value = matches!(item, Item::Value(_));
            return Some(if is_value { twice } else { Clash::Value(join(path)) });
        }
        if self.arrays.contains(path) && !matches!(item, Item::Elements(_)) {
            return Some(Clash::Array(join(path)));
        }
        if self.tables.contains(path) && !matches!(item, Item::Nothing) {
            return Some(Clash::Table(join(path)));
        }
        None
    }
}

/// The block that takes a key of a table, and the table that its own keys begin at.
pub(super) fn block_for(blocks: &[Block], table: &[String]) -> Option<usize> {
    let plain = |block: &&Block| !block.is_element;
    let exact = blocks.iter().position(|block| plain(&block) && block.table == table);
    // A table that dotted keys have made must not get a heading of its own.
    exact.or_else(|| {
        blocks.iter().position(|block| {
            let rest = table.strip_prefix(block.table.as_slice()).unwrap_or_default();
            let made = |key: &Vec<String>| key.len() > rest.len() && key.starts_with(rest);
            plain(&block) && !rest.is_empty() && block.keys.iter().any(made)
        })
    })
}

/// Where a new table stands: before all that lies in it, else at the end.
pub(super) fn place_of_table(blocks: &[Block], table: &[String]) -> usize {
    blocks.iter().position(|block| block.table.starts_with(table)).unwrap_or_else(|| end(blocks))
}

/// Where a further element of an array stands: after the last, else at the end.
pub(super) fn place_of_element(blocks: &[Block], array: &[String]) -> usize {
    let last = blocks.iter().rposition(|block| block.table.starts_with(array));
    last.map_or_else(|| end(blocks), |last| last + 1)
}

/// The end of what stands above the notes.
fn end(blocks: &[Block]) -> usize {
    blocks.iter().position(|block| block.is_last).unwrap_or(blocks.len())
}
