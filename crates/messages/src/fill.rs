//! Texts with placeholders: a name of small letters, digits and `_` in braces, such as `{node}`.

use std::fmt::{self, Formatter};

use crate::text::Text;

/// Whether `names` are the placeholders of a text: all of them, each once, in the order in which each is
/// named first.
#[must_use]
pub const fn fits(text: &str, names: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut known) = (0, 0);
    while at < bytes.len() {
        let end = end_of(bytes, at);
        if end > 0 {
            let mut name = 0;
            while name < names.len() && !is(bytes, at + 1, end, names[name].as_bytes()) {
                name += 1;
            }
            // A new one is the next in the list.
            if name > known || name == names.len() {
                return false;
            }
            if name == known {
                known += 1;
            }
            at = end;
        }
        at += 1;
    }
    known == names.len()
}

/// Where the placeholder that begins here has its closing brace; 0 when none begins here.
const fn end_of(bytes: &[u8], start: usize) -> usize {
    if bytes[start] != b'{' {
        return 0;
    }
    let mut at = start + 1;
    while at < bytes.len() && matches!(bytes[at], b'a'..=b'z' | b'0'..=b'9' | b'_') {
        at += 1;
    }
    // `${name}` is a reference of the product's configuration.
    let reference = start > 0 && bytes[start - 1] == b'$';
    if at < bytes.len() && bytes[at] == b'}' && at > start + 1 && !reference { at } else { 0 }
}

const fn is(bytes: &[u8], start: usize, end: usize, name: &[u8]) -> bool {
    if end - start != name.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if bytes[start + at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Writes a translation with the values that the English text names in their order.
pub(crate) fn fill(
    f: &mut Formatter<'_>,
    english: &str,
    translation: &str,
    values: &[Text],
) -> fmt::Result {
    let (mut written, names) = (0, placeholders(english));
    while let Some((start, end)) = next(translation, written) {
        f.write_str(&translation[written..start])?;
        let name = &translation[start..end];
        match names.iter().position(|other| *other == name).and_then(|nth| values.get(nth)) {
            Some(value) => fmt::Display::fmt(value, f)?,
            None => f.write_str(name)?,
        }
        written = end;
    }
    f.write_str(&translation[written..])
}

/// The next placeholder from a byte on, with its braces.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|start| match end_of(bytes, start) {
        0 => None,
        end => Some((start, end + 1)),
    })
}

/// The names of a text's placeholders with their braces, each once, in the order in which it names them.
#[must_use]
pub fn placeholders(text: &str) -> Vec<&str> {
    let (mut names, mut from): (Vec<&str>, usize) = (Vec::new(), 0);
    while let Some((start, end)) = next(text, from) {
        if !names.contains(&&text[start..end]) {
            names.push(&text[start..end]);
        }
        from = end;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fit_when_each_is_named_once_in_order() {
        assert!(fits("no placeholder: {}, { a }, ${a}, {A}", &[]));
        assert!(fits("{a}, {b} and {a}", &["a", "b"]));
        assert!(!fits("{a} and {b}", &["b", "a"]));
        assert!(!fits("{a}", &[]) && !fits("", &["a"]) && !fits("{a}", &["a", "b"]));
        assert!(fits("{node_1}", &["node_1"]) && !fits("{a", &["a"]));
    }

    struct Filled(&'static str, &'static str, Vec<Text>);

    impl fmt::Display for Filled {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            fill(f, self.0, self.1, &self.2)
        }
    }

    #[test]
    fn a_translation_turns_the_order_round() {
        let values = vec!["Gateway 1".into(), "9443".into()];
        let filled = Filled("{node} is at {port}", "Port {port} hat {node}: ä {other}", values);
        assert_eq!(filled.to_string(), "Port 9443 hat Gateway 1: ä {other}");
    }
}
