//! Why a change was refused.

use super::RecordKey;
use crate::Container;
use std::fmt;

/// Why a change could not be applied to this design.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error("{0} is not what this change was made from; someone else changed it meanwhile")]
    Stale(RecordKey),
    #[error("{by} names {missing}, which is not in the design")]
    Dangling { by: RecordKey, missing: RecordKey },
    #[error("the change is not well formed")]
    Malformed,
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("the design's own record"),
            Self::Zone(id) => write!(f, "zone {id}"),
            Self::Host(id) => write!(f, "host {id}"),
            Self::Node(id) => write!(f, "node {id}"),
            Self::Link(id) => write!(f, "link {id}"),
            Self::Position(id) => write!(f, "the position of {id}"),
            Self::Waiver(key) => write!(f, "the waiver of {}", key.0),
            Self::View(id) => write!(f, "view {id}"),
            Self::Collapsed(Container::Host(id)) => write!(f, "collapsed host {id}"),
            Self::Collapsed(Container::Zone(id)) => write!(f, "collapsed zone {id}"),
        }
    }
}
