//! The client: compiled by Trunk into `dist/`, compressed beside it, held to a budget.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::shell::{Result, cargo, command, root, run};
use crate::{files, stamp, tools};

/// What a browser downloads before the designer works: WebAssembly and its script, in brotli.
///
/// It is to be 350,000 again when dialogs and panels that few open are loaded when they are used, see
/// docs/decisions/0018-the-client-is-to-be-split.md.
pub const BUDGET: u64 = 385_000;

/// And what it downloads beside that, once a design is on the canvas: the worker that checks it.
pub const WORKER_BUDGET: u64 = 200_000;

/// Brotli bytes of WebAssembly and script.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// What has to be there before the designer works.
    pub page: u64,
    pub worker: u64,
}

/// What the compiler is told for the client alone.
const FLAGS: &str = "--cfg erase_components";

/// What the client is made of. A change anywhere else does not rebuild it.
const INPUTS: [&str; 13] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "rust-toolchain.toml",
    "app",
    "crates/drawing",
    "crates/editor",
    "crates/layout",
    "crates/rules",
    "crates/topology",
    "public",
    "style",
    "worker",
];

/// Builds the client unless `dist/` already holds this one. Returns its weight, see [`weight`].
pub fn build() -> Result<Weight> {
    let wanted = stamp::of(&INPUTS, &format!("{} {FLAGS}", tools::versions()?))?;
    let kept = root().join("dist/.stamp");
    if !stamp::matches(&kept, &wanted) {
        let folders = tools::ready()?;
        // Trunk is told to stay off the network, and hands that on to cargo.
        println!("  fetching the crates that are not here yet");
        run(cargo().args(["fetch", "--locked", "--quiet"]))?;
        println!("  compiling the client to WebAssembly");
        let mut trunk = command("trunk");
        trunk.args(["build", "--release"]).env("PATH", tools::path_with(&folders)?);
        // Views of one component are one type to the next: a third of the code.
        trunk.env("RUSTFLAGS", FLAGS);
        // Trunk takes any value of NO_COLOR but `true` and `false` for a mistake.
        trunk.env_remove("NO_COLOR");
        run(&mut trunk)?;
        compress(&root().join("dist"))?;
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
            let of = if name.starts_with("worker") { &mut weight.worker } else { &mut weight.page };
            *of += bytes;
        }
    }
    if weight.page == 0 || weight.worker == 0 {
        return Err("dist/ holds no client".to_owned());
    }
    Ok(weight)
}

pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Writes `.br` and `.gz` beside every file that gets smaller by it.
fn compress(dist: &Path) -> Result<()> {
    for file in files::below(dist)? {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if !["html", "js", "wasm", "css", "svg", "json", "txt"].contains(&extension) {
            continue;
        }
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut brotli = Vec::new();
        let mut encoder = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22);
        encoder.write_all(&bytes).map_err(|error| error.to_string())?;
        drop(encoder);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes).map_err(|error| error.to_string())?;
        let gzip = gzip.finish().map_err(|error| error.to_string())?;
        for (suffix, packed) in [("br", brotli), ("gz", gzip)] {
            let beside = PathBuf::from(format!("{}.{suffix}", file.display()));
            fs::write(&beside, packed).map_err(|error| format!("{}: {error}", beside.display()))?;
        }
    }
    Ok(())
}
