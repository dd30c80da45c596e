//! The first page: what it is about, what is seen first, and what is where.

use super::faces::{Face, Faces};
use super::flow::{Flow, Place};
use super::sheet::{Frame, MARGIN, Mark, Sheet, Style};
use crate::document::{Count, Document, Fact, Tone};

const ROW: f32 = 19.0;

/// Room for the contents, whose pages are known at the end.
pub(super) struct Contents {
    page: usize,
    y: f32,
}

pub(super) fn page(flow: &mut Flow<'_>, document: &Document, missing: usize) -> Contents {
    flow.y += 26.0;
    flow.lines("Review document", Style::new(Face::Strong, 9.5, "accent"), 20.0);
    flow.lines(&document.title, Style::new(Face::Strong, 25.0, "text"), 31.0);
    flow.y += 3.0;
    flow.lines(&document.about, Style::new(Face::Regular, 11.0, "text-quiet"), 16.0);
    flow.y += 22.0;
    counts(flow, &document.counts);
    flow.y += 14.0;
    for fact in &document.facts {
        self::fact(flow, fact);
    }
    flow.y += 24.0;
    let rows = document.sections.iter().fold(0.0, |height, _| height + ROW);
    flow.room(24.0 + rows);
    flow.lines("Contents", Style::new(Face::Strong, 10.5, "text"), 18.0);
    let contents = Contents { page: flow.page(), y: flow.y };
    flow.y += rows;
    if missing > 0 {
        flow.y += 16.0;
        let (are, them) =
            if missing == 1 { ("character is", "it") } else { ("characters are", "them") };
        let note = format!(
            "{missing} {are} not in the fonts of this file and drawn as a box; copied, they are what was typed. The same document as HTML shows {them} with the fonts of whoever reads it."
        );
        flow.lines(&note, Style::new(Face::Regular, 8.0, "text-quiet"), 12.0);
    }
    contents
}

/// Numbers side by side.
fn counts(flow: &mut Flow<'_>, counts: &[Count]) {
    const GAP: f32 = 10.0;
    const HIGH: f32 = 52.0;
    flow.room(HIGH);
    let several = counts.iter().fold(0.0, |count, _| count + 1.0_f32);
    let w = (flow.sheet.width() - GAP * (several - 1.0)) / several.max(1.0);
    let mut x = MARGIN;
    for count in counts {
        let (ink, tint) = match count.tone {
            Tone::Error => ("error", "error-tint"),
            Tone::Warning => ("warning", "warning-tint"),
            Tone::Info => ("info", "info-tint"),
            Tone::Good => ("success", "success-tint"),
            Tone::Quiet => ("text-quiet", "sunken"),
            Tone::Plain | Tone::Strong | Tone::Code | Tone::QuietCode => ("text", "sunken"),
        };
        flow.sheet.fill(Frame { x, y: flow.y, w, h: HIGH }, tint);
        let number = crate::words::grouped(count.number);
        flow.sheet.write(x + 12.0, flow.y + 26.0, Style::new(Face::Strong, 19.0, ink), number);
        let label = Style::new(Face::Regular, 8.5, ink);
        flow.sheet.write(x + 12.0, flow.y + 41.0, label, count.label);
        x += w + GAP;
    }
    flow.y += HIGH;
}

/// A label and what it is, between two lines.
fn fact(flow: &mut Flow<'_>, fact: &Fact) {
    const LABEL: f32 = 110.0;
    const LEADING: f32 = 13.0;
    let (face, colour) = match fact.value.tone {
        Tone::Code | Tone::QuietCode => (Face::Code, "text"),
        Tone::Error => (Face::Strong, "error"),
        Tone::Good => (Face::Strong, "success"),
        Tone::Quiet => (Face::Regular, "text-quiet"),
        Tone::Plain | Tone::Strong | Tone::Warning | Tone::Info => (Face::Regular, "text"),
    };
    let size = if face == Face::Code { 8.0 } else { 9.5 };
    let lines = flow.faces.lines(face, size, &fact.value.text, flow.sheet.width() - LABEL);
    let height = lines.iter().fold(0.0, |height, _| height + LEADING) + 9.0;
    flow.room(height);
    let label = Style::new(Face::Regular, 9.0, "text-quiet");
    flow.sheet.write(MARGIN, flow.y + 14.0, label, fact.label);
    let mut y = flow.y + 14.0;
    for line in lines {
        flow.sheet.write(MARGIN + LABEL, y, Style::new(face, size, colour), line);
        y += LEADING;
    }
    flow.y += height;
    let at = Frame { x: MARGIN, y: flow.y - 0.25, w: flow.sheet.width(), h: 0.5 };
    flow.sheet.fill(at, "border");
}

impl Contents {
    /// Writes on which page each section begins.
    pub(super) fn fill(
        self,
        sheets: &mut [Sheet],
        faces: &Faces,
        document: &Document,
        places: &[Place],
    ) {
        let Some(sheet) = sheets.get_mut(self.page) else { return };
        let style = |face, colour| Style::new(face, 9.5, colour);
        let (mut y, right) = (self.y, MARGIN + sheet.width());
        for (number, (section, place)) in document.sections.iter().zip(places).enumerate() {
            let page = (place.page + 1).to_string();
            let at = right - faces.width(Face::Regular, 9.5, &page);
            let (text, quiet) = (style(Face::Regular, "text"), style(Face::Regular, "text-quiet"));
            sheet.write(MARGIN, y + 12.5, quiet, (number + 1).to_string());
            sheet.write(MARGIN + 18.0, y + 12.5, text, section.title);
            sheet.write(at, y + 12.5, quiet, page);
            let whole = Frame { x: MARGIN, y, w: right - MARGIN, h: ROW };
            sheet.fill(Frame { y: y + ROW - 0.25, h: 0.5, ..whole }, "border");
            sheet.marks.push(Mark::Link { at: whole, section: number });
            y += ROW;
        }
    }
}
