//! The browser tests: Debian's Chromium where there is none, Playwright from npm, the real server.

use std::path::Path;

use crate::debian;
use crate::postgres::Postgres;
use crate::shell::{Result, command, root, run, watch};

/// Runs every spec against `server` with the client inside it. Hands each line of the report to `each`.
pub fn test(server: &Path, each: impl FnMut(&str)) -> Result<bool> {
    debian::ready(&debian::CHROMIUM)?;
    debian::ready(&debian::NGINX)?;
    debian::ready(&debian::JQ)?;
    let postgres = Postgres::start()?;
    let end2end = root().join("end2end");
    println!("  installing the test runner");
    run(command("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&end2end))?;
    let mut playwright = command("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(&end2end);
    playwright.env("TOPOLOGY_DESIGNER_BIN", server);
    playwright.env("TOPOLOGY_DESIGNER_PORT", free_port()?.to_string());
    playwright.env("TOPOLOGY_DESIGNER_POSTGRES", postgres.url());
    crate::steps::at_length(&mut playwright);
    watch(&mut playwright, each)
}

/// A port that nobody listens on now.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0");
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| format!("no port is free: {error}"))
}
