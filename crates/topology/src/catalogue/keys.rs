//! The config keys that a product version reads, and keys that circulate although it does not.

use serde::{Deserialize, Serialize};

/// Every config key that a product version reads. A key outside of this set is ignored by the server
/// without a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownKeys {
    /// Sorted by path.
    exact: Vec<KnownKey>,
    /// Keys with a free segment.
    patterns: Vec<KnownKey>,
    /// Keys that only a reference in another key's default reads.
    referred: Vec<KnownKey>,
    /// Keys that packs with updates read, and the version as released does not.
    updated: Vec<KnownKey>,
}

/// One key that the product reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownKey {
    /// Its segments: `[]` ends that of an array of tables, `<name>` stands for any one.
    pub path: Vec<String>,
    /// What it holds where nobody writes it, as JSON.
    pub default: Option<String>,
    /// Where it was read.
    pub source: String,
}

impl KnownKey {
    /// True for a key that may have a value without a default: one that the product infers from others.
    #[must_use]
    pub fn may_be_inferred(&self) -> bool {
        self.default.is_none() && self.source.ends_with("infer.json")
    }
}

/// A key that people write and the product ignores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongKey {
    /// A key, or a table with all that is in it, `[]` after an array of tables.
    pub key: String,
    /// The key that the product reads.
    #[serde(default)]
    pub right: Option<String>,
    /// True where the right key's value means something else, so that a new name alone would be wrong.
    #[serde(default)]
    pub other_value: bool,
    /// Why it has no effect, as a sentence.
    pub reason: String,
    pub source: String,
}

impl KnownKeys {
    /// Reads a table of keys: path, type, default and place, separated by tabs; `#` begins a comment.
    /// `beside` is a table of further ones: path, `released` or `updated`, place.
    #[must_use]
    pub fn read(table: &str, beside: &str) -> Self {
        let mut keys = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let Some(path) = cells.next().filter(|path| !path.is_empty()) else { continue };
            let default = cells.nth(1).filter(|cell| !cell.is_empty()).map(str::to_owned);
            let source = cells.next().unwrap_or_default().to_owned();
            let key = KnownKey { path: split(path), default, source };
            let free = key.path.iter().any(|segment| segment.starts_with('<'));
            if free { keys.patterns.push(key) } else { keys.exact.push(key) }
        }
        keys.exact.sort();
        for line in beside.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [path, read, source] = cells[..] else { continue };
            let key = KnownKey { path: split(path), default: None, source: source.to_owned() };
            match read {
                "released" => keys.referred.push(key),
                "updated" => keys.updated.push(key),
                _ => {}
            }
        }
        keys
    }

    /// How many keys stand beside: those read through references, and those that updates add.
    #[must_use]
    pub fn beside(&self) -> (usize, usize) {
        (self.referred.len(), self.updated.len())
    }

    /// Whether packs with updates read this key, which the version as released does not know.
    #[must_use]
    pub fn added_by_updates(&self, path: &str) -> bool {
        self.update(&split(path)).is_some()
    }

    /// The key with these segments that packs with updates read.
    #[must_use]
    pub fn update(&self, path: &[String]) -> Option<&KnownKey> {
        self.updated.iter().find(|key| key.path == path)
    }

    /// How many keys the templates and defaults of the version have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exact.len() + self.patterns.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the product reads this key: a dotted path such as `apim.gateway.environment[].name`.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        self.find(&split(path)).is_some()
    }

    /// The key with these segments.
    #[must_use]
    pub fn find(&self, path: &[String]) -> Option<&KnownKey> {
        let fits = |key: &&KnownKey| {
            let pair =
                |(known, given): (&String, &String)| known.starts_with('<') || known == given;
            key.path.len() == path.len() && key.path.iter().zip(path).all(pair)
        };
        self.exactly(path)
            .or_else(|| self.referred.iter().find(|key| key.path == path))
            .or_else(|| self.patterns.iter().find(fits))
            // A list of texts is filed with a `[]` of its own, which nobody writes.
            .or_else(|| {
                let (last, table) = path.split_last()?;
                let mut list = table.to_vec();
                list.push(format!("{last}[]"));
                self.exactly(&list)
            })
    }

    fn exactly(&self, path: &[String]) -> Option<&KnownKey> {
        let found = self.exact.binary_search_by(|key| key.path.as_slice().cmp(path));
        found.ok().map(|index| &self.exact[index])
    }

    /// The key that was probably meant: one with a slip in one segment, else one of the same name in a
    /// table that begins alike.
    #[must_use]
    pub fn nearest(&self, path: &[String]) -> Option<&KnownKey> {
        let slips = self.exact.iter().filter_map(|key| Some((slip(&key.path, path)?, key)));
        if let Some((_, key)) = slips.min_by_key(|(distance, _)| *distance) {
            return Some(key);
        }
        let namesakes = self.exact.iter().filter(|key| key.path.last() == path.last());
        let mut scored: Vec<(usize, &KnownKey)> =
            namesakes.map(|key| (alike(&key.path, path), key)).filter(|(n, _)| *n > 0).collect();
        scored.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
        match scored.as_slice() {
            [(_, only)] => Some(only),
            [(best, key), (next, _), ..] if best > next => Some(key),
            _ => None,
        }
    }
}

