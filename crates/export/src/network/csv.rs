//! `network/ports.csv`, as RFC 4180 has it, and safe to open in a spreadsheet.

use topology::Graph;

use super::flows::{Flow, zones};

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

pub(super) fn render<'d>(graph: &Graph<'d>, flows: &[Flow<'d>]) -> String {
    let mut text = record(&HEADINGS.map(str::to_owned));
    for flow in flows {
        let [from, from_name, from_host, from_zone] = match flow.from.node(graph) {
            Some(node) => who(graph, node),
            None => outside(flow.from.outside()),
        };
        let [to, to_name, to_host, to_zone] =
            flow.to.map_or_else(|| outside("an address typed over"), |node| who(graph, node));
        let join = |texts: &std::collections::BTreeSet<String>| {
            texts.iter().map(String::as_str).collect::<Vec<_>>().join(" + ")
        };
        text.push_str(&record(&[
            from,
            from_name,
            from_host,
            from_zone,
            to,
            to_name,
            to_host,
            to_zone,
            flow.name.clone(),
            flow.port.to_string(),
            join(&flow.protocols),
            join(&flow.what),
        ]));
    }
    text
}

/// Id, name, host and zone of a node.
fn who(graph: &Graph<'_>, node: &topology::Node) -> [String; 4] {
    let host = graph.host(node);
    let place = host
        .map_or("", |host| if host.address.is_empty() { &host.hostname } else { &host.address });
    [node.id.to_string(), node.name.clone(), place.to_owned(), zones(graph, node)]
}

fn outside(who: &str) -> [String; 4] {
    [String::new(), who.to_owned(), String::new(), String::new()]
}

fn record(fields: &[String]) -> String {
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
