//! Skipping a build whose inputs have not changed: by content, because a clone has new times.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::files;
use crate::shell::{Result, root};

/// The hash of every file below the given paths of the workspace, and of `more` (versions, flags).
pub fn of(paths: &[&str], more: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(more.as_bytes());
    for path in paths {
        for file in files::below(&root().join(path))? {
            let bytes = fs::read(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            hasher.update(files::name(&file).as_bytes());
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    let mut text = String::new();
    for byte in hasher.finalize() {
        write!(text, "{byte:02x}").expect("a String takes every write");
    }
    Ok(text)
}

pub fn matches(file: &Path, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|kept| kept == stamp)
}

pub fn keep(file: &Path, stamp: &str) -> Result<()> {
    fs::write(file, stamp).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
