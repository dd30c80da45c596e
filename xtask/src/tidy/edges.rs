//! Who may depend on whom. A new edge is a decision, so it changes this table.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::shell::{Result, cargo, output};

/// Each crate and what it may use of ours. Development dependencies are free: tests may look anywhere.
const MAY_USE: &[(&str, &[&str])] = &[
    ("messages", &[]),
    ("topology", &["messages"]),
    ("catalogue", &["topology", "messages"]),
    ("rules", &["topology", "export", "messages"]),
    ("drawing", &["topology"]),
    ("layout", &["topology", "drawing"]),
    ("picture", &["topology", "drawing"]),
    ("editor", &["topology", "drawing", "messages"]),
    ("export", &["topology", "drawing", "messages"]),
    ("report", &["topology", "drawing", "export", "picture"]),
    (
        "backend",
        &["topology", "catalogue", "rules", "export", "drawing", "picture", "report", "messages"],
    ),
    ("worker", &["topology", "rules", "layout", "drawing"]),
    ("app", &["topology", "worker", "editor", "drawing", "backend", "messages"]),
    (
        "server",
        &[
            "app",
            "backend",
            "catalogue",
            "export",
            "messages",
            "picture",
            "report",
            "rules",
            "topology",
        ],
    ),
    ("trials", &["topology"]),
    ("xtask", &["messages"]),
    ("crowd", &["app", "catalogue", "editor", "topology"]),
    ("fuzzed", &["topology", "catalogue", "rules", "export", "picture"]),
];

/// Outside crates that pure crates must never reach, not even through another.
const IMPURE: &[&str] = &["leptos", "axum", "tokio", "sqlx", "web-sys", "js-sys", "reqwest"];

pub fn check() -> Result<Vec<String>> {
    let text =
        output(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    let metadata: Value =
        serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(allowed) = table.get(name) else {
            wrong.push(format!(
                "{name} is new: add it to xtask/src/tidy/edges.rs and to ARCHITECTURE.md"
            ));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            if dependency["kind"] == "dev" {
                continue;
            }
            if table.contains_key(used) && !allowed.contains(&used) {
                wrong.push(format!(
                    "{name} must not use {used}: see the table in xtask/src/tidy/edges.rs"
                ));
            }
            if super::PURE.contains(&name) && IMPURE.contains(&used) {
                wrong.push(format!("{name} is pure and must not use {used}"));
            }
        }
    }
    Ok(wrong)
}
