//! What a page asks when there is another revision: what the server finds in it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::api::validation::Validate;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::talk::Talker;

/// Between two questions, as the page has it.
const PAUSE: Duration = Duration::from_millis(500);

/// Asks after revisions until there are no more, one question at a time. How long each took.
pub async fn ask(
    address: SocketAddr,
    design: Arc<str>,
    mut revision: watch::Receiver<i64>,
) -> Result<Vec<Duration>, String> {
    let mut talker = Talker::new(address);
    let mut took = Vec::new();
    while revision.changed().await.is_ok() {
        let asked = Instant::now();
        let found = talker.ask(&Validate { id: design.to_string() }).await;
        found.map_err(|why| format!("findings: {why}"))?;
        took.push(asked.elapsed());
        sleep(PAUSE).await;
    }
    Ok(took)
}
