//! `cargo xtask bench`: how long things take, on a release build. Times of a shared machine are noise,
//! so no test asserts one; the table compares sizes within one run.

use crate::shell::{Result, cargo, run as finish};

/// Crates that have benchmarks.
const MEASURED: [&str; 2] = ["rules", "export"];

pub fn run(args: &[String]) -> Result<()> {
    let mut bench = cargo();
    bench.arg("bench");
    for name in MEASURED {
        bench.args(["--package", name]);
    }
    bench.args(["--benches", "--"]).args(args);
    finish(&mut bench)
}
