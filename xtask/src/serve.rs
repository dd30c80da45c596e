//! Building and starting the console.

use std::path::PathBuf;

use crate::client;
use crate::shell::{Result, cargo, command, root, run as finish, target};

/// `cargo xtask run`: builds what is stale and starts the console in the foreground.
pub fn run(args: &[String]) -> Result<()> {
    println!("1/3 the client");
    client::build()?;
    println!("2/3 the server");
    finish(cargo().args(["build", "--package", "server"]))?;
    println!("3/3 starting");
    let mut server = command(debug_server());
    server.arg("serve").arg("--assets").arg(client::dist());
    if !args.iter().any(|arg| arg == "--data") {
        server.arg("--data").arg(root().join("data"));
    }
    finish(server.args(args))
}

/// `cargo xtask build`: one binary that holds the client and starts from any folder.
pub fn build() -> Result<()> {
    println!("1/2 the client");
    let weight = client::build()?;
    println!("2/2 the server with the client inside");
    let mut server = cargo();
    server.args(["build", "--release", "--package", "server", "--features", "embed"]);
    // What is given away says what it was built of; what is built of an archive without a history does not know.
    if let Some(commit) = commit() {
        server.env("TOPOLOGY_DESIGNER_COMMIT", commit);
    }
    finish(&mut server)?;
    println!(
        "target/release/topology-designer is ready; the client weighs {} bytes in brotli, what it loads later {}, and its worker {}",
        weight.page,
        weight.parts + weight.later,
        weight.worker
    );
    Ok(())
}

/// The commit that is checked out, with a mark where files are other than in it.
pub fn commit() -> Option<String> {
    let git = |args: &[&str]| {
        let told = command("git").args(args).output().ok().filter(|told| told.status.success())?;
        Some(String::from_utf8(told.stdout).ok()?.trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let is_clean = git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if is_clean { commit } else { format!("{commit}, changed") })
}

/// The server as built for development and tests.
pub fn debug_server() -> PathBuf {
    target().join("debug/topology-designer")
}

/// The server as it is given away.
pub fn release_server() -> PathBuf {
    target().join("release/topology-designer")
}

/// Builds the server for tests with the client in `dist/` inside it, as it is given away.
pub fn embedded_debug_server() -> Result<PathBuf> {
    finish(cargo().args(["build", "--package", "server", "--features", "embed"]))?;
    Ok(debug_server())
}
