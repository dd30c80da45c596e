//! The port table: the same connections as `network/ports.csv` of the bundle.

use export::{Connection, Exporter, Party};

use super::{MOST_ROWS, more};
use crate::document::{Cell, Section, Table, Tone};

pub(super) fn section(exporter: &Exporter<'_>) -> Section {
    let mut section = Section::new("connections", "Connections");
    let all = exporter.connections();
    if !all.is_empty() {
        section.text(
            "Every connection that the bundle's files make. All of them are TCP, opened from left to right; answers come back on the same connection.",
        );
    }
    section.table(table(&all), "The design has no connections.");
    more(&mut section, all.len(), "connections", "are in network/ports.csv of the bundle.");
    section
}

fn table(all: &[Connection]) -> Table {
    let columns =
        [("From", 21), ("To", 21), ("Protocol", 12), ("Port", 7), ("Address", 22), ("For", 27)];
    let mut table = Table::new("Connections", &columns);
    for connection in all.iter().take(MOST_ROWS) {
        table.rows.push(vec![
            party(&connection.from),
            party(&connection.to),
            Cell::plain(connection.protocol.as_str()),
            Cell::plain(connection.port.to_string()),
            Cell::new(Tone::Code, connection.address.as_str()),
            Cell::new(Tone::Quiet, connection.what.replace(" + ", "\n")),
        ]);
    }
    table
}

/// Who it is, and where.
fn party(party: &Party) -> Cell {
    let place = [party.host.as_str(), party.zone.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Cell::new(Tone::Strong, party.name.as_str()).under(Tone::Quiet, place.join(", "))
}
