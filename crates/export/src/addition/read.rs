//! TOML to entries. The parser knows TOML 1.1, the product's 0.5: what the older one would not read is
//! refused, and everything else is written anew, so that no newer spelling gets into the file.

use std::ops::Range;

use messages::message;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Addition, Element, Entry, Item, Refused, Unreadable, Value};

/// More segments than any key of the product has. Each costs time and memory wherever keys are compared.
const MOST_SEGMENTS: usize = 20;

/// Reads an addition.
///
/// # Errors
/// [`Unreadable`] with the first line that is no TOML, or that says something twice.
pub fn parse(text: &str) -> Result<Addition, Unreadable> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    // The parser goes on after a mistake; the first one is what a person looks for.
    if let Some(error) = errors.iter().min_by_key(|error| start(error)) {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let reason = message.replace(topology::text::is_forbidden, " ");
        return Err(Unreadable { line: line_of(text, start(error)), reason });
    }
    let mut reader = Reader { text, refused: Vec::new() };
    let mut entries = Vec::new();
    reader.table(table.get_ref(), &[], &[], &mut entries);
    entries.sort_by_key(|entry| entry.key.start);
    reader.refused.sort_by_key(|refused| refused.line);
    Ok(Addition { entries, refused: reader.refused })
}

struct Reader<'t> {
    text: &'t str,
    refused: Vec<Refused>,
}

impl Reader<'_> {
    /// Adds the entries of a table that lies at `inside` in an element or the file; `above` leads to
    /// that element.
    fn table(
        &mut self,
        table: &DeTable<'_>,
        above: &[String],
        inside: &[String],
        found: &mut Vec<Entry>,
    ) {
        for (key, value) in table {
            let mut path = inside.to_vec();
            path.push(key.get_ref().to_string());
            if above.len() + path.len() > MOST_SEGMENTS {
                self.refuse(key, above, path, message!("lies deeper than any key of the product"));
                continue;
            }
            match value.get_ref() {
                DeValue::Table(inner) if !inner.is_empty() => {
                    self.table(inner, above, &path, found);
                }
                DeValue::Table(_) => found.push(self.entry(key, value, path, Item::Nothing)),
                DeValue::Array(items)
                    if !items.is_empty() && items.iter().all(|item| item.get_ref().is_table()) =>
                {
                    let elements = self.elements(items, above, &path);
                    found.push(self.entry(key, value, path, Item::Elements(elements)));
                }
                other => match plain(other) {
                    Ok(plain) => found.push(self.entry(key, value, path, Item::Value(plain))),
                    Err(why) => self.refuse(key, above, path, why),
                },
            }
        }
    }

    fn refuse(
        &mut self,
        key: &Spanned<DeString<'_>>,
        above: &[String],
        path: Vec<String>,
        why: &'static str,
    ) {
        let path = above.iter().cloned().chain(path).collect();
        self.refused.push(Refused { line: line_of(self.text, key.span().start), path, why });
    }

    fn elements(
        &mut self,
        items: &[Spanned<DeValue<'_>>],
        above: &[String],
        path: &[String],
    ) -> Vec<Element> {
        let mut here: Vec<String> = above.iter().chain(path).cloned().collect();
        if let Some(last) = here.last_mut() {
            last.push_str("[]");
        }
        let mut elements = Vec::new();
        for item in items {
            let mut entries = Vec::new();
            if let DeValue::Table(table) = item.get_ref() {
                self.table(table, &here, &[], &mut entries);
            }
            entries.sort_by_key(|entry| entry.key.start);
            let place = item.span();
            elements.push(Element { line: line_of(self.text, place.start), place, entries });
        }
        elements
    }

    fn entry(
        &self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        path: Vec<String>,
        item: Item,
    ) -> Entry {
        let key: Range<usize> = key.span();
        Entry { path, line: line_of(self.text, key.start), key, value: value.span(), item }
    }
}

