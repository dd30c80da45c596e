//! Text that goes on from page to page.

use super::faces::{Face, Faces};
use super::sheet::{Frame, MARGIN, Mark, Sheet, Style, TOP};
use crate::document::{Piece, Tone};

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) y: f32,
}

pub(super) struct Flow<'f> {
    pub(super) faces: &'f Faces,
    done: Vec<Sheet>,
    pub(super) sheet: Sheet,
    /// Where the next line begins.
    pub(super) y: f32,
}

/// What has to follow a heading on its page.
const FOLLOWS: f32 = 64.0;
/// No drawing is shown larger than this share of its size on the canvas.
const LARGEST: f32 = 0.9;

impl<'f> Flow<'f> {
    pub(super) fn new(faces: &'f Faces) -> Self {
        Self { faces, done: Vec::new(), sheet: Sheet::new(false), y: TOP }
    }

    /// Every page.
    pub(super) fn finish(mut self) -> Vec<Sheet> {
        self.done.push(self.sheet);
        self.done
    }

    /// The next page, lying where it is wide.
    pub(super) fn turn(&mut self, is_wide: bool) {
        let sheet = std::mem::replace(&mut self.sheet, Sheet::new(is_wide));
        self.done.push(sheet);
        self.y = TOP;
    }

    /// The next page, like this one.
    pub(super) fn next(&mut self) {
        self.turn(self.sheet.is_wide());
    }

    /// An upright page: another one when this one lies or is the first, on which nothing begins.
    pub(super) fn upright(&mut self) {
        if self.sheet.is_wide() || self.done.is_empty() {
            self.turn(false);
        }
    }

    /// Which page this is, from 0.
    pub(super) fn page(&self) -> usize {
        self.done.len()
    }

    /// What is left of this page.
    pub(super) fn left(&self) -> f32 {
        self.sheet.bottom() - self.y
    }

    /// Goes on to the next page where this much does not fit; at its top there is no better one.
    pub(super) fn room(&mut self, height: f32) {
        if self.left() < height && self.y > TOP {
            self.next();
        }
    }

    /// The title of a section.
    pub(super) fn title(&mut self, number: usize, title: &str) -> Place {
        if self.y > TOP {
            self.y += 22.0;
        }
        self.room(34.0 + FOLLOWS);
        let place = Place { page: self.page(), y: self.y };
        let number = number.to_string();
        let style = |colour| Style::new(Face::Strong, 16.0, colour);
        let indent = self.faces.width(Face::Strong, 16.0, &number) + 9.0;
        self.sheet.write(MARGIN, self.y + 15.0, style("accent"), number);
        self.sheet.write(MARGIN + indent, self.y + 15.0, style("text"), title);
        self.y += 27.0;
        place
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.y += 9.0;
        self.room(20.0 + FOLLOWS);
        let style = Style::new(Face::Strong, 10.5, "text");
        self.lines(text, style, 14.0);
        self.y += 4.0;
    }

    pub(super) fn paragraph(&mut self, piece: &Piece) {
        let colour = if piece.tone == Tone::Quiet { "text-quiet" } else { "text" };
        self.lines(&piece.text, Style::new(Face::Regular, 9.0, colour), 13.0);
        self.y += 5.0;
    }

    /// Lines of text, each as high as this.
    pub(super) fn lines(&mut self, text: &str, style: Style, height: f32) {
        for line in self.faces.lines(style.face, style.size, text, self.sheet.width()) {
            self.room(height);
            self.sheet.write(MARGIN, self.y + height * 0.75, style, line);
            self.y += height;
        }
    }

    /// The drawing, as large as what is left of the page lets it be.
    pub(super) fn picture(&mut self, (width, height): (f32, f32)) {
        let (most_w, most_h) = (self.sheet.width(), self.left());
        let scale = (most_w / width).min(most_h / height).min(LARGEST);
        let (w, h) = (width * scale, height * scale);
        let at = Frame { x: MARGIN + (most_w - w) / 2.0, y: self.y, w, h };
        self.sheet.marks.push(Mark::Picture { at });
        self.y += h;
    }
}
