//! `cargo xtask bench`: how long things take, on a release build. Times of a shared machine are noise,
//! so no test asserts one; the table compares sizes within one run.

use crate::shell::{Result, cargo, run as finish};

/// Crates and their benchmarks.
const MEASURED: [(&str, &str); 2] = [("rules", "validate"), ("export", "bundle")];

pub fn run(args: &[String]) -> Result<()> {
    let mut bench = cargo();
    bench.arg("bench");
    for (package, name) in MEASURED {
        bench.args(["--package", package, "--bench", name]);
    }
    finish(bench.arg("--").args(args))
}
