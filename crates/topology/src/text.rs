//! What a text must be before it enters a design. The same checks serve the field a person types
//! in and the document a server reads.

use std::fmt;

use messages::{Text, text};

use crate::Limits;

/// Why a text was refused; its `Display` finishes the sentence "This field …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    Empty,
    TooLong { found: usize, most: usize },
    Control,
    ControlInBlock,
}

impl TextError {
    /// The same for who says it later.
    #[must_use]
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => text!("must not be empty"),
            Self::TooLong { found, most } => {
                text!("has {found} characters; at most {most} fit", found, most)
            }
            Self::Control => text!("must be one line without control characters"),
            Self::ControlInBlock => {
                text!("must hold no control characters but line breaks and tabs")
            }
        }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

/// True for what no text of a design may hold: control characters (newlines among them) and the
/// marks that turn the reading direction, which make a file read otherwise than it works.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Checks a name that people see: a design's, a node's, a zone's.
///
/// # Errors
/// A [`TextError`] when it is blank, too long or not one plain line.
pub fn check_name(text: &str) -> Result<(), TextError> {
    if text.trim().is_empty() {
        return Err(TextError::Empty);
    }
    let found = text.chars().count();
    if found > Limits::DOCUMENT.name {
        return Err(TextError::TooLong { found, most: Limits::DOCUMENT.name });
    }
    check_line(text)
}

/// Checks any other text: a host name, an address, a setting's value. It may be empty.
///
/// # Errors
/// A [`TextError`] when it is too long or not one plain line.
pub fn check_line(text: &str) -> Result<(), TextError> {
    if text.len() > Limits::DOCUMENT.text {
        return Err(TextError::TooLong { found: text.len(), most: Limits::DOCUMENT.text });
    }
    if text.chars().any(is_forbidden) { Err(TextError::Control) } else { Ok(()) }
}

/// Checks a text of several lines. It may be empty.
///
/// # Errors
/// A [`TextError`] when it is too long or holds more than plain lines.
pub fn check_block(text: &str) -> Result<(), TextError> {
    let most = Limits::DOCUMENT.block;
    if text.len() > most {
        return Err(TextError::TooLong { found: text.len(), most });
    }
    let wrong = |c: char| is_forbidden(c) && !matches!(c, '\n' | '\t');
    if text.chars().any(wrong) { Err(TextError::ControlInBlock) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_plain_line() {
        assert_eq!(check_name("Gateway 1 \u{1F680} '''"), Ok(()));
        assert_eq!(check_name("  "), Err(TextError::Empty));
        assert_eq!(check_name("a\nb"), Err(TextError::Control));
        assert_eq!(check_name("a\u{202E}b"), Err(TextError::Control));
        assert_eq!(check_name(&"x".repeat(121)), Err(TextError::TooLong { found: 121, most: 120 }));
    }

    #[test]
    fn lines_may_be_empty_but_not_endless() {
        assert_eq!(check_line(""), Ok(()));
        assert_eq!(
            check_line(&"x".repeat(10_000)),
            Err(TextError::TooLong { found: 10_000, most: 2_048 })
        );
    }

    #[test]
    fn blocks_have_lines_and_tabs_and_an_end() {
        assert_eq!(check_block(""), Ok(()));
        assert_eq!(check_block("[a]\n\tb = 1\n"), Ok(()));
        for bad in ["a\r\nb", "a\u{0}", "a\u{202E}b"] {
            assert_eq!(check_block(bad), Err(TextError::ControlInBlock), "{bad:?}");
        }
        let most = 16 * 1024;
        assert_eq!(check_block(&"x".repeat(most)), Ok(()));
        assert_eq!(
            check_block(&"x".repeat(most + 1)),
            Err(TextError::TooLong { found: most + 1, most })
        );
    }
}
