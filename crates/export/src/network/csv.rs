//! `network/ports.csv`, as RFC 4180 has it, and safe to open in a spreadsheet.

use super::connection::Connection;

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
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    fields.join(",") + "\n"
}

/// A field. What a spreadsheet would take for a formula gets an apostrophe in front, and what would
/// end a line here a blank instead: every row is one line.
fn quoted(field: &str) -> String {
    let mut text: String = field.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        text.insert(0, '\'');
    }
    if text.contains([',', '"', '\'', ';']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use proptest::prelude::*;

    #[test]
    fn fields_stay_fields_and_run_nothing() {
        for (field, written) in [
            ("gw1", "gw1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"' =1\""),
            ("-1", "\"'-1\""),
            ("a\r\nb", "a  b"),
        ] {
            assert_eq!(quoted(field), written, "{field:?}");
        }
    }

    proptest! {
        #[test]
        fn no_field_is_a_formula_or_two_lines(field in any::<String>()) {
            let text = quoted(&field);
            let inner = text.strip_prefix('"').unwrap_or(&text).trim_start();
            prop_assert!(!inner.starts_with(['=', '+', '-', '@']), "{}", text);
            prop_assert!(!text.contains(['\n', '\r']));
        }
    }
}
