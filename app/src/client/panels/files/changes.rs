//! What the last change of the design did to the files: the server compares them with what they were.

use leptos::prelude::*;
use messages::{message, said};
use topology::Change;
use web_sys::Element;

use crate::api::ApiError;
use crate::api::comparing::compare_files;
use crate::api::wire::{ComparedFile, Comparison};
use crate::client::desk::desk;
use crate::client::ui::task::{Loaded, Task};

/// Asks what a change makes of the files; nothing without one. What is asked is taken before the wait:
/// the panel may be closed when it is over.
pub(in crate::client::panels) fn compared(
    id: String,
    change: Option<Change>,
    defaults_of: Option<String>,
) -> Task<Option<Result<Comparison, ApiError>>> {
    let asked = change.map(|change| compare_files(id, change, defaults_of));
    Box::pin(async move {
        match asked {
            Some(answer) => Some(answer.await),
            None => None,
        }
    })
}

/// Files that the last change touched. Asked for each saved revision; while the change is not saved, or
/// somebody else has saved since, nothing is marked. The way back is what is asked for, because what is
/// saved is what the change led to: what goes on that way is what the change brought.
pub(super) fn changed_files() -> Loaded<Option<Result<Comparison, ApiError>>> {
    let desk = desk();
    let (id, revision) = (desk.id(), desk.autosave().revision);
    Loaded::boxed(Box::new(move || {
        revision.track();
        let last = desk.last_change.get_untracked();
        compared(id.clone(), last.map(|change| change.inverted()), None)
    }))
}

/// Marks the files of a tree that changed, by their `data-path`.
pub(super) fn mark_tree(tree: &Element, files: &[ComparedFile]) {
    for_each_child(tree, |_, element| {
        let Some(path) = element.get_attribute("data-path") else { return };
        let changed = files.iter().any(|file| file.path == path);
        say(element, changed.then_some(("changed", message!("changed by the last edit"))));
    });
}

/// Marks the lines of a file that changed: its children are the lines.
pub(super) fn mark_lines(lines: &Element, files: &[ComparedFile], path: &str) {
    let file = files.iter().find(|file| file.path == path);
    let of_file = file.map(|file| file.lines.as_slice()).unwrap_or_default();
    for_each_child(lines, |number, element| {
        let at = of_file.iter().position(|line| line.before == number);
        let what = at.and_then(|at| match of_file.get(at.wrapping_sub(1)) {
            _ if of_file[at].after == 0 => Some(("new", message!("changed by the last edit"))),
            Some(above) if above.before == 0 => {
                Some(("gone", message!("the last edit took something away above")))
            }
            _ => None,
        });
        say(element, what);
    });
}

/// Its children with their numbers, from 1.
fn for_each_child(parent: &Element, mark: impl Fn(u32, &Element)) {
    let children = parent.children();
    for index in 0..children.length() {
        if let Some(child) = children.item(index) {
            mark(index + 1, &child);
        }
    }
}

/// Says it with a sign, which the style sheet has, and in words.
fn say(element: &Element, what: Option<(&str, &str)>) {
    if let Some((sign, words)) = what {
        let words = said(words);
        // It can only fail for a name that is none.
        let _ = element.set_attribute("data-edit", sign);
        let _ = element.set_attribute("aria-description", words);
        let _ = element.set_attribute("title", words);
    } else if element.has_attribute("data-edit") {
        for name in ["data-edit", "aria-description", "title"] {
            let _ = element.remove_attribute(name);
        }
    }
}
