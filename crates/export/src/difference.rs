//! What a change of the design makes of the files: line by line, as `diff -u` shows it.

use similar::{ChangeTag, TextDiff};

use crate::bundle::{Bundle, BundleFile};

/// Files that describe the whole bundle: they are different after every change, and say nothing about
/// it that the others do not.
const OF_ALL: [&str; 4] = ["SHA256SUMS", "design.json", "manifest.json", "topology.svg"];

/// How much is compared and shown: a change of everything would be more than anyone reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Files whose lines are shown; of further ones only the names are.
    pub files: usize,
    /// Lines that are shown of one file.
    pub lines: usize,
    /// The longest file that is compared, in lines.
    pub longest: usize,
    /// Lines that stay the same around those that do not.
    pub around: usize,
}

impl Bounds {
    /// Of one file, all that can be compared.
    const WHOLE: Self = Self { files: 1, lines: 40_000, longest: 20_000, around: 20_000 };
}

impl Default for Bounds {
    fn default() -> Self {
        Self { files: 40, lines: 400, longest: 20_000, around: 3 }
    }
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Added,
    Removed,
    Changed,
}

/// One file that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    pub path: String,
    pub fate: Fate,
    /// What changes, with lines around it.
    pub lines: Vec<DiffLine>,
    /// Not everything that changes is among the lines.
    pub cut: bool,
}

/// A line of a comparison. Where lines are left out, the numbers jump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// Its number before, from 1; nothing for a new line.
    pub before: Option<u32>,
    /// Its number after; nothing for a line that goes.
    pub after: Option<u32>,
    pub text: String,
}

/// The files that are not the same in both: what nodes are configured with first, then by path.
#[must_use]
pub fn difference(before: &Bundle, after: &Bundle, bounds: Bounds) -> Vec<ChangedFile> {
    let mut pairs: Vec<(Option<&BundleFile>, Option<&BundleFile>)> = Vec::new();
    let (mut old, mut new) = (before.files.iter().peekable(), after.files.iter().peekable());
    // Both are sorted by path.
    loop {
        pairs.push(match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(a), Some(b)) if a.path == b.path => (old.next(), new.next()),
            (Some(a), Some(b)) if a.path < b.path => (old.next(), None),
            (Some(_), None) => (old.next(), None),
            (_, Some(_)) => (None, new.next()),
        });
    }
    // Of too many, the configurations are shown.
    let later = |pair: &(Option<&BundleFile>, Option<&BundleFile>)| {
        let path = pair.1.or(pair.0).map(|file| file.path.as_str()).unwrap_or_default();
        !(path.ends_with("/deployment.toml") || path.ends_with("/deployment.yaml"))
    };
    pairs.sort_by_key(later);
    let mut changed = Vec::new();
    for (old, new) in pairs {
        let shown = changed.len() < bounds.files;
        changed.extend(one(old, new, shown.then_some(bounds)));
    }
    changed
}

/// One file from its first line to its last; nothing where it is the same in both.
#[must_use]
pub fn whole_difference(before: &Bundle, after: &Bundle, path: &str) -> Option<ChangedFile> {
    let is_it = |file: &&BundleFile| file.path == path;
    let (old, new) = (before.files.iter().find(is_it), after.files.iter().find(is_it));
    one(old, new, Some(Bounds::WHOLE))
}

