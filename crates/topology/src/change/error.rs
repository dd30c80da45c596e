//! Why a change was refused.

use std::fmt;

use messages::{Text, text};

use super::RecordKey;
use crate::Container;

/// Why a change could not be applied to this design.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    Stale(RecordKey),
    Dangling { by: RecordKey, missing: RecordKey },
    Malformed,
}

impl ChangeError {
    /// The same for who says it later.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Stale(key) => text!(
                "{record} is not what this change was made from; someone else changed it meanwhile",
                record = key.text()
            ),
            Self::Dangling { by, missing } => text!(
                "{by} names {missing}, which is not in the design",
                by = by.text(),
                missing = missing.text()
            ),
            Self::Malformed => text!("the change is not well formed"),
        }
    }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

impl RecordKey {
    /// The same for who says it later.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Header => text!("the design's own record"),
            Self::Zone(id) => text!("zone {id}", id = id.as_str()),
            Self::Host(id) => text!("host {id}", id = id.as_str()),
            Self::Node(id) => text!("node {id}", id = id.as_str()),
            Self::Link(id) => text!("link {id}", id = id.as_str()),
            Self::Position(id) => text!("the position of {id}", id = id.as_str()),
            Self::Waiver(key) => text!("the waiver of {rule}", rule = &key.0),
            Self::View(id) => text!("view {id}", id = id.as_str()),
            Self::Collapsed(Container::Host(id)) => text!("collapsed host {id}", id = id.as_str()),
            Self::Collapsed(Container::Zone(id)) => text!("collapsed zone {id}", id = id.as_str()),
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}
