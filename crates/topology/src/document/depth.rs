//! How deep a text nests, found before anything is built from it: a reader that follows a hostile
//! text to its bottom runs out of stack or hits a limit that is not ours.

use super::DocumentError;
use crate::Limits;

/// Counts brackets outside of strings. A text that is no JSON passes; its reader says why it is not.
pub(super) fn check(text: &str) -> Result<(), DocumentError> {
    let most = Limits::DOCUMENT.depth;
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.matches('\n').count() + 1;
            return Err(DocumentError::TooDeep { most, line, column: at - line_start + 1 });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(depth: usize) -> String {
        format!("{}{}", "[".repeat(depth), "]".repeat(depth))
    }

    #[test]
    fn the_limit_itself_passes_and_one_more_does_not() {
        let most = Limits::DOCUMENT.depth;
        assert_eq!(check(&nested(most)), Ok(()));
        assert_eq!(
            check(&format!("{{\n  \"a\": {}}}", nested(most))),
            Err(DocumentError::TooDeep { most, line: 2, column: 8 + most - 1 })
        );
        assert!(check(&"{\"a\":[".repeat(50_000)).is_err());
    }

    #[test]
    fn neighbours_and_brackets_in_strings_do_not_count() {
        assert_eq!(check(&format!("[{}]", "[],{},".repeat(100))), Ok(()));
        assert_eq!(check(&format!("\"{}\"", "[".repeat(100))), Ok(()));
        assert_eq!(check(&format!("\"\\\"{}\"", "[".repeat(100))), Ok(()));
        assert!(check(&format!("\"\\\\\"{}", "[".repeat(100))).is_err());
    }
}
