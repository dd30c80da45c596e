//! `cargo xtask bench`: how long things take, on a release build. Times of a shared machine are noise,
//! so no test asserts one; the tables compare within one run.

pub mod canvas;

use crate::shell::{Result, cargo, run as finish};

/// Crates and their benchmarks.
const MEASURED: [(&str, &str); 2] = [("rules", "validate"), ("export", "bundle")];

pub fn run(args: &[String]) -> Result<()> {
    if args.first().is_some_and(|name| name == "canvas") {
        return canvas::run(&args[1..]);
    }
    let mut bench = cargo();
    bench.arg("bench");
    for (package, name) in MEASURED {
        bench.args(["--package", package, "--bench", name]);
    }
    finish(bench.arg("--").args(args))
}
