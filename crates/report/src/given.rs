//! What whoever wants the document has to tell.

use topology::{Catalogue, Design, Told};

use crate::ReportError;

/// Most characters of a title that a person gives.
pub const MOST_TITLE: usize = 200;
/// Most characters of a date that a person gives.
pub const MOST_DATE: usize = 60;

/// A design, and what is known of it beside the drawing.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub design: &'a Design,
    pub catalogue: &'a Catalogue,
    /// What the rules say of it, in their order.
    pub findings: &'a [Told],
    /// Instead of the design's name.
    pub title: Option<&'a str>,
    /// The day of the document, as it is to be read.
    pub date: Option<&'a str>,
    pub state: State<'a>,
}

/// Which state of the design it is.
#[derive(Debug, Clone, Copy)]
pub enum State<'a> {
    /// A file that no console keeps.
    File,
    /// As it is saved, with the console's number of it.
    Revision(i64),
    /// As it was when somebody gave it a name.
    Version(&'a Version),
}

/// A version, and what people have said of it. Days are texts such as `2027-03-31`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    pub number: i64,
    pub name: String,
    pub message: String,
    /// Empty for who works alone.
    pub author: String,
    pub day: String,
    pub revision: i64,
    /// The hash of the bundle as it was then: what verdicts are of.
    pub bundle: String,
    pub asked: Vec<Asked>,
    pub verdicts: Vec<Verdict>,
}

/// A request to look at a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    pub by: String,
    pub whom: Vec<String>,
    pub message: String,
    pub day: String,
    pub is_open: bool,
}

/// What somebody thinks of the bytes of a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    pub who: String,
    pub approves: bool,
    pub message: String,
    pub day: String,
}

impl<'a> Given<'a> {
    pub(crate) fn title(&self) -> &'a str {
        self.title.unwrap_or(self.design.name())
    }

    pub(crate) fn check(&self) -> Result<(), ReportError> {
        for (field, text, most) in
            [("title", self.title, MOST_TITLE), ("date", self.date, MOST_DATE)]
        {
            let found = text.unwrap_or_default().chars().count();
            if found > most {
                return Err(ReportError::TooLong { field, found, most });
            }
        }
        Ok(())
    }
}
