//! Fields of tables as RFC 4180 has them, and safe to open in a spreadsheet.

/// A field. What a spreadsheet would take for a formula gets an apostrophe in front, and what would
/// end a line here a blank instead: every row is one line.
#[must_use]
pub fn field(text: &str) -> String {
    let mut text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Some spreadsheets begin a field behind each semicolon, whatever stands around it.
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices(';').map(|(at, _)| at + 1))
        .filter(|at| text[*at..].trim_start().starts_with(['=', '+', '-', '@']))
        .collect();
    for at in starts.into_iter().rev() {
        text.insert(at, '\'');
    }
    if text.contains([',', '"', '\'', ';']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::field;
    use proptest::prelude::*;

    #[test]
    fn fields_stay_fields_and_run_nothing() {
        for (typed, written) in [
            ("gw1", "gw1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"' =1\""),
            ("-1", "\"'-1\""),
            ("a; =1+1;b", "\"a;' =1+1;b\""),
            ("a\r\nb", "a  b"),
        ] {
            assert_eq!(field(typed), written, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn no_field_is_a_formula_or_two_lines(typed in any::<String>()) {
            let text = field(&typed);
            let inner = text.strip_prefix('"').unwrap_or(&text).trim_start();
            prop_assert!(!inner.starts_with(['=', '+', '-', '@']), "{}", text);
            let begins = |part: &str| part.trim_start().starts_with(['=', '+', '-', '@']);
            prop_assert!(!text.split(';').any(begins), "{}", text);
            prop_assert!(!text.contains(['\n', '\r']));
        }
    }
}
