//! From sources to what a browser runs: compiled, split, bound to JavaScript, made small.
//!
//! The split has to lie between the compiler and `wasm-bindgen`, and no build tool at hand leaves room
//! for it there.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::files;
use crate::shell::{Result, cargo, command, run, target};

/// Views of one component are one type to the next: a third of the code.
const FLAGS: &str = "--cfg erase_components";

const TARGET: &str = "wasm32-unknown-unknown";
/// The page is made small first of all, the worker quick where it checks designs: see `Cargo.toml`.
const PAGE: &str = "wasm-release";
const WORKER: &str = "wasm-worker";

/// The script that loads parts, beside the client's own.
const LINK: &str = "./parts.js";

/// What browsers of the last years know, and the compiler may have used.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Folders of finished files.
pub struct Made {
    /// `client.js`, `client_bg.wasm`, [`LINK`] and the parts, which name each other.
    pub client: PathBuf,
    /// `worker.js` and `worker_bg.wasm`.
    pub worker: PathBuf,
}

/// Whether a file, by its name, is of a part that is loaded when the page stands.
pub fn is_part(name: &str) -> bool {
    name.starts_with("split_") || name.starts_with("chunk_")
}

/// Whether that is a part which a design is drawn without.
pub fn is_asked_for(name: &str) -> bool {
    ["split_designs", "split_people", "split_teams"].iter().any(|part| name.starts_with(part))
}

/// Builds both programs with the tools on `path`.
pub fn build(path: &OsStr) -> Result<Made> {
    println!("  fetching the crates that are not here yet");
    run(cargo().args(["fetch", "--locked", "--quiet"]))?;
    println!("  compiling the client to WebAssembly");
    let work = target().join("client");
    let made = Made { client: fresh(&work.join("page"))?, worker: fresh(&work.join("worker"))? };

    // Where each function is used: what is needed by one part alone is found by it.
    let whole = compile("app", "client", "csr", PAGE, &["-C", "link-arg=--emit-relocs"])?;
    let split = fresh(&work.join("split"))?;
    let rest = split_off(&whole, &split)?;
    bind(path, &rest, "client", "web", &made.client)?;
    for file in files::below(&split)? {
        if file != rest {
            let name = file.file_name().unwrap_or_default();
            copy(&file, &made.client.join(name))?;
        }
    }

    let worker = compile("worker", "worker", "run", WORKER, &[])?;
    bind(path, &worker, "worker", "no-modules", &made.worker)?;

    for folder in [&made.client, &made.worker] {
        for file in files::below(folder)? {
            if file.extension().is_some_and(|extension| extension == "wasm") {
                shrink(path, &file)?;
            }
        }
    }
    Ok(made)
}

fn compile(
    package: &str,
    program: &str,
    feature: &str,
    profile: &str,
    more: &[&str],
) -> Result<PathBuf> {
    let mut rustc = cargo();
    rustc.args(["rustc", "--locked", "--offline", "--package", package, "--bin", program]);
    rustc.args(["--no-default-features", "--features", feature]);
    rustc.args(["--profile", profile, "--target", TARGET, "--"]).args(more);
    run(rustc.env("RUSTFLAGS", FLAGS))?;
    Ok(target().join(TARGET).join(profile).join(program).with_extension("wasm"))
}

/// Writes what is needed at once, the parts, and the script that loads them. Returns the first.
fn split_off(whole: &Path, folder: &Path) -> Result<PathBuf> {
    let bytes = fs::read(whole).map_err(|error| format!("{}: {error}", whole.display()))?;
    let rest = folder.join("client.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &rest;
    options.main_module = "./client.js";
    options.link_name = LINK;
    let parts = transform(options).map_err(|why| format!("the client cannot be split: {why:#}"))?;
    if parts.split_modules.is_empty() {
        return Err("the client has no part that could be loaded later".to_owned());
    }
    Ok(rest)
}

fn bind(path: &OsStr, wasm: &Path, name: &str, kind: &str, into: &Path) -> Result<()> {
    let mut bind = command("wasm-bindgen");
    bind.args(["--target", kind, "--no-typescript", "--out-name", name, "--out-dir"]).arg(into);
    // The parts use what the linker exports for itself.
    run(bind.arg("--keep-lld-exports").arg(wasm).env("PATH", path))
}

fn shrink(path: &OsStr, wasm: &Path) -> Result<()> {
    let small = wasm.with_extension("small");
    let mut optimise = command("wasm-opt");
    optimise.arg("-Oz").args(FEATURES).arg(wasm).arg("-o").arg(&small);
    run(optimise.env("PATH", path))?;
    fs::rename(&small, wasm).map_err(|error| format!("{}: {error}", small.display()))
}

/// The folder, with nothing in it.
fn fresh(folder: &Path) -> Result<PathBuf> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(told)?;
    }
    fs::create_dir_all(folder).map_err(told)?;
    Ok(folder.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}
