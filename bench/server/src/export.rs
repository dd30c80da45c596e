//! Archives that are taken while people work, each read to its end; and the same bytes from a file server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::asked::Asked;
use crate::still::Still;
use crate::talk::Talker;

/// How a zip's last record begins, and how long it is without a comment.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);

/// One archive: how long ours took and the file server, and how many bytes each gave.
pub struct Export {
    pub ours: Duration,
    pub still: Duration,
    pub bytes: usize,
}

/// Takes archives at an even pace, whether the one before is there or not.
pub async fn take(
    asked: &Asked,
    server: SocketAddr,
    still: &Still,
    designs: &[Arc<str>],
    began: Instant,
    until: Instant,
) -> Vec<Result<Export, String>> {
    let pace = Duration::from_secs(60).div_f64(asked.exports as f64);
    let mut taken = Vec::new();
    let mut next = began + pace / 2;
    for number in 0.. {
        if next >= until {
            break;
        }
        sleep_until(next).await;
        next += pace;
        let (still, design) = (still.clone(), designs[number % designs.len()].clone());
        taken.push(tokio::spawn(one(server, still, design, number)));
    }
    let mut exports = Vec::new();
    for export in taken {
        exports.push(export.await.unwrap_or_else(|error| Err(error.to_string())));
    }
    exports
}

async fn one(
    server: SocketAddr,
    still: Still,
    design: Arc<str>,
    number: usize,
) -> Result<Export, String> {
    // Somebody else each time. A generated design has errors; whoever exports it says that they know.
    let path = format!("/designs/{design}/download?format=zip&force=true");
    let (archive, ours) = fetched(server, &path).await?;
    let tail = archive.len().checked_sub(END.1).and_then(|start| archive.get(start..));
    if !tail.is_some_and(|tail| tail.starts_with(END.0)) {
        return Err(format!("an archive of {} bytes has no end", archive.len()));
    }
    let name = still.put(number, &archive).await?;
    let (same, took) = fetched(still.address, &name).await?;
    if same != archive {
        return Err("the file server gave other bytes".to_owned());
    }
    Ok(Export { ours, still: took, bytes: archive.len() })
}

async fn fetched(address: SocketAddr, path: &str) -> Result<(bytes::Bytes, Duration), String> {
    let asked = Instant::now();
    let bytes = Talker::new(address).get(path).await;
    let bytes = bytes.map_err(|why| format!("an export: {why}"))?;
    Ok((bytes, asked.elapsed()))
}
