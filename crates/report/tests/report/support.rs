//! Designs to write about, and short ways to what is written.

use report::{Block, Document, Format, Given, Section, State, Table, Version};
use topology::{Catalogue, Design, Told, document};

pub(crate) const DAY: &str = "2027-03-31";

pub(crate) fn wso2am() -> &'static Catalogue {
    catalogue::wso2am_3_1_0()
}

pub(crate) fn template(id: &str) -> Design {
    document::parse(catalogue::template(id).unwrap().document).unwrap()
}

/// What the rules say on the document's day.
pub(crate) fn findings(design: &Design) -> Vec<Told> {
    rules::validate_on(design, wso2am(), Some(DAY)).into_iter().map(Told::from).collect()
}

pub(crate) fn given<'a>(design: &'a Design, findings: &'a [Told], state: State<'a>) -> Given<'a> {
    Given { design, catalogue: wso2am(), findings, title: None, date: Some(DAY), state }
}

pub(crate) fn told(design: &Design, state: State<'_>) -> Document {
    report::document(&given(design, &findings(design), state))
}

pub(crate) fn written(design: &Design, state: State<'_>, format: Format) -> Vec<u8> {
    report::write(&given(design, &findings(design), state), format).unwrap()
}

pub(crate) fn html(design: &Design) -> String {
    String::from_utf8(written(design, State::Revision(12), Format::Html)).unwrap()
}

pub(crate) fn section<'d>(document: &'d Document, id: &str) -> &'d Section {
    document.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no {id}"))
}

/// The tables of a section by their labels.
pub(crate) fn table<'d>(document: &'d Document, id: &str, label: &str) -> &'d Table {
    let tables = section(document, id).blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut of_label = tables.filter(|table| table.label == label);
    of_label.next().unwrap_or_else(|| panic!("no table {label} in {id}"))
}

/// Each row of a table as its cells, their pieces with a bar between.
pub(crate) fn rows(table: &Table) -> Vec<Vec<String>> {
    let cell = |cell: &report::Cell| {
        cell.0.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

/// Everything that a section says, line by line.
pub(crate) fn text(section: &Section) -> String {
    let mut out = String::new();
    for block in &section.blocks {
        match block {
            Block::Heading(text) => out.push_str(text),
            Block::Text(piece) => out.push_str(&piece.text),
            Block::Picture => {}
            Block::Table(table) => {
                out.push_str(&rows(table).iter().flatten().cloned().collect::<Vec<_>>().join("\n"));
            }
        }
        out.push('\n');
    }
    out
}

pub(crate) fn version() -> Version {
    Version {
        number: 3,
        name: "Go live".into(),
        message: "Two Gateways more.\nAsked for by Payments.".into(),
        author: "Ada".into(),
        day: "2027-03-30".into(),
        revision: 11,
        bundle: "0".repeat(64),
        asked: vec![report::Asked {
            by: "Ada".into(),
            whom: vec!["Bob".into(), "Cleo".into()],
            message: "Please look at the ports.".into(),
            day: "2027-03-30".into(),
            is_open: true,
        }],
        verdicts: vec![report::Verdict {
            who: "Bob".into(),
            approves: true,
            message: "The ports are right.".into(),
            day: "2027-03-31".into(),
        }],
    }
}
