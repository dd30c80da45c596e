//! Programs that come from Debian: installed when they are missing, as root or with sudo.

use std::path::Path;

use crate::shell::{Result, command, output, run};

/// A program, where it may lie, and the package it comes in.
pub struct Program {
    pub name: &'static str,
    pub paths: &'static [&'static str],
    pub package: &'static str,
}

pub const CHROMIUM: Program = Program {
    name: "Chromium",
    paths: &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    package: "chromium",
};

/// The other database that designs are kept in.
pub const POSTGRES: Program =
    Program { name: "PostgreSQL", paths: &["/usr/lib/postgresql"], package: "postgresql" };

/// What stands before servers, and what a load balancer's exported files are for.
pub const NGINX: Program =
    Program { name: "nginx", paths: &["/usr/sbin/nginx"], package: "nginx-light" };

/// What the workflow in the documentation reads findings with.
pub const JQ: Program = Program { name: "jq", paths: &["/usr/bin/jq"], package: "jq" };

/// What the exported files are tried with: the real programs that will read them.
pub const READERS: [Program; 10] = [
    Program { name: "shellcheck", paths: &["/usr/bin/shellcheck"], package: "shellcheck" },
    NGINX,
    Program { name: "HAProxy", paths: &["/usr/sbin/haproxy"], package: "haproxy" },
    Program { name: "MariaDB", paths: &["/usr/sbin/mariadbd"], package: "mariadb-server" },
    POSTGRES,
    Program { name: "keytool", paths: &["/usr/bin/keytool"], package: "openjdk-17-jre-headless" },
    Program { name: "OpenSSL", paths: &["/usr/bin/openssl"], package: "openssl" },
    Program { name: "systemd", paths: &["/usr/bin/systemd-analyze"], package: "systemd" },
    Program { name: "unzip", paths: &["/usr/bin/unzip"], package: "unzip" },
    Program { name: "rsync", paths: &["/usr/bin/rsync"], package: "rsync" },
];

/// Makes a program ready.
pub fn ready(program: &Program) -> Result<()> {
    let Program { name, paths, package } = program;
    if paths.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    println!("  installing {name}");
    let sudo: &[&str] = if is_root()? { &[] } else { &["sudo", "--non-interactive"] };
    let apt = |args: &[&str]| {
        let words: Vec<&str> = sudo.iter().chain(["apt-get"].iter()).chain(args).copied().collect();
        let mut apt = command(words[0]);
        run(apt.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])
        .and_then(|()| apt(&["install", "-y", "-qq", "--no-install-recommends", package]))
        .map_err(|why| {
            format!("{name} could not be installed ({why}): try `apt-get install -y {package}`")
        })
}

fn is_root() -> Result<bool> {
    Ok(output(command("id").arg("-u"))?.trim() == "0")
}
