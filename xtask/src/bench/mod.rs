//! `cargo xtask bench`: how long things take, on a release build. Times of a shared machine are noise,
//! so no test asserts one; the tables compare within one run.

pub mod canvas;
pub mod server;

use crate::shell::{Result, cargo, command, output, run as finish};

/// Crates and their benchmarks.
const MEASURED: [(&str, &str); 2] = [("rules", "validate"), ("export", "bundle")];

pub fn run(args: &[String]) -> Result<()> {
    match args.first().map(String::as_str) {
        Some("canvas") => return canvas::run(&args[1..]),
        Some("server") => return server::run(&args[1..]),
        _ => {}
    }
    let mut bench = cargo();
    bench.arg("bench");
    for (package, name) in MEASURED {
        bench.args(["--package", package, "--bench", name]);
    }
    finish(bench.arg("--").args(args))
}

/// What is measured: the last commit, and whether the files are still those of it.
fn commit() -> Result<String> {
    let head = output(command("git").args(["rev-parse", "--short", "HEAD"]))?;
    let changed = output(command("git").args(["status", "--porcelain", "--untracked-files=no"]))?;
    let more = if changed.trim().is_empty() { "" } else { " with changes" };
    Ok(format!("{}{more}", head.trim()))
}
