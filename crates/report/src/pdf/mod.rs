//! The document as PDF: pages of A4 with text that is searched and copied, bookmarks, and tables that
//! go on over pages below their heads.
//!
//! First everything is laid on sheets (`flow`, `table`), then the sheets are painted (`paint`): what
//! stands on every page says how many there are.

mod faces;
mod first;
mod flow;
mod paint;
mod sheet;
mod table;

use picture::Laid;

use crate::document::{Block, Document, Section};
use crate::given::Given;
use crate::{ReportError, html};
use faces::Faces;
use flow::{Flow, Place};

pub(crate) fn pdf(document: &Document, given: &Given<'_>) -> Result<Vec<u8>, ReportError> {
    let faces = Faces::new().ok_or_else(|| ReportError::Writing("it has no fonts".to_owned()))?;
    let drawing = picture::lay(given.design, given.catalogue, &html::look(given))?;
    let missing = missing(document, &faces) + drawing.missing();
    let mut flow = Flow::new(&faces);
    let contents = first::page(&mut flow, document, missing);
    let mut places = Vec::new();
    for (number, section) in (1..).zip(&document.sections) {
        places.push(self::section(&mut flow, number, section, &drawing));
    }
    let mut sheets = flow.finish();
    contents.fill(&mut sheets, &faces, document, &places);
    paint::paint(document, &sheets, &faces, &drawing, &places)
}

fn section(flow: &mut Flow<'_>, number: usize, section: &Section, drawing: &Laid) -> Place {
    let is_drawing = section.blocks.iter().any(|block| matches!(block, Block::Picture));
    if is_drawing {
        let (width, height) = drawing.size();
        flow.turn(width > height);
    } else {
        flow.upright();
    }
    let place = flow.title(number, section.title);
    for block in &section.blocks {
        match block {
            Block::Heading(text) => flow.heading(text),
            Block::Text(piece) => flow.paragraph(piece),
            Block::Picture => flow.picture(drawing.size()),
            Block::Table(table) => table::lay(flow, table),
        }
    }
    place
}

/// How many letters the fonts lack.
fn missing(document: &Document, faces: &Faces) -> usize {
    let lacking = |text: &str| text.chars().filter(|c| !faces.has(*c)).count();
    let of_block = |block: &Block| match block {
        Block::Heading(text) => lacking(text),
        Block::Text(piece) => lacking(&piece.text),
        Block::Picture => 0,
        Block::Table(table) => {
            let pieces = table.rows.iter().flatten().flat_map(|cell| &cell.0);
            pieces.map(|piece| lacking(&piece.text)).sum()
        }
    };
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let first = document.facts.iter().map(|fact| lacking(&fact.value.text)).sum::<usize>();
    blocks.map(of_block).sum::<usize>() + lacking(&document.title) + first
}