/// Of two paths that differ in one segment, by how many letters they do, where these are few.
fn slip(known: &[String], given: &[String]) -> Option<usize> {
    if known.len() != given.len() {
        return None;
    }
    let mut different = known.iter().zip(given).filter(|(known, given)| known != given);
    let (known, given) = different.next()?;
    if different.next().is_some() {
        return None;
    }
    let most = (known.chars().count() / 3).clamp(1, 3);
    Some(distance(known, given)).filter(|distance| *distance <= most)
}

/// How many segments two paths have in common, from their beginning and from their end.
fn alike(known: &[String], given: &[String]) -> usize {
    let same = |(a, b): &(&String, &String)| a == b;
    let begin = known.iter().zip(given).take_while(same).count();
    let end = known.iter().rev().zip(given.iter().rev()).take_while(same).count();
    if begin == 0 { 0 } else { begin + end }
}

/// Levenshtein's distance of two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let changed = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The segments of a dotted key; a segment in quotes may hold dots.
#[must_use]
pub fn split(path: &str) -> Vec<String> {
    let mut segments = vec![String::new()];
    let mut quote = None;
    for c in path.chars() {
        match (c, segments.last_mut()) {
            ('\'' | '"', _) if quote.is_none_or(|open| open == c) => {
                quote = if quote.is_none() { Some(c) } else { None };
            }
            ('.', _) if quote.is_none() => segments.push(String::new()),
            (c, Some(segment)) => segment.push(c),
            (_, None) => {}
        }
    }
    segments
}

/// A dotted key as people write it.
#[must_use]
pub fn join(path: &[String]) -> String {
    let segments: Vec<String> = path.iter().map(|segment| written(segment)).collect();
    segments.join(".")
}

fn written(segment: &str) -> String {
    let (name, end) = segment.strip_suffix("[]").map_or((segment, ""), |name| (name, "[]"));
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) || name.starts_with('<') {
        segment.to_owned()
    } else {
        format!("{name:?}{end}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> KnownKeys {
        KnownKeys::read(
            "# path\ttype\tdefault\tplace\n\
             server.hostname\tstring\t\"localhost\"\ta.json\n\
             apim.throttling.event_sync.hostname\tstring\t\ta.json\n\
             apim.workflow.wf_engine_user\tstring\t\ta.j2\n\
             transport.binary.receiver.pool\tinteger\t100\ta.json\n\
             transport.thrift.agent.pool\tinteger\t100\ta.json\n\
             apim.throttling.enable_policy_deploy\tboolean\t\tapim/infer.json\n\
             event_handler[].subscriptions[]\tarray\t\ta.j2\n\
             schemes.'a.b'.name\tstring\t\ta.j2\n\
             user_store.properties.<name>\tstring\t\ta.j2\n",
            "apim.new\tupdated\tx\napim.base\treleased\ty\n",
        )
    }

    fn nearest(path: &str) -> Option<String> {
        keys().nearest(&split(path)).map(|key| join(&key.path))
    }

    #[test]
    fn knows_what_it_read() {
        let keys = keys();
        assert_eq!((keys.len(), keys.beside()), (9, (1, 1)));
        assert!(keys.added_by_updates("apim.new") && !keys.knows("apim.new"));
        assert!(keys.knows("apim.base") && !keys.added_by_updates("apim.base"));
        for known in [
            "server.hostname",
            "event_handler[].subscriptions",
            "schemes.'a.b'.name",
            "user_store.properties.Anything",
            "user_store.properties.'a.b'",
        ] {
            assert!(keys.knows(known), "{known}");
        }
        for unknown in ["server", "server.hostnam", "user_store.properties", "schemes.a.b.name", ""]
        {
            assert!(!keys.knows(unknown), "{unknown}");
        }
        let hostname = keys.find(&split("server.hostname")).unwrap();
        assert_eq!(hostname.default.as_deref(), Some("\"localhost\""));
        let inferred = keys.find(&split("apim.throttling.enable_policy_deploy")).unwrap();
        assert!(inferred.may_be_inferred() && !hostname.may_be_inferred());
    }

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(nearest("server.hostnam").as_deref(), Some("server.hostname"));
        assert_eq!(
            nearest("apim.throttling.event_sync.hostName").as_deref(),
            Some("apim.throttling.event_sync.hostname")
        );
        assert_eq!(
            nearest("transport.receiver.pool").as_deref(),
            Some("transport.binary.receiver.pool")
        );
        assert_eq!(nearest("apim.workflow.username"), None);
        assert_eq!(nearest("something.else"), None);
    }

    #[test]
    fn paths_are_split_and_joined() {
        for path in ["a.b-c.d_e", "a[].b", "schemes.\"a.b\".name", "x.<name>"] {
            assert_eq!(join(&split(path)), path);
        }
        assert_eq!(join(&["it's".into(), String::new(), "a\nb".into()]), "\"it's\".\"\".\"a\\nb\"");
    }

    #[test]
    fn distances_are_of_letters() {
        assert_eq!((distance("abc", "abc"), distance("abc", "abd"), distance("", "ab")), (0, 1, 2));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
