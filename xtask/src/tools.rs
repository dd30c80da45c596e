//! The tools the client is built with: pinned, taken from the PATH when the version is right,
//! otherwise installed once per user from the package registries.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::files;
use crate::shell::{self, Result, cache, cargo, command, root, run};

const BINARYEN: &str = "132.0.0";
const DENY: &str = "0.20.2";
const FUZZ: &str = "0.13.2";

/// Makes every tool of the client build ready. Returns the folders to put first on the PATH.
pub fn ready() -> Result<Vec<PathBuf>> {
    wasm_target()?;
    let wasm_bindgen = wasm_bindgen_version()?;
    let mut folders = Vec::new();
    // `--debug` halves the time of the installation; the tool is fast enough that way. Its lock file names a dependency that some registries no longer offer: resolve afresh.
    folders.extend(cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen, &[])?);
    folders.push(binaryen()?);
    Ok(folders)
}

/// Makes the check of licences and sources ready. Returns the folder to put first on the PATH, if any.
pub fn deny() -> Result<Option<PathBuf>> {
    cargo_tool("cargo-deny", "cargo-deny", DENY, &["--locked"])
}

/// Makes the fuzzer's driver ready. Returns the folder to put first on the PATH, if any.
pub fn fuzz() -> Result<Option<PathBuf>> {
    cargo_tool("cargo-fuzz", "cargo-fuzz", FUZZ, &["--locked"])
}

/// What the built client depends on, for the stamp of its build.
pub fn versions() -> Result<String> {
    Ok(format!("wasm-bindgen {}, binaryen {BINARYEN}", wasm_bindgen_version()?))
}

/// Adds the target that the client is compiled for.
pub fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut sysroot = command(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let sysroot = shell::output(sysroot.args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    println!("  adding the compiler's target {TARGET}");
    run(command("rustup").args(["target", "add", TARGET]))
}

/// The PATH with the given folders first.
pub fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .map_err(|error| format!("the PATH cannot be extended: {error}"))
}

/// The version of the library in `Cargo.lock`; the tool must be the same.
fn wasm_bindgen_version() -> Result<String> {
    let lock = files::read(&root().join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|line| line.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen: run `cargo generate-lockfile`".to_owned())
}

/// The folder of a tool that cargo installs; `None` when the PATH already offers this version.
fn cargo_tool(
    package: &str,
    program: &str,
    version: &str,
    flags: &[&str],
) -> Result<Option<PathBuf>> {
    let mut asked = Command::new(program);
    let asked = asked.arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    if asked.is_ok_and(|found| {
        String::from_utf8_lossy(&found.stdout).split_whitespace().nth(1) == Some(version)
    }) {
        return Ok(None);
    }
    let folder = cache()?.join("tools").join(format!("{package}-{version}"));
    if !folder.join("bin").join(program).is_file() {
        println!("  installing {package} {version} (once per user, some minutes)");
        let unfinished = folder.with_extension("unfinished");
        let mut install = cargo();
        install.args(["install", package, "--version", version, "--debug", "--root"]);
        install.arg(&unfinished).args(flags);
        // Beside other builds of this workspace, and kept between two attempts.
        install.env("CARGO_TARGET_DIR", cache()?.join("build"));
        run(&mut install).map_err(|why| {
            format!("{package} {version} could not be installed ({why}); try `cargo install {package} --version {version}`")
        })?;
        finish(&unfinished, &folder)?;
    }
    Ok(Some(folder.join("bin")))
}

/// The folder of `wasm-opt`. Debian's (108) builds clients that fail in the browser, so always npm's.
fn binaryen() -> Result<PathBuf> {
    let folder = cache()?.join("tools").join(format!("binaryen-{BINARYEN}"));
    let bin = folder.join("node_modules/.bin");
    if !bin.join("wasm-opt").exists() {
        println!("  installing binaryen {BINARYEN} (once per user)");
        let unfinished = folder.with_extension("unfinished");
        fs::create_dir_all(&unfinished)
            .map_err(|error| format!("cannot create {}: {error}", unfinished.display()))?;
        let mut npm = command("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&unfinished);
        run(npm.arg(format!("binaryen@{BINARYEN}")))?;
        finish(&unfinished, &folder)?;
    }
    Ok(bin)
}

/// A tool is there whole or not at all, also when two clones install it at once.
fn finish(unfinished: &PathBuf, folder: &PathBuf) -> Result<()> {
    match fs::rename(unfinished, folder) {
        Ok(()) => Ok(()),
        Err(_) if folder.is_dir() => Ok(()),
        Err(error) => Err(format!("cannot move {} into place: {error}", unfinished.display())),
    }
}
