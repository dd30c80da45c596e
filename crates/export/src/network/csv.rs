//! `network/ports.csv`, as RFC 4180 has it, and safe to open in a spreadsheet.

use super::connection::Connection;
use crate::csv::field;

const HEADINGS: [&str; 12] = [
    "from",
    "from_name",
    "from_host",
    "from_zone",
    "to",
    "to_name",
    "to_host",
    "to_zone",
    "address",
    "port",
    "protocol",
    "what",
];

pub(super) fn render(connections: &[Connection]) -> String {
    let mut text = record(&HEADINGS);
    for Connection { from, to, address, port, protocol, what } in connections {
        let port = port.to_string();
        text.push_str(&record(&[
            &from.id, &from.name, &from.host, &from.zone, &to.id, &to.name, &to.host, &to.zone,
            address, &port, protocol, what,
        ]));
    }
    text
}

fn record(fields: &[&str]) -> String {
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    fields.join(",") + "\n"
}
