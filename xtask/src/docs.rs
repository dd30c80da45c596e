//! `cargo xtask docs`: pages that are made from the code. A test of the server holds them fresh.

use std::fs;

use crate::serve;
use crate::shell::{Result, cargo, command, output, root, run};

pub fn write() -> Result<()> {
    run(cargo().args(["build", "--package", "server"]))?;
    let page = output(command(serve::debug_server()).args(["explain", "--all"]))?;
    let file = root().join("docs/rules.md");
    fs::write(&file, page).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
