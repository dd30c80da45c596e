//! What an export that was stopped in the middle has left: taken away by the next one, unless somebody still works on it or
//! a person's own files are in it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use super::folder::{Earlier, free_name};
use super::{files, say};

/// The tree in a folder beside its place.
pub(super) const TREE: &str = "new";
/// A file that is locked as long as somebody works there; in it stands what the tree is to be called.
const HELD: &str = "held";

/// Says that somebody works in this folder, as long as the file is open.
pub(super) fn hold(aside: &Path, root: &str) -> io::Result<File> {
    // Under another name until it is locked: before, nobody takes it for one that was left.
    let early = aside.join("held-soon");
    let mut file = File::create(&early)?;
    match file.try_lock() {
        // Some disks know no locks; there, nothing that is left is ever taken away.
        Ok(()) => {
            file.write_all(root.as_bytes())?;
            fs::rename(early, aside.join(HELD))?;
        }
        Err(TryLockError::Error(_) | TryLockError::WouldBlock) => fs::remove_file(early)?,
    }
    Ok(file)
}

/// Takes away what earlier exports have left in this folder.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with(files::ASIDE) || !entry.file_type()?.is_dir() {
            continue;
        }
        let aside = entry.path();
        let Ok(held) = File::options().read(true).write(true).open(aside.join(HELD)) else {
            continue;
        };
        if held.try_lock().is_ok() {
            rescue(folder, &aside)?;
            fs::remove_dir_all(&aside)?;
        }
    }
    Ok(())
}

/// Keeps a bundle that was replaced, and in which a person had files.
fn rescue(folder: &Path, aside: &Path) -> io::Result<()> {
    let tree = aside.join(TREE);
    // A tree that is not whole yet is none of a person's.
    let Ok(Earlier::Bundle { foreign: Some(foreign) }) = Earlier::at(&tree) else { return Ok(()) };
    let root = fs::read_to_string(aside.join(HELD))?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if root.is_empty() || root.starts_with('.') || !root.chars().all(is_plain) {
        return Err(io::Error::other(format!("{} holds {foreign}", tree.display())));
    }
    let kept = free_name(&folder.join(root));
    fs::rename(&tree, &kept)?;
    say_kept(&kept, &foreign);
    Ok(())
}

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
    fn what_was_left_goes_and_what_is_worked_on_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| {
            let aside = folder.path().join(format!("{}{name}", files::ASIDE));
            fs::create_dir(&aside).unwrap();
            fs::create_dir(aside.join(TREE)).unwrap();
            aside
        };
        let (left, busy, unknown) = (at("left"), at("busy"), at("unknown"));
        drop(hold(&left, "a-3.1.0").unwrap());
        let working = hold(&busy, "a-3.1.0").unwrap();
        clear(folder.path()).unwrap();
        assert!(!left.exists() && busy.exists() && unknown.exists());
        drop(working);
        clear(folder.path()).unwrap();
        assert!(!busy.exists() && unknown.exists());
    }

    #[test]
    fn a_persons_files_are_kept_from_what_was_left() {
        let folder = tempfile::tempdir().unwrap();
        let aside = folder.path().join(format!("{}left", files::ASIDE));
        fs::create_dir_all(aside.join(TREE)).unwrap();
        let manifest = "{\"generator\":{\"name\":\"topology-designer\"},\"files\":[]}";
        fs::write(aside.join(TREE).join("manifest.json"), manifest).unwrap();
        fs::write(aside.join(TREE).join("secrets.env"), "ADMIN_PASSWORD=mine").unwrap();
        drop(hold(&aside, "a-3.1.0").unwrap());
        clear(folder.path()).unwrap();
        assert!(!aside.exists());
        let kept = folder.path().join("a-3.1.0-earlier/secrets.env");
        assert_eq!(fs::read_to_string(kept).unwrap(), "ADMIN_PASSWORD=mine");
    }
}
