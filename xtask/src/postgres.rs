//! A server of PostgreSQL for tests: its own data in a folder that is gone afterwards.

use std::fs::{create_dir_all, read_dir, remove_dir_all};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::browser::free_port;
use crate::debian;
use crate::shell::{Result, command, output, run};

/// One that runs until this is dropped.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    is_root: bool,
}

impl Postgres {
    pub fn start() -> Result<Self> {
        debian::ready(&debian::POSTGRES)?;
        let folder = std::env::temp_dir().join(format!("td-postgres-{}", std::process::id()));
        let made = create_dir_all(&folder);
        made.map_err(|error| format!("{}: {error}", folder.display()))?;
        let is_root = output(command("id").arg("-u"))?.trim() == "0";
        let started = Self { programs: programs()?, folder, port: free_port()?, is_root };
        if is_root {
            run(command("chown").args(["-R", "postgres:postgres"]).arg(&started.folder))?;
        }
        let data = started.data();
        let mut init = started.program("initdb");
        init.args(["-U", "postgres", "--auth=trust", "--no-sync", "-D"]).arg(&data);
        output(&mut init)?;
        // Nobody needs these data after a crash, and each test has connections of its own.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories='{}' -c fsync=off -c max_connections=500",
            started.port,
            started.folder.display()
        );
        let mut start = started.program("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-o", &options, "-D"]).arg(&data);
        // What it starts keeps what it writes to, so that is a file.
        start.arg("-l").arg(started.folder.join("log"));
        run(start.stdout(Stdio::null()))?;
        Ok(started)
    }

    /// Where tests make their databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A program of the server: it refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut made = if self.is_root {
            let mut made = command("setpriv");
            made.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            made
        } else {
            command(program)
        };
        made.current_dir(&self.folder).env("LC_ALL", "C.UTF-8");
        made
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        // One that does not stop ends with the machine; nobody needs what it kept.
        let _ = stop.args(["stop", "-m", "immediate", "-D"]).arg(self.data()).output();
        let _ = remove_dir_all(&self.folder);
    }
}

/// The newest server that Debian has installed.
fn programs() -> Result<PathBuf> {
    let installed = read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let bins = installed.map(|entry| entry.path().join("bin"));
    let has = |bin: &PathBuf| ["initdb", "pg_ctl"].iter().all(|name| Path::exists(&bin.join(name)));
    bins.filter(has).max().ok_or_else(|| {
        "PostgreSQL is missing: install it with `apt-get install -y postgresql`".to_owned()
    })
}
