//! Writing people's words into other languages so that they stay words.

use std::fmt::Write as _;

use topology::text::is_forbidden;

/// Escapes what the server copies into XML without escaping it itself: a name such as `R&D` would
/// otherwise stop it from starting.
///
/// Source: WSO2 config-mapper 1.0.2, the templates are rendered without escaping.
pub(crate) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A basic string of TOML, with its quotes.
pub(crate) fn toml_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Control characters, and marks that make a line read otherwise than it works.
            c if is_forbidden(c) => {
                write!(quoted, "\\u{:04X}", u32::from(c)).expect("a String takes every write");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A key of TOML, in quotes where it needs them.
pub(crate) fn toml_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { toml_string(key) }
}

/// Text inside one line that is a comment: it ends with the line.
pub(crate) fn in_one_line(text: &str) -> String {
    text.chars().map(|c| if is_forbidden(c) { ' ' } else { c }).collect()
}

/// Text inside a line of Markdown, also inside a table. What looks like an address stays a text: some who show Markdown make
/// a link of whatever begins with the name of a scheme, `javascript:` among them.
pub(crate) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            ':' if is_scheme(&text[..at], &text[at + 1..]) => escaped.push_str("\\:"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether the colon between these could end the name of a scheme: before it is a word without a point, as hosts and files
/// have one, and behind it neither a blank nor the number of a port.
fn is_scheme(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_port = rest.len() < after.len() && !rest.starts_with(|c: char| !c.is_whitespace());
    let of_word = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let word = before.rsplit(|c| !of_word(c)).next().unwrap_or_default();
    let named = !word.is_empty() && !word.contains('.');
    named && !is_port && after.starts_with(|c: char| !c.is_whitespace())
}

/// A name as part of a file name: lower-case letters, digits and single dashes, at most 60 bytes.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "design".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_toml_string_reads_back_as_it_was(text in any::<String>()) {
            let document = format!("key = {}", toml_string(&text));
            let table: toml::Table = document.parse().unwrap();
            prop_assert_eq!(table["key"].as_str(), Some(text.as_str()));
        }

        #[test]
        fn a_toml_key_reads_back_as_it_was(text in any::<String>()) {
            let document = format!("{} = 1", toml_key(&text));
            let table: toml::Table = document.parse().unwrap();
            prop_assert!(table.contains_key(&text));
        }

        #[test]
        fn a_slug_is_a_safe_file_name(text in any::<String>()) {
            let slug = slug(&text);
            prop_assert!(!slug.is_empty() && slug.len() <= 60);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
        }

        #[test]
        fn xml_keeps_no_mark_that_opens_anything(text in any::<String>()) {
            let escaped = xml(&text);
            prop_assert!(!escaped.contains(['<', '>', '"']));
            let back = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(back, text);
        }
    }

    #[test]
    fn names_become_file_names() {
        assert_eq!(slug("Payments"), "payments");
        assert_eq!(slug("  Zahlungen & Co. (Süd)  "), "zahlungen-co-s-d");
        assert_eq!(slug("決済"), "design");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
    }

    #[test]
    fn markdown_shows_what_was_typed() {
        assert_eq!(markdown("a|b <c> `d`"), "a\\|b &lt;c&gt; \\`d\\`");
    }

    #[test]
    fn markdown_makes_a_link_of_no_address_that_was_typed() {
        assert_eq!(markdown("javascript:alert(1)"), "javascript\\:alert(1)");
        assert_eq!(markdown("javascript:0/alert(1)"), "javascript\\:0/alert(1)");
        assert_eq!(markdown("https://x.example/"), "https\\://x.example/");
        for plain in
            ["gw.example.com:9443", "Note: this", "gw:443 and km:9443", "a:", ":b", "A.java:622;"]
        {
            assert_eq!(markdown(plain), plain);
        }
    }
}
