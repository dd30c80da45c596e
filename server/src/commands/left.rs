//! What an export that was stopped in the middle has left: taken away by the next one, but for what a person had in it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::folder::{Earlier, free_name};
use super::{files, say};

/// The tree in a folder beside its place.
pub(super) const TREE: &str = "new";
/// Beside it: what the tree is to be called.
const ROOT: &str = "root";

/// Waits until no other export works in this folder, and keeps others away as long as the value lives. Not every disk can.
pub(super) fn alone(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// Says what the tree in a folder is to be called, before there is one.
pub(super) fn call(aside: &Path, root: &str) -> io::Result<()> {
    fs::write(aside.join(ROOT), root)
}

/// Takes away what earlier exports have left in a folder in which nobody else works.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_string_lossy().starts_with(files::ASIDE);
        if is_ours && entry.file_type()?.is_dir() {
            rescue(folder, &entry.path())?;
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Keeps a bundle that was replaced, and in which a person had files.
fn rescue(folder: &Path, aside: &Path) -> io::Result<()> {
    for tree in [TREE, OLD].map(|name| aside.join(name)) {
        // A tree that is not whole yet is none of a person's.
        let Ok(Earlier::Bundle { foreign: Some(foreign) }) = Earlier::at(&tree) else { continue };
        let root = fs::read_to_string(aside.join(ROOT))?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if root.is_empty() || root.starts_with('.') || !root.chars().all(is_plain) {
            return Err(io::Error::other(format!("{} holds {foreign}", tree.display())));
        }
        let kept = free_name(&folder.join(root));
        fs::rename(&tree, &kept)?;
        say_kept(&kept, &foreign);
    }
    Ok(())
}

/// Where the earlier bundle lies on a disk that cannot exchange folders.
pub(super) const OLD: &str = "old";

/// Tells a person where their files are.
pub(super) fn say_kept(kept: &Path, foreign: &str) {
    say(&format!(
        "what was there is kept as {}: it holds what no export wrote, such as {foreign}",
        kept.display()
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_goes_wherever_it_was_stopped_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (empty, begun) = (at(".topology-designer-a"), at(".topology-designer-b"));
        fs::create_dir(&empty).unwrap();
        fs::create_dir_all(begun.join(TREE).join("nodes")).unwrap();
        fs::write(begun.join(TREE).join("README.md"), "half").unwrap();
        call(&begun, "a-3.1.0").unwrap();
        for other in ["topology-designer-c", ".topology", "a-3.1.0"] {
            fs::create_dir(at(other)).unwrap();
        }
        clear(folder.path()).unwrap();
        assert!(!empty.exists() && !begun.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn a_persons_files_are_kept_from_what_was_left() {
        for tree in [TREE, OLD] {
            let folder = tempfile::tempdir().unwrap();
            let aside = folder.path().join(format!("{}left", files::ASIDE));
            fs::create_dir_all(aside.join(tree)).unwrap();
            call(&aside, "a-3.1.0").unwrap();
            let manifest = "{\"generator\":{\"name\":\"topology-designer\"},\"files\":[]}";
            fs::write(aside.join(tree).join("manifest.json"), manifest).unwrap();
            fs::write(aside.join(tree).join("secrets.env"), "ADMIN_PASSWORD=mine").unwrap();
            clear(folder.path()).unwrap();
            assert!(!aside.exists());
            let kept = folder.path().join("a-3.1.0-earlier/secrets.env");
            assert_eq!(fs::read_to_string(kept).unwrap(), "ADMIN_PASSWORD=mine");
        }
    }

    #[test]
    fn one_export_works_in_a_folder_and_the_next_one_waits() {
        let folder = tempfile::tempdir().unwrap();
        let first = alone(folder.path()).expect("a temporary folder can be locked");
        let again = File::open(folder.path()).unwrap();
        assert!(again.try_lock().is_err());
        drop(first);
        assert!(again.try_lock().is_ok());
    }
}
