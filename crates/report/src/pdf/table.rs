//! Tables: columns of given shares, rows that stay whole where they can, the head again on each page.

use super::faces::Face;
use super::flow::Flow;
use super::sheet::{Frame, MARGIN, Style};
use crate::document::{Cell, Table, Tone};

const LEADING: f32 = 10.6;
/// From the edge of a cell to what stands in it.
const SIDE: f32 = 5.0;
const ABOVE: f32 = 4.0;
const HEAD: f32 = 18.0;
/// A row that is broken shows at least so many lines on a page.
const FEWEST: usize = 3;

/// A column where it lies.
struct Track {
    x: f32,
    w: f32,
}

/// A line of a cell.
struct Line {
    text: String,
    style: Style,
}

pub(super) fn lay(flow: &mut Flow<'_>, table: &Table) {
    let tracks = tracks(table, flow.sheet.width());
    head(flow, table, &tracks);
    for row in &table.rows {
        let cells: Vec<Vec<Line>> =
            row.iter().zip(&tracks).map(|(cell, track)| lines(flow, cell, track)).collect();
        lay_row(flow, table, &tracks, &cells);
    }
    flow.y += 6.0;
}

fn tracks(table: &Table, width: f32) -> Vec<Track> {
    let whole: u16 = table.columns.iter().map(|column| column.share).sum();
    let mut x = MARGIN;
    let track = |share: u16| {
        let w = width * f32::from(share) / f32::from(whole.max(1));
        x += w;
        Track { x: x - w, w }
    };
    table.columns.iter().map(|column| column.share).map(track).collect()
}

fn head(flow: &mut Flow<'_>, table: &Table, tracks: &[Track]) {
    flow.room(HEAD + ABOVE * 2.0 + LEADING * 3.0);
    let at = Frame { x: MARGIN, y: flow.y, w: flow.sheet.width(), h: HEAD };
    flow.sheet.fill(at, "sunken");
    let style = Style::new(Face::Strong, 7.5, "text-quiet");
    for (column, track) in table.columns.iter().zip(tracks) {
        flow.sheet.write(track.x + SIDE, flow.y + 12.0, style, column.title);
    }
    flow.y += HEAD;
    rule(flow);
}

/// A line across the page.
fn rule(flow: &mut Flow<'_>) {
    let at = Frame { x: MARGIN, y: flow.y - 0.25, w: flow.sheet.width(), h: 0.5 };
    flow.sheet.fill(at, "border");
}

fn lines(flow: &Flow<'_>, cell: &Cell, track: &Track) -> Vec<Line> {
    let mut lines = Vec::new();
    for piece in &cell.0 {
        let style = style(piece.tone);
        let width = track.w - 2.0 * SIDE;
        let broken = flow.faces.lines(style.face, style.size, &piece.text, width);
        lines.extend(broken.into_iter().map(|text| Line { text, style }));
    }
    lines
}

fn style(tone: Tone) -> Style {
    let (face, size, colour) = match tone {
        Tone::Plain => (Face::Regular, 8.0, "text"),
        Tone::Strong => (Face::Strong, 8.0, "text"),
        Tone::Quiet => (Face::Regular, 7.3, "text-quiet"),
        Tone::Code => (Face::Code, 7.3, "text"),
        Tone::QuietCode => (Face::Code, 6.8, "text-quiet"),
        Tone::Error => (Face::Strong, 8.0, "error"),
        Tone::Warning => (Face::Strong, 8.0, "warning"),
        Tone::Info => (Face::Strong, 8.0, "info"),
        Tone::Good => (Face::Strong, 8.0, "success"),
    };
    Style::new(face, size, colour)
}

/// A row on one page; one that is higher than a page goes on below the head of the next.
fn lay_row(flow: &mut Flow<'_>, table: &Table, tracks: &[Track], cells: &[Vec<Line>]) {
    let all = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut from = 0;
    while from < all {
        let fit = fitting(flow.left());
        let whole = all - from <= fit;
        // A page of its own is better than two pieces, if one page is enough.
        let page = fitting(flow.sheet.bottom() - super::sheet::TOP - HEAD);
        if !whole && (fit < FEWEST || all - from <= page) {
            flow.next();
            head(flow, table, tracks);
            continue;
        }
        let count = if whole { all - from } else { fit };
        for (lines, track) in cells.iter().zip(tracks) {
            for (at, line) in lines.iter().skip(from).take(count).enumerate() {
                let y = flow.y + ABOVE + LEADING * (down(at) + 0.76);
                flow.sheet.write(track.x + SIDE, y, line.style, line.text.as_str());
            }
        }
        flow.y += down(count) * LEADING + 2.0 * ABOVE;
        rule(flow);
        from += count;
    }
}

/// How many lines of a row there is room for.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a page")]
fn fitting(height: f32) -> usize {
    ((height - 2.0 * ABOVE) / LEADING).max(0.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "lines of one page")]
fn down(lines: usize) -> f32 {
    lines as f32
}
