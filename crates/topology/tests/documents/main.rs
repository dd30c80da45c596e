//! F8: documents of every version of this program open without a loss, and what a newer one has written is refused and never
//! silently dropped.

use serde_json::Value;
use topology::document::{DocumentError, parse, write};

/// What a program wrote, and what was new then. The first is the first sample as the first version had it; the last has all
/// that there is.
const DOCUMENTS: [(&str, &str); 2] = [
    ("the first format", include_str!("first.design.json")),
    (
        "replicas, machines, locks, waivers, views and what is collapsed",
        include_str!("all.design.json"),
    ),
];

/// Says where something of the old document is not in the new one. What is new there is empty or usual.
fn lost(old: &Value, new: &Value, path: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                let path = format!("{path}.{key}");
                match new.get(key) {
                    Some(kept) => lost(value, kept, &path, found),
                    None if is_usual(key, value) => {}
                    None => found.push(path),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                lost(old, new, &format!("{path}[{at}]"), found);
            }
        }
        (old, new) if old == new => {}
        _ => found.push(path.to_owned()),
    }
}

/// What may be left out because it says what holds anyway.
fn is_usual(key: &str, value: &Value) -> bool {
    let is_empty = value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(serde_json::Map::is_empty);
    is_empty || (key == "offset" && *value == 0) || (key == "replicas" && *value == 1)
}

#[test]
fn documents_of_every_version_keep_all_that_they_say() {
    for (what, text) in DOCUMENTS {
        let design = parse(text).unwrap_or_else(|error| panic!("{what}: {error}"));
        let again = write(&design);
        let mut found = Vec::new();
        lost(
            &serde_json::from_str(text).unwrap(),
            &serde_json::from_str(&again).unwrap(),
            "",
            &mut found,
        );
        assert_eq!(found, [""; 0], "{what}");
        assert_eq!(parse(&again).unwrap(), design, "{what}");
        assert_eq!(write(&parse(&again).unwrap()), again, "{what}");
    }
}

/// A loss is seen: without this the test above could pass for ever.
#[test]
fn a_value_that_is_gone_or_other_is_a_loss() {
    let (_, text) = DOCUMENTS[1];
    let old: Value = serde_json::from_str(text).unwrap();
    for change in [
        |new: &mut Value| drop(new["nodes"][0]["name"].take()),
        |new: &mut Value| drop(new["nodes"].as_array_mut().unwrap().pop()),
        |new: &mut Value| drop(new["nodes"][0].as_object_mut().unwrap().remove("role")),
        |new: &mut Value| drop(new.as_object_mut().unwrap().remove("waivers")),
    ] {
        let mut new = old.clone();
        change(&mut new);
        let mut found = Vec::new();
        lost(&old, &new, "", &mut found);
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

/// Each object of a document with a field more, one after the other.
fn with_a_field_more(value: &Value) -> Vec<Value> {
    let more = ("of_a_newer_version".to_owned(), Value::Bool(true));
    let mut made = Vec::new();
    match value {
        Value::Object(fields) => {
            let mut own = fields.clone();
            own.extend([more]);
            made.push(Value::Object(own));
            for (key, inner) in fields {
                // Settings have ids for keys, and the layout has nodes.
                let is_map = matches!(key.as_str(), "settings" | "layout");
                let inner = with_a_field_more(inner);
                for changed in inner.into_iter().skip(usize::from(is_map)) {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), changed);
                    made.push(Value::Object(fields));
                }
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                for changed in with_a_field_more(item) {
                    let mut items = items.clone();
                    items[at] = changed;
                    made.push(Value::Array(items));
                }
            }
        }
        _ => {}
    }
    made
}

#[test]
fn a_field_of_a_newer_version_is_refused_wherever_it_stands() {
    let mut tried = 0;
    for (what, text) in DOCUMENTS {
        for changed in with_a_field_more(&serde_json::from_str(text).unwrap()) {
            let refused = parse(&changed.to_string()).expect_err("a field is not dropped");
            let said = refused.to_string();
            assert!(said.contains("of_a_newer_version"), "{what}: {said}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn a_newer_format_is_named_and_a_setting_that_nobody_knows_is_kept() {
    let (_, text) = DOCUMENTS[1];
    let newer = text.replacen("\"format\": 1", "\"format\": 2", 1);
    assert_eq!(parse(&newer), Err(DocumentError::Newer(2)));
    let mut value: Value = serde_json::from_str(text).unwrap();
    value["nodes"][0]["settings"] = serde_json::json!({ "of.a.newer.catalogue": "kept" });
    let design = parse(&value.to_string()).unwrap();
    assert!(write(&design).contains("\"of.a.newer.catalogue\": \"kept\""));
}
