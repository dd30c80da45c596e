//! The real server as a process of its own, and what it uses.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use crate::asked::Asked;
use crate::talk::Talker;

/// How many cores the server has.
pub const CORES: usize = 2;
/// How long a program may take to start.
const START: Duration = Duration::from_secs(30);
/// How long it may take to end.
const END: Duration = Duration::from_secs(15);
/// How many of these make a second in Linux's figures about processes.
const TICKS: f64 = 100.0;

pub struct Server {
    pub address: SocketAddr,
    child: Child,
    process: u32,
    log: PathBuf,
}

impl Server {
    /// Starts it on a free port of this machine, with a database of its own in `folder` where none is named.
    pub async fn start(asked: &Asked, folder: &Path) -> Result<Self, String> {
        let address = free_address().await?;
        let log = folder.join("server.log");
        let out = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let mut command = on_few_cores(&asked.server);
        command.args(["serve", "--access", "open", "--listen", &address.to_string()]);
        match &asked.database {
            Some(url) => command.arg("--database").arg(url),
            None => command.arg("--data").arg(folder.join("data")),
        };
        if let Some(assets) = &asked.assets {
            command.arg("--assets").arg(assets);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(out).kill_on_drop(true);
        let name = asked.server.display();
        let mut child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
        let process = child.id().ok_or("the server has ended")?;
        let started = until_it_answers("the server", &mut child, address, "/readyz").await;
        let server = Self { address, child, process, log };
        started.map_err(|why| format!("{why}\n{}", server.last_words()))?;
        Ok(server)
    }

    /// The most memory that it ever had, in MiB.
    pub fn most_memory(&self) -> Result<f64, String> {
        let status = self.figures("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.map(|kib| kib / 1024.0).ok_or_else(|| "Linux does not say the memory".to_owned())
    }

    /// The time that processors worked for it.
    pub fn cpu(&self) -> Result<Duration, String> {
        let stat = self.figures("stat")?;
        // The second field is a name in brackets, which may hold anything.
        let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = rest.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<f64>().ok());
        Ok(Duration::from_secs_f64(ticks.sum::<f64>() / TICKS))
    }

    fn figures(&self, of: &str) -> Result<String, String> {
        let file = format!("/proc/{}/{of}", self.process);
        std::fs::read_to_string(&file)
            .map_err(|error| format!("{file}: {error}\n{}", self.last_words()))
    }

    /// Ends it as people do, so that it closes its database.
    pub async fn stop(mut self) {
        let process = self.process.to_string();
        let asked = Command::new("kill").arg(process).status().await;
        if asked.is_ok_and(|status| status.success()) {
            let _ = timeout(END, self.child.wait()).await;
        }
    }

    fn last_words(&self) -> String {
        let text = std::fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }
}

/// A program that gets [`CORES`] of the machine's cores.
fn on_few_cores(program: &Path) -> Command {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    if cores <= CORES {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("--cpu-list").arg(format!("0-{}", CORES - 1)).arg(program);
    command
}

/// An address of this machine that nobody listens at now.
pub async fn free_address() -> Result<SocketAddr, String> {
    let listener = TcpListener::bind("127.0.0.1:0").await;
    let address = listener.and_then(|listener| listener.local_addr());
    address.map_err(|error| format!("no port is free: {error}"))
}

/// Waits until a program answers at this path.
pub async fn until_it_answers(
    name: &str,
    child: &mut Child,
    address: SocketAddr,
    path: &str,
) -> Result<(), String> {
    let end = Instant::now() + START;
    while Talker::new(address).get(path).await.is_err() {
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("{name} ended at once: {status}"));
        }
        if Instant::now() > end {
            return Err(format!("{name} does not answer at {address}"));
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
