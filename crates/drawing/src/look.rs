//! How a picture is dressed: what a person chooses beside the design.

use crate::theme::Theme;

/// What a picture shows beside the drawing, and in which colours.
///
/// Nothing here comes from a clock: a date is what a person writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub theme: Theme,
    /// The line above the drawing; the design's name when there is none.
    pub title: Option<String>,
    /// Stands beside the product's version, as it is given.
    pub date: Option<String>,
    /// What the tiles and the lines mean, below the drawing.
    pub legend: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::Light, title: None, date: None, legend: true }
    }
}
