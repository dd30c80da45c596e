//! Puts one folder into the place of another in one step, where the system can: whoever looks, and whoever is stopped in
//! the middle, finds the one or the other whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts `new` into the place of `root`, where something is; where that lies afterwards.
pub(super) fn swap(new: &Path, root: &Path, old: &Path) -> io::Result<PathBuf> {
    match exchange(new, root) {
        Ok(()) => return Ok(new.to_owned()),
        // Not every kind of disk can.
        Err(error) if is_unknown(&error) => {}
        Err(error) => return Err(error),
    }
    fs::rename(root, old)?;
    if let Err(error) = fs::rename(new, root) {
        // What was there is better than nothing.
        fs::rename(old, root)?;
        return Err(error);
    }
    Ok(old.to_owned())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system does not know what was asked of it.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_change_places_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["new", "root"] {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("file"), name).unwrap();
        }
        let was = swap(&at("new"), &at("root"), &at("old")).unwrap();
        assert_eq!(fs::read_to_string(at("root").join("file")).unwrap(), "new");
        assert_eq!(fs::read_to_string(was.join("file")).unwrap(), "root");
        assert!(swap(&at("gone"), &at("root"), &at("old")).is_err());
        assert_eq!(fs::read_to_string(at("root").join("file")).unwrap(), "new");
    }
}