/// A value that is no table of its own, or why the product would not read it.
fn plain(value: &DeValue<'_>) -> Result<Value, &'static str> {
    Ok(match value {
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            Value::Integer(parsed.map_err(|_| message!("holds a number that is too large"))?)
        }
        DeValue::Float(number) => {
            let parsed = number.as_str().parse().ok().filter(|number: &f64| number.is_finite());
            Value::Float(parsed.ok_or(message!("holds a number that is none"))?)
        }
        DeValue::Datetime(_) => {
            return Err(message!("holds a date, which no key takes: write it in quotes"));
        }
        DeValue::Array(items) => {
            let alike = items.windows(2).all(|pair| pair[0].get_ref().same_type(pair[1].get_ref()));
            if !alike {
                return Err(message!(
                    "mixes kinds of values in one list, which the server does not read"
                ));
            }
            Value::List(items.iter().map(|item| plain(item.get_ref())).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => {
            let mut entries: Vec<(usize, String, Value)> = Vec::new();
            for (key, value) in table {
                let value = plain(value.get_ref())?;
                entries.push((key.span().start, key.get_ref().to_string(), value));
            }
            entries.sort_by_key(|(start, ..)| *start);
            Value::Table(entries.into_iter().map(|(_, key, value)| (key, value)).collect())
        }
    })
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::catalogue::keys::join;

    fn read(text: &str) -> Vec<(usize, String)> {
        let addition = parse(text).unwrap();
        addition.leaves().iter().map(|leaf| (leaf.entry.line, join(&leaf.path))).collect()
    }

    #[test]
    fn one_key_has_many_spellings() {
        for text in [
            "[a.b]\nc = 1",
            "[a]\nb.c = 1",
            "\na.b.c = 1",
            "\na = { b = { c = 1 } }",
            "[a]\nb = { c = 1 }",
            "[a]\n\"b\".'c' = 1",
        ] {
            let addition = parse(text).unwrap();
            let entry = &addition.entries[0];
            assert_eq!((entry.path.join("."), entry.line), ("a.b.c".into(), 2), "{text}");
            assert_eq!(entry.item, Item::Value(Value::Integer(1)));
            assert!(text[entry.key.clone()].contains('c') && &text[entry.value.clone()] == "1");
        }
    }

    #[test]
    fn entries_are_in_the_order_of_the_text() {
        let text =
            "z = 1\n[y]\nb = 2\na = 3\n[[x]]\nq = 4\n[x.p]\nr = 5\n[[x]]\n[[x]]\nq = 6\n[empty]";
        let expected =
            [(1, "z"), (3, "y.b"), (4, "y.a"), (6, "x[].q"), (8, "x[].p.r"), (11, "x[].q")];
        assert_eq!(read(text), expected.map(|(line, path)| (line, path.to_owned())));
        let addition = parse(text).unwrap();
        assert_eq!(addition.entries.last().unwrap().item, Item::Nothing);
        let Item::Elements(elements) = &addition.entries[3].item else { panic!("{addition:?}") };
        assert_eq!(elements.iter().map(|e| e.line).collect::<Vec<_>>(), [5, 9, 10]);
        assert!(elements.iter().all(|element| &text[element.place.clone()] == "[[x]]"));
        assert_eq!(read("x = [{ q = 1 }, { q = 2 }]").len(), 2);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        for (text, line, reason) in [
            ("[a]\nb = 1\nb = 2", 3, "duplicate"),
            ("[a]\n[b]\n[a]", 3, "duplicate"),
            ("a = 1\nb = ", 2, ""),
            ("a = 1\n\nnonsense", 3, ""),
            ("a = \"\n\"", 1, ""),
            ("[[a]]\n[a]\n", 2, "duplicate"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text:?} {error:?}");
            assert!(error.reason.contains(reason) && !error.reason.contains('\n'), "{error:?}");
        }
    }

    /// Source: TOML 0.5, which the product's parser (cava-toml 0.5.0) knows: `MutableTomlArray.append`.
    #[test]
    fn what_the_older_parser_does_not_read_is_refused() {
        let text = "[a]\nb = [1, \"x\"]\nc = 2020-01-01\nd = 99999999999999999999\ne = nan\nf = [[1], [2.5]]\n[[g]]\nh = [1, {}]";
        let addition = parse(text).unwrap();
        let refused: Vec<String> = addition
            .refused
            .iter()
            .map(|refused| format!("{} {}", refused.line, join(&refused.path)))
            .collect();
        assert_eq!(refused, ["2 a.b", "3 a.c", "4 a.d", "5 a.e", "8 g[].h"]);
        assert_eq!(read(text), [(6, "a.f".to_owned())]);
    }

    /// The parser has a limit of its own, so that no text ends the program.
    #[test]
    fn what_lies_too_deep_is_refused() {
        let deep = "a.".repeat(30);
        for text in [
            format!("{deep}a = 1"),
            format!("[{deep}a]"),
            format!("[[{deep}a]]\nb = 1"),
            format!("a = {{ {deep}a = 1 }}"),
            format!("a = [{{ {deep}a = 1 }}]"),
        ] {
            let addition = parse(&text).unwrap();
            assert_eq!((addition.leaves().len(), addition.refused.len()), (0, 1));
            assert_eq!(addition.refused[0].path.len(), MOST_SEGMENTS + 1);
        }
        let (deep, nested) = ("a.".repeat(8_000) + "a = 1", "{a=".repeat(4_000));
        for text in [deep, format!("a = {nested}"), "a = ".to_owned() + &"[".repeat(8_000)] {
            assert!(parse(&text).is_err());
        }
    }
}
