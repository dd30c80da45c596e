//! The client: compiled by Trunk into `dist/`, compressed beside it, held to a budget.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::shell::{Result, command, root, run};
use crate::{files, stamp, tools};

/// What the client is made of. A change anywhere else does not rebuild it.
const INPUTS: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "rust-toolchain.toml",
    "app",
    "crates/drawing",
    "crates/editor",
    "crates/rules",
    "crates/topology",
    "public",
    "style",
];

/// Builds the client unless `dist/` already holds this one. Returns its weight, see [`weight`].
pub fn build() -> Result<u64> {
    let wanted = stamp::of(&INPUTS, &tools::versions()?)?;
    let kept = root().join("dist/.stamp");
    if !stamp::matches(&kept, &wanted) {
        let folders = tools::ready()?;
        println!("  compiling the client to WebAssembly");
        let mut trunk = command("trunk");
        trunk.args(["build", "--release"]).env("PATH", tools::path_with(&folders)?);
        // Trunk takes any value of NO_COLOR but `true` and `false` for a mistake.
        trunk.env_remove("NO_COLOR");
        run(&mut trunk)?;
        compress(&root().join("dist"))?;
        stamp::keep(&kept, &wanted)?;
    }
    weight()
}

/// The brotli bytes of the WebAssembly and the script in `dist/`.
pub fn weight() -> Result<u64> {
    let mut sum = 0;
    for file in files::below(&dist())? {
        let name = file.to_string_lossy();
        if name.ends_with(".wasm.br") || name.ends_with(".js.br") {
            sum += fs::metadata(&file).map_err(|error| format!("{name}: {error}"))?.len();
        }
    }
    if sum == 0 { Err("dist/ holds no client".to_owned()) } else { Ok(sum) }
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
        // Debug builds of the encoder are slow; quality 9 costs two per cent of size and a tenth of the time.
        let mut encoder = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 9, 22);
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
