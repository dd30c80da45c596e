//! One idea per file: none grows beyond what a person reads in one go.

use crate::files;
use crate::shell::{Result, root};

const LINES: usize = 600;
/// Where people write code. Data and generated files lie elsewhere and are exempt.
const CODE: [&str; 9] =
    ["app", "server", "worker", "xtask", "crates", "style", "end2end", "bench", "fuzz"];
const KINDS: [&str; 6] = ["rs", "ts", "css", "mjs", "js", "jsx"];

pub fn check() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for folder in CODE {
        for file in files::below(&root().join(folder))? {
            let kind = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if !KINDS.contains(&kind) {
                continue;
            }
            let lines = files::read(&file)?.lines().count();
            if lines > LINES {
                wrong.push(format!(
                    "{} has {lines} lines, more than {LINES}: split it",
                    files::name(&file)
                ));
            }
        }
    }
    Ok(wrong)
}
