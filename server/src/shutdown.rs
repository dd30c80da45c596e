//! How the console ends: the first Ctrl+C or SIGTERM lets run what runs, for a while; a second one
//! ends it at once.

use std::io;
use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// How long requests in flight may take after the first signal.
const PATIENCE: Duration = Duration::from_secs(10);

/// The two moments of the end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shutdown {
    /// No more requests are taken.
    pub(crate) asked: CancellationToken,
    /// Nothing is waited for any more.
    pub(crate) now: CancellationToken,
}

impl Shutdown {
    /// Listens for signals from here on.
    ///
    /// # Errors
    /// When the system does not let this program listen.
    pub(crate) fn listen() -> io::Result<Self> {
        let mut signals = Signals::new()?;
        let shutdown = Self::default();
        let told = shutdown.clone();
        tokio::spawn(async move {
            signals.next().await;
            tracing::info!("asked to stop: finishing what runs");
            told.asked.cancel();
            tokio::select! {
                () = sleep(PATIENCE) => {}
                () = signals.next() => {}
            }
            told.now.cancel();
        });
        Ok(shutdown)
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        let _ = self.0.recv().await;
    }
}
