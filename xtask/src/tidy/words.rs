//! Words that must not stand in what we write.

use crate::files;
use crate::shell::{Result, root};

const KINDS: [&str; 16] = [
    "rs", "ts", "css", "mjs", "js", "jsx", "toml", "json", "md", "html", "sh", "bat", "yml",
    "yaml", "sql", "lock",
];

pub fn check() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for file in files::below(root())? {
        let name = files::name(&file);
        let kind = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if !KINDS.contains(&kind) {
            continue;
        }
        let text = files::read(&file)?;
        for (at, line) in text.lines().enumerate() {
            for (word, why) in words(&name) {
                if line.contains(&word) {
                    wrong.push(format!("{name}:{}: `{word}` {why}", at + 1));
                }
            }
        }
    }
    Ok(wrong)
}

/// Written in pieces, so that this file does not accuse itself.
fn words(file: &str) -> Vec<(String, &'static str)> {
    let mut words = vec![
        (["TO", "DO"].concat(), "is work left undone: do it or open an issue"),
        (["FIX", "ME"].concat(), "is work left undone: do it or open an issue"),
        (["#[ig", "nore"].concat(), "hides a test: make it pass or remove it"),
        (["test.", "skip("].concat(), "hides a test: make it pass or remove it"),
        (["test.", "only("].concat(), "hides all other tests"),
        (["registry.", "npmjs"].concat(), "names a registry: a mirror must do as well"),
        (["static.", "crates.io"].concat(), "names a registry: a mirror must do as well"),
        (["files.", "pythonhosted"].concat(), "names a registry: a mirror must do as well"),
        (["deb.", "debian.org"].concat(), "names a registry: a mirror must do as well"),
    ];
    if file.ends_with(".rs") {
        words.push((["todo", "!("].concat(), "is work left undone"));
        words.push((["unimple", "mented!("].concat(), "is work left undone"));
    }
    words
}
