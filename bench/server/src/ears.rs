//! A page's line: what is heard on it, and when.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::api::live::{FromPage, ToPage};
use futures_util::stream::SplitSink;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};
use topology::Change;

/// The revisions that a page was told of.
type Heard = Arc<Mutex<Vec<(i64, Instant)>>>;

/// Changes that a page was told of and has not taken, by the revision that each leads to.
type Told = Arc<Mutex<BTreeMap<i64, Change>>>;

/// What listens as long as it is not closed.
pub struct Ears {
    heard: Heard,
    told: Told,
    latest: watch::Receiver<i64>,
    listening: AbortHandle,
}

/// What speaks on the same line.
pub struct Mouth(SplitSink<WebSocketStream<TcpStream>, Message>);

/// Opens a design's line.
pub async fn open(address: SocketAddr, design: &str) -> Result<(Ears, Mouth), String> {
    let broken = |why: &dyn std::fmt::Display| format!("the line of {design}: {why}");
    let stream = TcpStream::connect(address).await.map_err(|error| broken(&error))?;
    stream.set_nodelay(true).map_err(|error| broken(&error))?;
    let url = format!("ws://{address}/live/{design}");
    let (line, _) = client_async(url, stream).await.map_err(|error| broken(&error))?;
    let (mouth, mut line) = line.split();
    let (heard, (tell, latest)) = (Heard::default(), watch::channel(0));
    let (kept, told) = (heard.clone(), Told::default());
    let changes = told.clone();
    let listening = tokio::spawn(async move {
        while let Some(Ok(message)) = line.next().await {
            let Message::Binary(bytes) = message else { continue };
            let now = Instant::now();
            let revision = match borsh::from_slice(&bytes) {
                Ok(ToPage::Revision(revision)) => revision,
                Ok(ToPage::Changed { revision, change }) => {
                    locked(&changes).insert(revision, change);
                    revision
                }
                _ => continue,
            };
            locked(&kept).push((revision, now));
            tell.send_if_modified(|latest| {
                let is_new = revision > *latest;
                *latest = (*latest).max(revision);
                is_new
            });
        }
    });
    Ok((Ears { heard, told, latest, listening: listening.abort_handle() }, Mouth(mouth)))
}

impl Ears {
    /// The latest revision that was heard of, and those to come.
    pub fn latest(&self) -> watch::Receiver<i64> {
        self.latest.clone()
    }

    /// What leads to this revision from the one before; what led to earlier ones is forgotten.
    pub fn take(&self, revision: i64) -> Option<Change> {
        let mut told = locked(&self.told);
        let later = told.split_off(&revision);
        *told = later;
        told.remove(&revision)
    }

    /// Waits until this revision is heard of, or the line breaks.
    pub async fn wait(&mut self, revision: i64, end: Instant) {
        let _ = timeout_at(end, self.latest.wait_for(|latest| *latest >= revision)).await;
    }

    pub fn close(&self) {
        self.listening.abort();
    }

    /// What was heard, in the order of its coming.
    pub fn heard(&self) -> Vec<(i64, Instant)> {
        locked(&self.heard).clone()
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Mouth {
    /// Says where one is. A line that is broken is noticed by who hears nothing.
    pub async fn say(&mut self, here: &FromPage) {
        let bytes = borsh::to_vec(here).unwrap_or_default();
        let _ = self.0.send(Message::Binary(bytes.into())).await;
    }
}
