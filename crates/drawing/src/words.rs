//! Texts in a picture: cut to their room, and safe wherever XML has them.

/// The text, cut with an ellipsis to about this width; `advance` is the width of one character.
#[must_use]
pub fn fit(text: &str, width: f64, advance: f64) -> String {
    let mut left = width;
    let mut fitted = String::new();
    for c in text.chars() {
        left -= advance_of(c, advance);
        if left < 0.0 {
            // In the place of the last one, so that it fits as well.
            fitted.pop();
            fitted.push('…');
            break;
        }
        fitted.push(c);
    }
    fitted
}

/// About how wide a text is; `advance` is the width of one character.
pub(crate) fn width(text: &str, advance: f64) -> f64 {
    text.chars().map(|c| advance_of(c, advance)).sum()
}

fn advance_of(c: char, advance: f64) -> f64 {
    if c.is_ascii() { advance } else { advance * 1.6 }
}

/// The text in two lines of about this many characters: cut at a blank or after a dash where there is
/// one, else where it is full. The second line is all that is left.
pub(crate) fn cut(text: &str, most: usize) -> (&str, &str) {
    let Some((full, _)) = text.char_indices().nth(most) else { return (text, "") };
    let (first, _) = text.split_at(full);
    let at = first.rfind([' ', '-']).map_or(full, |at| at + 1);
    let (first, second) = text.split_at(at);
    (first.trim_end(), second)
}

/// Whether a text is sure to be no wider than this in letters of this size, wide ones at their full width.
#[must_use]
pub fn surely_fits(text: &str, width: f64, size: f64) -> bool {
    let wide = |letter: char| match letter {
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.05,
        'A'..='Z' => 0.8,
        _ if letter.is_ascii() => 0.66,
        _ => 1.1,
    };
    text.chars().map(wide).sum::<f64>() * size <= width
}

/// The text as XML character data or an attribute's value.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no way to write these at all.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cut() {
        assert_eq!(escape("<a b='\"&\n"), "&lt;a b=&#39;&quot;&amp; ");
        assert_eq!(escape("a\u{0}b\u{FFFE}c]]>"), "a b c]]&gt;");
        assert_eq!(fit("abcdef", 31.0, 10.0), "ab…");
        assert_eq!(cut("gateway-1", 15), ("gateway-1", ""));
        assert_eq!(cut("an external gateway", 15), ("an external", "gateway"));
        assert_eq!(cut("äöüäöüäöü", 4), ("äöüä", "öüäöü"));
        assert!(surely_fits("Publisher", 116.0, 13.0) && surely_fits("Gateway one", 116.0, 13.0));
        assert!(
            !surely_fits("WWWWWWWWW", 116.0, 13.0)
                && !surely_fits("流量管理器流量管理器", 116.0, 13.0)
        );
        assert!((width("ab", 10.0) - 20.0).abs() < f64::EPSILON);
    }
}
