//! One generated file: its lines, and where each came from.

use messages::Text;
use serde::{Serialize, Serializer};
use topology::Target;

/// A file of the bundle as text with provenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RenderedFile {
    /// Path inside the bundle's root folder, with forward slashes.
    pub path: String,
    pub language: Language,
    pub lines: Vec<Line>,
    /// What lines refer to by index.
    pub origins: Vec<Origin>,
    pub executable: bool,
}

/// One line without its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub text: String,
    /// Index into [`RenderedFile::origins`].
    pub origin: Option<u32>,
}

/// Why a line holds what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    pub kind: OriginKind,
    /// The things of the design it depends on; the first is the one to show.
    pub targets: Vec<Target>,
    /// One or two sentences for people.
    #[serde(serialize_with = "written")]
    pub text: Text,
    /// The documentation or source code that says so; may be empty.
    pub source: String,
    /// The correction of the guide that shows here, by id.
    pub correction: Option<String>,
}

fn written<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(text)
}

/// What decided a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// The product's or the catalogue's default.
    Default,
    /// A person gave it.
    Setting,
    /// A link of the drawing.
    Link,
    /// A rule of the catalogue about the node itself.
    Rule,
    /// The name of a secret.
    Secret,
}

/// How a preview colours a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Toml,
    Yaml,
    Shell,
    Batch,
    Markdown,
    Json,
    Sql,
    Csv,
    Svg,
    Text,
}

impl OriginKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Setting => "setting",
            Self::Link => "link",
            Self::Rule => "rule",
            Self::Secret => "secret",
        }
    }
}

impl Language {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Yaml => "yaml",
            Self::Shell => "shell",
            Self::Batch => "batch",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Sql => "sql",
            Self::Csv => "csv",
            Self::Svg => "svg",
            Self::Text => "text",
        }
    }

    /// What ends a line: batch files are read by a program that wants two characters, and RFC 4180
    /// wants them in tables.
    fn line_end(self) -> &'static str {
        if matches!(self, Self::Batch | Self::Csv) { "\r\n" } else { "\n" }
    }
}

impl RenderedFile {
    /// A file whose lines have no origin.
    pub(crate) fn plain(path: &str, language: Language, text: &str) -> Self {
        let lines = text.lines().map(|line| Line { text: line.to_owned(), origin: None }).collect();
        Self { path: path.to_owned(), language, lines, origins: Vec::new(), executable: false }
    }

    /// The file as it is written to disk, every line ended.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let end = self.language.line_end();
        let size = self.lines.iter().map(|line| line.text.len() + end.len()).sum();
        let mut bytes = Vec::with_capacity(size);
        for line in &self.lines {
            bytes.extend_from_slice(line.text.as_bytes());
            bytes.extend_from_slice(end.as_bytes());
        }
        bytes
    }
}
