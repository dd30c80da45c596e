//! `cargo xtask bench canvas`: the designer beside React Flow, Cytoscape.js and maxGraph in one Chromium.

use std::path::{Path, PathBuf};

use crate::shell::{Result, command, root, run as finish, watch};
use crate::{debian, serve};

/// The whole comparison on a release build, into `docs/benchmarks.md`. With `--small` the short one.
pub fn run(args: &[String]) -> Result<()> {
    if args.iter().any(|arg| arg == "--small") {
        return match small(|_| ())? {
            true => Ok(()),
            false => Err("a share is lost, see above".to_owned()),
        };
    }
    serve::build()?;
    let mut driver = driver(&serve::release_server())?;
    driver.arg("--commit").arg(super::commit()?);
    driver.arg("--write").arg(root().join("docs/benchmarks.md"));
    finish(driver.args(args))
}

/// The short form, which compares shares with limits. Hands each line of the report to `each` and returns whether all
/// are kept.
pub fn small(each: impl FnMut(&str)) -> Result<bool> {
    let server = serve::embedded_debug_server()?;
    watch(driver(&server)?.arg("--small"), each)
}

/// The driver with all it needs but its task.
fn driver(server: &Path) -> Result<std::process::Command> {
    debian::ready(&debian::CHROMIUM)?;
    let folder: PathBuf = root().join("bench/canvas");
    println!("  installing the peers");
    let mut npm = command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]);
    finish(npm.current_dir(&folder))?;
    let mut driver = command("node");
    driver.arg("run.mjs").arg("--server").arg(server).current_dir(&folder);
    Ok(driver)
}
