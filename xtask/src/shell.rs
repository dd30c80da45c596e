//! Running other programs, and saying in one sentence what to do when one is missing.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub type Result<T> = std::result::Result<T, String>;

/// The root of the workspace this xtask was built from.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

/// The folder for tools, by user: `$XDG_CACHE_HOME` or `~/.cache`.
pub fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME") {
        Some(dir) if !dir.is_empty() => PathBuf::from(dir),
        _ => PathBuf::from(
            std::env::var_os("HOME")
                .ok_or("HOME is not set: set it to a folder you may write to")?,
        )
        .join(".cache"),
    };
    Ok(base.join("topology-designer"))
}

/// A command that runs in the workspace's root, without a standard input.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// `cargo`, the one that runs this.
pub fn cargo() -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Set for xtask itself by `cargo run`; a nested cargo must not take them for its own.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"]
    {
        cargo.env_remove(name);
    }
    cargo
}

/// Runs to the end; an error names the program and how it ended.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| missing(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", describe(command)))
    }
}

/// Runs to the end and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| missing(command, &error))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", describe(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{} printed no text", describe(command)))
}

/// Runs to the end, shows standard output as it comes, and hands each line to `each`.
/// Returns whether the program succeeded.
pub fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| missing(command, &error))?;
    let out = child.stdout.take().expect("standard output is piped");
    for line in BufReader::new(out).split(b'\n') {
        let line = line.map_err(|error| format!("{}: {error}", describe(command)))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        each(&line);
    }
    let status = child.wait().map_err(|error| format!("{}: {error}", describe(command)))?;
    Ok(status.success())
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().take(4).map(|arg| arg.to_string_lossy().into_owned()));
    format!("`{}`", words.join(" "))
}

fn missing(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    if error.kind() != ErrorKind::NotFound {
        return format!("{} could not start: {error}", describe(command));
    }
    match program.as_str() {
        "npm" | "node" => {
            format!("{program} is missing: install it with `apt-get install -y nodejs npm`")
        }
        "rustup" => "rustup is missing: install Rust's stable toolchain with rustup".to_owned(),
        "apt-get" => {
            "apt-get is missing: install Chromium by hand and put it on the PATH".to_owned()
        }
        _ => format!("{program} is missing: install it and put it on the PATH"),
    }
}
