//! Walking the workspace: the files a person wrote, in one order on every machine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Result, root};

/// Folders that hold what tools make.
const MADE: [&str; 7] =
    [".git", "target", "dist", "node_modules", "test-results", "playwright-report", "data"];

/// Every file below `path` (or the file itself), sorted. A path that is not there holds nothing.
pub fn below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

/// `path` as written from the workspace's root, with forward slashes.
pub fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
        return Ok(());
    }
    let Ok(entries) = fs::read_dir(path) else { return Ok(()) };
    for entry in entries {
        let entry = entry.map_err(|error| format!("cannot list {}: {error}", path.display()))?;
        let name = entry.file_name();
        // The catalogue's data folder is written by people; `data/` at the root is the console's.
        let made = MADE.iter().any(|made| name == *made);
        let kept = path != root() && name == "data";
        if !made || kept {
            collect(&entry.path(), found)?;
        }
    }
    Ok(())
}
