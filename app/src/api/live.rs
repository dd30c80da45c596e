//! What travels between a page and its server while several people look at one design.

use borsh::{BorshDeserialize, BorshSerialize};
use topology::Change;

/// What a page hears.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ToPage {
    /// The design is at this revision.
    Revision(i64),
    /// The design is at this revision, to which the change leads from the one before.
    Changed { revision: i64, change: Change },
    /// Somebody else is at a place of it.
    Here { client: String, name: String, at: Option<(i32, i32)>, selected: Vec<String> },
    /// Somebody left.
    Gone(String),
}

/// Where whoever is at a page is.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct FromPage {
    /// Where the pointer is on the drawing, in its units.
    pub at: Option<(i32, i32)>,
    /// Ids of nodes that are selected.
    pub selected: Vec<String>,
}