/// A file before and after, without its lines where there are no bounds for them.
fn one(
    old: Option<&BundleFile>,
    new: Option<&BundleFile>,
    bounds: Option<Bounds>,
) -> Option<ChangedFile> {
    let same = old.map(|file| &file.bytes) == new.map(|file| &file.bytes);
    let path = new.or(old).map(|file| &file.path).filter(|_| !same)?;
    if OF_ALL.contains(&path.as_str()) {
        return None;
    }
    let fate = match (old, new) {
        (None, _) => Fate::Added,
        (_, None) => Fate::Removed,
        _ => Fate::Changed,
    };
    let text = |file: Option<&BundleFile>| {
        let bytes = file.map(|file| file.bytes.as_slice()).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let (lines, cut) = match bounds {
        Some(bounds) => lines(&text(old), &text(new), bounds),
        None => (Vec::new(), true),
    };
    Some(ChangedFile { path: path.clone(), fate, lines, cut })
}

fn lines(old: &str, new: &str, bounds: Bounds) -> (Vec<DiffLine>, bool) {
    if old.lines().count().max(new.lines().count()) > bounds.longest {
        return (Vec::new(), true);
    }
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for operation in diff.grouped_ops(bounds.around).iter().flatten() {
        for change in diff.iter_changes(operation) {
            if lines.len() == bounds.lines {
                return (lines, true);
            }
            let number = |index: Option<usize>| index.and_then(|n| u32::try_from(n + 1).ok());
            let (before, after) = (number(change.old_index()), number(change.new_index()));
            let (before, after) = match change.tag() {
                ChangeTag::Equal => (before, after),
                ChangeTag::Delete => (before, None),
                ChangeTag::Insert => (None, after),
            };
            let text = change.value().trim_end_matches(['\n', '\r']).to_owned();
            lines.push(DiffLine { before, after, text });
        }
    }
    (lines, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> Bundle {
        let files = files.iter().map(|(path, text)| BundleFile {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
            executable: false,
        });
        Bundle { root: "test".into(), files: files.collect() }
    }

    fn numbered(changed: Option<usize>) -> String {
        (1..=20)
            .map(|n| if Some(n) == changed { "new\n".into() } else { format!("{n}\n") })
            .collect()
    }

    #[test]
    fn each_file_that_differs_is_told_with_its_lines() {
        let (old, new) = (numbered(None), numbered(Some(10)));
        let before = bundle(&[("a", "same\n"), ("b", &old), ("c", "x\n"), ("manifest.json", "1")]);
        let after = bundle(&[("a", "same\n"), ("b", &new), ("d", "y\n"), ("manifest.json", "2")]);
        let found = difference(&before, &after, Bounds::default());
        let fates: Vec<(&str, Fate)> = found.iter().map(|f| (f.path.as_str(), f.fate)).collect();
        assert_eq!(fates, [("b", Fate::Changed), ("c", Fate::Removed), ("d", Fate::Added)]);
        let told = |line: &DiffLine| (line.before, line.after, line.text.clone());
        let lines: Vec<_> = found[0].lines.iter().map(told).collect();
        assert_eq!(lines.len(), 8, "three lines around it on each side");
        assert_eq!(lines[0], (Some(7), Some(7), "7".into()));
        assert_eq!(lines[3], (Some(10), None, "10".into()));
        assert_eq!(lines[4], (None, Some(10), "new".into()));
        assert_eq!(found[2].lines, [DiffLine { before: None, after: Some(1), text: "y".into() }]);
        assert!(found.iter().all(|file| !file.cut));
        assert!(difference(&before, &before, Bounds::default()).is_empty());
    }

    #[test]
    fn one_file_is_told_whole() {
        let (old, new) = (numbered(None), numbered(Some(10)));
        let (before, after) = (bundle(&[("a", &old)]), bundle(&[("a", &new), ("b", "y\n")]));
        let whole = whole_difference(&before, &after, "a").unwrap();
        assert_eq!((whole.lines.len(), whole.cut), (21, false));
        assert_eq!(whole.lines[0].text, "1");
        assert_eq!(whole_difference(&before, &after, "b").unwrap().fate, Fate::Added);
        assert_eq!(whole_difference(&before, &before, "a"), None);
        assert_eq!(whole_difference(&before, &after, "c"), None);
    }

    #[test]
    fn configurations_come_first() {
        let path = "nodes/a/repository/conf/deployment.toml";
        let (before, after) = (
            bundle(&[("README.md", "a"), (path, "a")]),
            bundle(&[("README.md", "b"), (path, "b")]),
        );
        let found = difference(&before, &after, Bounds { files: 1, ..Bounds::default() });
        assert_eq!((found[0].path.as_str(), found[0].cut, found[1].cut), (path, false, true));
    }

    #[test]
    fn what_is_too_much_is_cut_and_said() {
        let (old, new) = (numbered(None), numbered(Some(10)));
        let before = bundle(&[("a", &old), ("b", "x\n")]);
        let after = bundle(&[("a", &new), ("b", "y\n")]);
        let bounds = Bounds { files: 1, lines: 4, longest: 20, ..Bounds::default() };
        let found = difference(&before, &after, bounds);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].lines.len(), found[0].cut), (4, true));
        assert_eq!((found[1].lines.len(), found[1].cut), (0, true));
        let short = difference(&before, &after, Bounds { longest: 19, ..Bounds::default() });
        assert_eq!((short[0].lines.len(), short[0].cut, short[1].cut), (0, true, false));
    }
}
