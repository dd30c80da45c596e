//! The browser tests: Debian's Chromium where there is none, Playwright from npm, the real server.

use std::path::Path;

use crate::shell::{Result, command, output, root, run, watch};

const BROWSERS: [&str; 3] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Runs every spec against `server` and the client in `dist`. Hands each line of the report to `each`.
pub fn test(server: &Path, dist: &Path, each: impl FnMut(&str)) -> Result<bool> {
    chromium()?;
    let end2end = root().join("end2end");
    println!("  installing the test runner");
    run(command("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&end2end))?;
    let mut playwright = command("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(&end2end);
    playwright.env("TOPOLOGY_DESIGNER_BIN", server).env("TOPOLOGY_DESIGNER_DIST", dist);
    playwright.env("TOPOLOGY_DESIGNER_PORT", free_port()?.to_string());
    watch(&mut playwright, each)
}

fn chromium() -> Result<()> {
    if BROWSERS.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    println!("  installing Chromium");
    let sudo: &[&str] = if is_root()? { &[] } else { &["sudo", "--non-interactive"] };
    let apt = |args: &[&str]| {
        let words: Vec<&str> = sudo.iter().chain(["apt-get"].iter()).chain(args).copied().collect();
        let mut apt = command(words[0]);
        run(apt.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])
        .and_then(|()| apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium"]))
        .map_err(|why| {
            format!("Chromium could not be installed ({why}): try `apt-get install -y chromium`")
        })
}

fn is_root() -> Result<bool> {
    Ok(output(command("id").arg("-u"))?.trim() == "0")
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0");
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| format!("no port is free: {error}"))
}
