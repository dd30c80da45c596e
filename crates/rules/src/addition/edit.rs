//! Small edits of an addition. Whoever makes one parses the text again before it is offered.

use std::ops::Range;

use export::addition::Leaf;
use topology::catalogue::keys::join;

/// Writes something else at a place.
pub(crate) fn replaced(text: &str, place: &Range<usize>, with: &str) -> Option<String> {
    Some(format!("{}{with}{}", text.get(..place.start)?, text.get(place.end..)?))
}

/// Gives a key another last segment.
pub(crate) fn renamed(text: &str, leaf: &Leaf<'_>, name: &str) -> Option<String> {
    replaced(text, &leaf.entry.key, &join(&[name.to_owned()]))
}

/// Gives a key another path: a new name where the table stays, else a table of its own at the end.
pub(crate) fn moved(text: &str, leaf: &Leaf<'_>, path: &[String]) -> Option<String> {
    let (name, table) = path.split_last()?;
    if leaf.path.split_last().is_some_and(|(_, own)| own == table) {
        return renamed(text, leaf, name);
    }
    let value = text.get(leaf.entry.value.clone())?;
    let (heading, key) = (join(table), join(std::slice::from_ref(name)));
    let rest = without(text, leaf)?;
    let gap = if rest.is_empty() || rest.ends_with('\n') { "" } else { "\n" };
    Some(format!("{rest}{gap}[{heading}]\n{key} = {value}\n"))
}

/// Takes a key out with its line, where it has lines of its own.
pub(crate) fn without(text: &str, leaf: &Leaf<'_>) -> Option<String> {
    let start = text.get(..leaf.entry.key.start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(leaf.entry.value.end..)?;
    let end = rest.find('\n').map_or(text.len(), |at| leaf.entry.value.end + at + 1);
    let after = text.get(leaf.entry.value.end..end)?.trim();
    let before = text.get(start..leaf.entry.key.start)?;
    let alone = (after.is_empty() || after.starts_with('#')) && !before.contains(['{', '[', ',']);
    if alone { replaced(text, &(start..end), "") } else { None }
}
