//! The client: compiled, split and packed into `dist/`, compressed beside it, held to a budget.

mod compress;
mod page;
mod program;

use std::fs;
use std::path::PathBuf;

use crate::shell::{Result, root};
use crate::{files, messages, stamp, tools};

/// What a browser downloads before a design can be drawn on: WebAssembly and its script, in brotli.
pub const BUDGET: u64 = 350_000;

/// And what it downloads when that stands: forms, lists and dialogs, and the line to others at the design, see
/// docs/decisions/0018-the-client-is-split.md.
pub const PARTS_BUDGET: u64 = 265_000;

/// And what it downloads when it is asked for: the list of designs, accounts and their pages, versions, links,
/// comments and reviews.
pub const LATER_BUDGET: u64 = 165_000;

/// And beside it, once a design is on the canvas: the worker that checks it. Where it looks at every node it is made quick
/// rather than small, which takes a third of the time of an edit away and adds 38 kB that nobody waits for.
pub const WORKER_BUDGET: u64 = 225_000;

/// Brotli bytes of WebAssembly and script.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// What has to be there before the designer works.
    pub page: u64,
    /// What is loaded after it.
    pub parts: u64,
    /// What is loaded when it is asked for.
    pub later: u64,
    pub worker: u64,
}

impl Weight {
    /// Every weight with what it is and what it may be.
    pub fn budgets(self) -> [(&'static str, u64, u64); 4] {
        [
            ("before the designer works", self.page, BUDGET),
            ("of parts that are loaded after it", self.parts, PARTS_BUDGET),
            ("of parts that are loaded when they are asked for", self.later, LATER_BUDGET),
            ("of the worker that checks designs", self.worker, WORKER_BUDGET),
        ]
    }
}

/// What the client is made of. A change anywhere else does not rebuild it.
const INPUTS: [&str; 14] = [
    "Cargo.lock",
    "Cargo.toml",
    "rust-toolchain.toml",
    "app",
    "crates/drawing",
    "crates/editor",
    "crates/layout",
    "crates/messages",
    "crates/rules",
    "crates/topology",
    "public",
    "style",
    "worker",
    "xtask/src/client",
];

/// What paints beside the page.
const PAINTER: &str = "app/src/client/canvas/painter.js";

/// Builds the client unless `dist/` already holds this one. Returns its weight.
pub fn build() -> Result<Weight> {
    let wanted = stamp::of(&INPUTS, &tools::versions()?)?;
    let kept = dist().join(".stamp");
    if !stamp::matches(&kept, &wanted) {
        let path = tools::path_with(&tools::ready()?)?;
        let made = program::build(&path)?;
        for (code, speech) in messages::speeches()? {
            page::put(&made.client.join(code).with_extension("txt"), speech.as_bytes())?;
        }
        let painter = files::read(&root().join(PAINTER))?;
        page::put(&made.client.join("painter.js"), painter.as_bytes())?;
        page::write(&made, &dist())?;
        compress::beside(&dist())?;
        stamp::keep(&kept, &wanted)?;
    }
    weight()
}

/// What is in `dist/`.
fn weight() -> Result<Weight> {
    let mut weight = Weight::default();
    for file in files::below(&dist())? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".wasm.br") || name.ends_with(".js.br") {
            let bytes = fs::metadata(&file).map_err(|error| format!("{name}: {error}"))?.len();
            let of = match name.as_ref() {
                name if name.starts_with("worker") => &mut weight.worker,
                name if program::is_asked_for(name) => &mut weight.later,
                name if program::is_part(name) => &mut weight.parts,
                _ => &mut weight.page,
            };
            *of += bytes;
        }
    }
    if weight.page == 0 || weight.parts == 0 || weight.worker == 0 {
        return Err("dist/ holds no client".to_owned());
    }
    Ok(weight)
}

pub fn dist() -> PathBuf {
    root().join("dist")
}
