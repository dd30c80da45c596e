//! The saved format, `*.design.json`: the only shape that has to stay readable for years.
//!
//! Writing is canonical: UTF-8, two spaces, keys in a fixed order, arrays sorted by id, one newline
//! at the end. So writing twice gives the same bytes, and Git shows what changed.

mod check;
mod depth;
#[cfg(not(target_family = "wasm"))]
mod reason;
mod v1;

use std::fmt;

use messages::{Text, text};
#[cfg(not(target_family = "wasm"))]
use reason::reason;

use crate::{Change, Design, Limits, Placed, Record};

/// The format this program writes.
pub const FORMAT: u32 = 1;

/// Why a text is not a design. `Display` is for people: what, where, and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    TooLarge { found: usize, most: usize },
    Grown { found: usize, most: usize },
    TooDeep { most: usize, line: usize, column: usize },
    Syntax { message: Text, line: usize, column: usize },
    NoFormat,
    Newer(u32),
    Field { path: String, message: Text },
}

impl DocumentError {
    /// The same for who says it later.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::TooLarge { found, most } => text!(
                "The document has {found} bytes; at most {most} are accepted.",
                found = *found,
                most = *most
            ),
            Self::Grown { found, most } => text!(
                "With its line breaks and indents the document has {found} bytes; at most {most} are kept. Take out settings, nodes or links.",
                found = *found,
                most = *most
            ),
            Self::TooDeep { most, line, column } => text!(
                "The document's JSON is nested more than {most} deep (line {line}, column {column}); a design needs no more than five levels.",
                most = *most,
                line = *line,
                column = *column
            ),
            Self::Syntax { message, line, column } => text!(
                "The document is not JSON: {message} (line {line}, column {column}).",
                message,
                line = *line,
                column = *column
            ),
            Self::NoFormat => text!(
                "The document has no \"format\" number; a design starts with \"format\": {format}.",
                format = FORMAT
            ),
            Self::Newer(format) => text!(
                "The document has format {format}; this program reads up to format {newest}. Open it with a newer Topology Designer.",
                format,
                newest = FORMAT
            ),
            Self::Field { path, message } => text!("{path}: {message}", path, message),
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

/// Reads a design.
///
/// # Errors
/// The first thing that is wrong, with its path.
pub fn parse(text: &str) -> Result<Design, DocumentError> {
    let most = Limits::DOCUMENT.bytes;
    if text.len() > most {
        return Err(DocumentError::TooLarge { found: text.len(), most });
    }
    depth::check(text)?;
    match probe(text)? {
        FORMAT => read::<v1::Document>(text)?.into_design(),
        0 => Err(DocumentError::NoFormat),
        newer => Err(DocumentError::Newer(newer)),
    }
}

/// Writes a design in its canonical form.
#[must_use]
pub fn write(design: &Design) -> String {
    let mut text = serde_json::to_string_pretty(&v1::Document::from(design)).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes a piece of a design without indents, as it is copied: [`parse`] reads it.
///
/// It is put together from records as changes write them, whose writer the browser has.
#[must_use]
pub fn write_piece(piece: &Design) -> String {
    let mut text = format!("{{\"format\":{FORMAT},");
    let header = written(&Record::Header(piece.header().clone()));
    text.push_str(header.strip_suffix('}').unwrap_or(&header));
    let mut list = |name: &str, records: &mut dyn Iterator<Item = Record>| {
        text.push_str(&format!(",\"{name}\":["));
        for (index, record) in records.enumerate() {
            text.push_str(if index == 0 { "{" } else { ",{" });
            text.push_str(&written(&record));
        }
        text.push(']');
    };
    list("zones", &mut piece.zones().cloned().map(Record::Zone));
    list("hosts", &mut piece.hosts().cloned().map(Record::Host));
    list("nodes", &mut piece.nodes().cloned().map(Record::Node));
    list("links", &mut piece.links().cloned().map(Record::Link));
    text.push_str(",\"layout\":{");
    for (index, (id, placed)) in piece.layout.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let Placed { x, y, locked } = placed;
        text.push_str(&format!("{comma}\"{id}\":{{\"x\":{x},\"y\":{y},\"locked\":{locked}}}"));
    }
    text.push_str("}}");
    text
}

/// A record without its brace at the beginning and without its tag.
fn written(record: &Record) -> String {
    let text = serde_json::to_string(record).unwrap_or_default();
    text.split_once(',').map_or(String::new(), |(_, fields)| fields.to_owned())
}

/// Writes a design to be kept. What is kept must be readable again, and a document that was read
/// without indents grows when it is written.
///
/// # Errors
/// [`DocumentError::Grown`] when [`parse`] would refuse the text for its size.
pub fn write_to_keep(design: &Design) -> Result<String, DocumentError> {
    let (text, most) = (write(design), Limits::DOCUMENT.bytes);
    if text.len() > most {
        return Err(DocumentError::Grown { found: text.len(), most });
    }
    Ok(text)
}

/// Checks that a changed design is still one that [`parse`] would accept. Only what the change
/// touches is looked at, so that the work grows with the change.
///
/// # Errors
/// The first record that is not acceptable.
pub fn check_change(design: &Design, change: &Change) -> Result<(), DocumentError> {
    check::change(design, change)
}

/// The JSON Schema of the format, as a JSON text.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(v1::Document);
    schema.insert("title".into(), "Topology Designer design, format 1".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(serde::Deserialize)]
struct Probe {
    #[serde(default)]
    format: u32,
}

fn probe(text: &str) -> Result<u32, DocumentError> {
    Ok(read::<Probe>(text)?.format)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DocumentError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = deserialize(&mut json).map_err(|(path, inner)| {
        let (line, column) = (inner.line(), inner.column());
        let message = inner.to_string();
        let message = reason(message.split(" at line ").next().unwrap_or(&message));
        if inner.is_data() {
            DocumentError::Field { path, message }
        } else {
            DocumentError::Syntax { message, line, column }
        }
    })?;
    json.end().map_err(|error| DocumentError::Syntax {
        message: text!("there is more text after the end of the design"),
        line: error.line(),
        column: error.column(),
    })?;
    Ok(value)
}

type Json<'t> = serde_json::Deserializer<serde_json::de::StrRead<'t>>;

/// An error comes with the path of the field it is about.
#[cfg(not(target_family = "wasm"))]
fn deserialize<T: serde::de::DeserializeOwned>(
    json: &mut Json<'_>,
) -> Result<T, (String, serde_json::Error)> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| (error.path().to_string(), error.into_inner()))
}

/// And without our words: the server has them.
#[cfg(target_family = "wasm")]
fn reason(said: &str) -> Text {
    said.into()
}

/// In the browser an error comes without a path: the code that finds it would be a tenth of the
/// client, and the server, which every document passes, says it.
#[cfg(target_family = "wasm")]
fn deserialize<T: serde::de::DeserializeOwned>(
    json: &mut Json<'_>,
) -> Result<T, (String, serde_json::Error)> {
    T::deserialize(json).map_err(|error| ("document".to_owned(), error))
}

#[cfg(test)]
mod tests;
