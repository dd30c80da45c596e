//! A page before it is painted: what stands where, in points from the upper left corner.

use super::faces::Face;

/// A4, upright.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
pub(super) const MARGIN: f32 = 46.0;
/// Where the text begins, below what stands on every page.
pub(super) const TOP: f32 = 72.0;
/// What is left below it.
const BELOW: f32 = 62.0;

pub(super) struct Sheet {
    is_wide: bool,
    pub(super) marks: Vec<Mark>,
}

/// Something on a page.
pub(super) enum Mark {
    Text(Words),
    /// A box, filled.
    Fill {
        at: Frame,
        colour: &'static str,
    },
    /// The drawing.
    Picture {
        at: Frame,
    },
    /// A press here leads to a section.
    Link {
        at: Frame,
        section: usize,
    },
}

/// A line of text from its base line on.
pub(super) struct Words {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) text: String,
    pub(super) style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    pub(super) h: f32,
}

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) colour: &'static str,
}

impl Style {
    pub(super) fn new(face: Face, size: f32, colour: &'static str) -> Self {
        Self { face, size, colour }
    }
}

impl Sheet {
    pub(super) fn new(is_wide: bool) -> Self {
        Self { is_wide, marks: Vec::new() }
    }

    pub(super) fn is_wide(&self) -> bool {
        self.is_wide
    }

    pub(super) fn size(&self) -> (f32, f32) {
        if self.is_wide { (LONG, SHORT) } else { (SHORT, LONG) }
    }

    /// How wide the text is.
    pub(super) fn width(&self) -> f32 {
        self.size().0 - 2.0 * MARGIN
    }

    /// Where the text ends.
    pub(super) fn bottom(&self) -> f32 {
        self.size().1 - BELOW
    }

    pub(super) fn write(&mut self, x: f32, y: f32, style: Style, text: impl Into<String>) {
        self.marks.push(Mark::Text(Words { x, y, text: text.into(), style }));
    }

    pub(super) fn fill(&mut self, at: Frame, colour: &'static str) {
        self.marks.push(Mark::Fill { at, colour });
    }
}
