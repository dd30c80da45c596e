//! Values as YAML.

use std::fmt::Write as _;

use topology::catalogue::Entry;

use super::value::Value;

/// One key with its value, or a value that is a key itself.
pub(super) fn entry(entry: &Entry, value: &Value, indent: u8) -> String {
    let (indent, value) = (" ".repeat(indent.into()), literal(value));
    match &entry.then {
        Some(then) => format!("{indent}{value}:{then}"),
        None => format!("{indent}{}: {value}", entry.key),
    }
}

/// Whether a line begins a part of the server's configuration.
pub(super) fn begins(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_whitespace() && c != '#')
}

fn literal(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Text(text) | Value::Marker(text) => string(text),
        Value::List(texts) => {
            let items: Vec<String> = texts.iter().map(|text| string(text)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// A text in double quotes.
fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if is_readable(c) => quoted.push(c),
            c => write!(quoted, "\\U{:08X}", u32::from(c)).expect("a String takes every write"),
        }
    }
    quoted.push('"');
    quoted
}

/// A comment in which the server's reader takes every character.
pub(super) fn comment(text: &str) -> String {
    text.chars().map(|c| if is_readable(c) { c } else { '?' }).collect()
}

/// What the reader takes as it is. It ends the start over any other, even in a comment.
///
/// Source: [I] `StreamReader.NON_PRINTABLE` of snakeyaml before 1.18; line ends of YAML 1.1 left out.
fn is_readable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202A}'..='\u{D7FF}' | '\u{E000}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        for (text, expected) in [
            ("wso2carbon", "\"wso2carbon\""),
            ("yes", "\"yes\""),
            ("a: b # c", "\"a: b # c\""),
            ("say \"hi\" \\ bye", "\"say \\\"hi\\\" \\\\ bye\""),
            ("two\nlines", "\"two\\U0000000Alines\""),
            ("\u{1F600}", "\"\\U0001F600\""),
        ] {
            assert_eq!(string(text), expected);
        }
    }

    #[test]
    fn a_comment_holds_nothing_that_stops_the_server() {
        assert_eq!(comment("# Gr\u{FC}\u{DF}e \u{1F600}\u{85}"), "# Gr\u{FC}\u{DF}e ??");
    }
}
