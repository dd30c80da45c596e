//! Why a text is no design, in words of the catalogue. The reader of JSON says it in English sentences
//! alone: those that a document can get are told apart here, any other is left as it is.

use messages::{Text, text};

/// The reader's sentence as a text.
pub(super) fn reason(said: &str) -> Text {
    field(said).or_else(|| value(said)).or_else(|| syntax(said)).unwrap_or_else(|| said.into())
}

fn field(said: &str) -> Option<Text> {
    if let Some(field) = said.strip_prefix("missing field ") {
        return Some(text!("the field {field} is missing", field = field));
    }
    if let Some(field) = said.strip_prefix("duplicate field ") {
        return Some(text!("the field {field} is there twice", field = field));
    }
    if let Some(rest) = said.strip_prefix("unknown field ") {
        let (field, known) = known(rest)?;
        return Some(text!("there is no field {field}, but {known}", field = field, known = known));
    }
    let (found, known) = known(said.strip_prefix("unknown variant ")?)?;
    Some(text!("{found} is none of {known}", found = found, known = known))
}

/// What was found, and what could be there.
fn known(rest: &str) -> Option<(&str, String)> {
    let (found, known) = rest.split_once(", expected ")?;
    let known = known.strip_prefix("one of ").unwrap_or(known);
    Some((found, known.replace("` or `", "`, `")))
}

fn value(said: &str) -> Option<Text> {
    let told = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "));
    let (found, expected) = told?.rsplit_once(", expected ")?;
    Some(text!(
        "{found} stands where {expected} has to be",
        found = kind(found),
        expected = kind(expected)
    ))
}

/// A kind of value, with what it is where that is said.
fn kind(said: &str) -> Text {
    let (word, rest) = said.split_once(' ').unwrap_or((said, ""));
    match (word, rest) {
        ("null", "") => text!("null"),
        ("string", it) => text!("the text {it}", it = it),
        ("integer", it) => text!("the number {it}", it = it),
        ("floating", it) => {
            text!("the number {it}", it = it.strip_prefix("point ").unwrap_or(it))
        }
        ("boolean", it) if !it.is_empty() => text!("the value {it}", it = it),
        ("a", "boolean") => text!("true or false"),
        ("a", "string") => text!("a text"),
        ("map", "") | ("a", "map") | ("struct", _) => text!("an object"),
        ("sequence", "") | ("a", "sequence") => text!("a list"),
        ("u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64", "") => {
            text!("a whole number of a fitting size")
        }
        _ => said.into(),
    }
}

fn syntax(reader: &str) -> Option<Text> {
    Some(match reader {
        "EOF while parsing a value" => text!("it ends where a value has to be"),
        "EOF while parsing a string" => text!("it ends within a text"),
        "EOF while parsing a list" => text!("it ends within a list"),
        "EOF while parsing an object" => text!("it ends within an object"),
        "expected value" | "expected ident" => {
            text!("something else stands where a value has to be")
        }
        "expected `:`" => text!("a colon is missing after a key"),
        "expected `,` or `]`" => text!("a comma or a closing bracket is missing"),
        "expected `,` or `}`" => text!("a comma or a closing brace is missing"),
        "trailing comma" => text!("there is a comma behind the last entry"),
        "key must be a string" => text!("a key is not in quotation marks"),
        "invalid number" | "number out of range" => text!("a number is malformed or too large"),
        "invalid escape" => text!("a text has a \\ that begins nothing"),
        reader if reader.starts_with("control character") => {
            text!("a text has a line break or another control character in it")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[expect(dead_code, reason = "it is only read")]
    struct Read {
        port: u16,
        on: bool,
        name: String,
        list: Vec<u8>,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Linux,
        Windows,
    }

    fn said(json: &str) -> String {
        let error = serde_json::from_str::<Read>(json).unwrap_err().to_string();
        reason(error.split(" at line ").next().unwrap()).to_string()
    }

    #[test]
    fn what_the_reader_says_is_said_in_our_words() {
        for (json, expected) in [
            ("{}", "the field `port` is missing"),
            (r#"{"port":1,"port":2}"#, "the field `port` is there twice"),
            (r#"{"prot":1}"#, "there is no field `prot`, but `port`, `on`, `name`, `list`, `kind`"),
            (r#"{"kind":"mac"}"#, "`mac` is none of `linux`, `windows`"),
            (
                r#"{"port":"x, expected y"}"#,
                "the text \"x, expected y\" stands where a whole number of a fitting size has to be",
            ),
            (
                r#"{"port":70000}"#,
                "the number `70000` stands where a whole number of a fitting size has to be",
            ),
            (r#"{"on":null}"#, "null stands where true or false has to be"),
            (r#"{"name":true}"#, "the value `true` stands where a text has to be"),
            (r#"{"name":1.5}"#, "the number `1.5` stands where a text has to be"),
            (r#"{"list":{}}"#, "an object stands where a list has to be"),
            ("[[]]", "a list stands where a whole number of a fitting size has to be"),
            ("", "it ends where a value has to be"),
            (r#"{"name":"#, "it ends where a value has to be"),
            (r#"{"name":"x"#, "it ends within a text"),
            (r#"{"list":[1"#, "it ends within a list"),
            (r#"{"port":1"#, "it ends within an object"),
            (r#"{"port" 1}"#, "a colon is missing after a key"),
            (r#"{"list":[1 2]}"#, "a comma or a closing bracket is missing"),
            (r#"{"port":1 "on":true}"#, "a comma or a closing brace is missing"),
            (r#"{"list":[1,]}"#, "there is a comma behind the last entry"),
            (r"{port:1}", "a key is not in quotation marks"),
            (r#"{"name":"\x"}"#, "a text has a \\ that begins nothing"),
            ("{\"name\":\"a\nb\"}", "a text has a line break or another control character in it"),
        ] {
            assert_eq!(said(json), expected, "{json}");
        }
    }

    #[test]
    fn a_sentence_that_nobody_foresaw_stays() {
        assert_eq!(reason("lone leading surrogate").to_string(), "lone leading surrogate");
    }
}
