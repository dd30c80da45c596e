//! Lock files are committed, and name versions and hashes but no address.

use serde_json::Value;

use crate::files;
use crate::shell::{Result, root};

/// What npm installs from.
const NPM: [&str; 2] = ["end2end/package-lock.json", "bench/canvas/package-lock.json"];

pub fn check() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for lock in NPM {
        let parsed: Value = serde_json::from_str(&files::read(&root().join(lock))?)
            .map_err(|error| format!("{lock}: {error}"))?;
        for (package, entry) in parsed["packages"].as_object().into_iter().flatten() {
            if entry.get("resolved").is_some() {
                wrong.push(format!(
                    "{lock} names an address for {package}: \
                     run `npm install --omit-lockfile-registry-resolved`"
                ));
            }
        }
    }
    for file in ["Cargo.lock", "fuzz/Cargo.lock", "LICENSE", "rust-toolchain.toml"] {
        if !root().join(file).is_file() {
            wrong.push(format!("{file} is missing"));
        }
    }
    Ok(wrong)
}
