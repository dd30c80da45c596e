//! The texts of the catalogue's data that the console shows.

use toml::{Table, Value};

use crate::files;
use crate::shell::{Result, root};

const FOLDER: &str = "crates/catalogue/data";

/// Files of the catalogue, with the lists and keys in them whose texts are shown: `needs.why` is the key
/// `why` of each of the `needs`.
const SHOWN: [(&str, &str, &[&str]); 10] = [
    ("roles.toml", "role", &["name", "summary", "stickiness.why"]),
    ("links.toml", "link_kind", &["name", "meaning"]),
    ("endpoints.toml", "endpoint", &["name"]),
    ("capabilities.toml", "capability", &["name", "stopped", "handover", "needs.why"]),
    ("corrections.toml", "correction", &["guide", "here", "reason"]),
    ("wrong-keys.toml", "wrong_key", &["reason"]),
    ("settings.toml", "setting", &["name", "help", "group", "kind.options.name"]),
    ("databases.toml", "engine", &["name"]),
    ("databases.toml", "schema", &["name"]),
    ("packs.toml", "pack", &["name"]),
];

/// Every text with its file.
pub fn messages() -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for file in files::below(&root().join(FOLDER))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (_, list, keys) in SHOWN.iter().filter(|(shown, ..)| *shown == name) {
            let table: Table = files::read(&file)?
                .parse()
                .map_err(|error| format!("{}: {error}", file.display()))?;
            let Some(rows) = table.get(*list) else {
                return Err(format!("{}: there is no `{list}`", file.display()));
            };
            for key in *keys {
                collect(rows, key, &mut |text| found.push((text.to_owned(), files::name(&file))));
            }
        }
    }
    Ok(found)
}

/// Hands the texts at a path to `each`; a list on the way is gone through.
fn collect(value: &Value, path: &str, each: &mut impl FnMut(&str)) {
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, path, each)),
        Value::Table(table) => {
            table.get(key).into_iter().for_each(|value| collect(value, rest, each));
        }
        Value::String(text) if path.is_empty() => each(text),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lie_at_paths() {
        let table: Table =
            "[[a]]\nn = 'x'\nk = { o = [{ n = 'y' }, { n = 'z' }] }\n[[a]]".parse().unwrap();
        let read = |path: &str| {
            let mut found = Vec::new();
            collect(&table["a"], path, &mut |text| found.push(text.to_owned()));
            found
        };
        assert_eq!(
            (read("n"), read("k.o.n")),
            (vec!["x".to_owned()], vec!["y".into(), "z".into()])
        );
        assert_eq!(read("k"), Vec::<String>::new());
    }
}
