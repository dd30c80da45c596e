//! The review document of a design: what is laid on the table when people decide about a deployment.
//! One model of it (sections, paragraphs, tables), two writers: HTML and PDF.
//!
//! Bytes in, bytes out: what is given decides every byte, on any machine. It asks no clock, no font of
//! the machine and no network: which day it is, what the rules have found and what others have said is
//! told by whoever wants the document. Whatever people typed stays text.
#![warn(clippy::disallowed_methods)]

mod colours;
mod document;
mod given;
mod html;
mod pdf;
mod sections;
mod words;

pub use document::{Block, Cell, Column, Count, Document, Fact, Piece, Section, Table, Tone};
pub use given::{Asked, Given, MOST_DATE, MOST_TITLE, State, Verdict, Version};

use picture::DrawError;

/// The kinds of files the document comes as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Html, Self::Pdf];

    /// The format with this extension, by which it is called everywhere.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    #[error("The document's {field} has {found} characters; at most {most} fit.")]
    TooLong { field: &'static str, found: usize, most: usize },
    #[error("The document cannot be written: {0}")]
    Writing(String),
}

impl From<DrawError> for ReportError {
    fn from(error: DrawError) -> Self {
        Self::Writing(error.to_string())
    }
}

/// The document as a file.
///
/// # Errors
/// When a text that was given for it is too long; a design itself is always written.
pub fn write(given: &Given<'_>, format: Format) -> Result<Vec<u8>, ReportError> {
    given.check()?;
    let document = document(given);
    match format {
        Format::Html => Ok(html::html(&document, given).into_bytes()),
        Format::Pdf => pdf::pdf(&document, given),
    }
}

/// What the document says, before it is written.
#[must_use]
pub fn document(given: &Given<'_>) -> Document {
    sections::document(given)
}
