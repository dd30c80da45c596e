//! `cargo xtask bench`: how long things take, on a release build. Times of a shared machine are noise,
//! so no test asserts one; the tables compare within one run.

pub mod canvas;
pub mod server;

use crate::serve;
use crate::shell::{Result, cargo, run as finish};

/// Crates and their benchmarks.
const MEASURED: [(&str, &str); 3] =
    [("rules", "validate"), ("worker", "edit"), ("export", "bundle")];

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

/// What is measured.
fn commit() -> Result<String> {
    serve::commit().ok_or_else(|| "there is no history that names what is measured".to_owned())
}
