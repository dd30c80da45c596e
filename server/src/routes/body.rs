//! Bodies that are read whole, with a bound.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use messages::{Text, text};
use tokio::time::timeout;

use crate::error::HttpError;

/// How much of a body that is too large is read and thrown away, so that the answer arrives.
const PATIENCE: usize = 64 * 1024 * 1024;

/// How long it is waited for the next piece of a body: who sends nothing any more holds what has come in memory.
const PAUSE: Duration = Duration::from_secs(30);

/// The whole body. One of more than `most` bytes is read on and then refused: a browser that is
/// answered while it still sends reports a broken connection, and the client would take that for a
/// server that is away.
pub(crate) async fn whole(body: Body, most: usize, too_large: Text) -> Result<Bytes, HttpError> {
    let mut chunks = body.into_data_stream();
    let (mut kept, mut size) = (Vec::new(), 0_usize);
    while let Some(chunk) = timeout(PAUSE, chunks.next()).await.map_err(|_| stalled())? {
        let broken = |_| HttpError::new(StatusCode::BAD_REQUEST, text!("The request broke off."));
        let chunk = chunk.map_err(broken)?;
        size += chunk.len();
        if size <= most {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
        if size > PATIENCE {
            break;
        }
    }
    if size > most {
        return Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, too_large));
    }
    Ok(kept.into())
}

fn stalled() -> HttpError {
    HttpError::new(
        StatusCode::REQUEST_TIMEOUT,
        text!("The request stopped before its end. Send it again."),
    )
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt as _, stream};

    use super::*;

    #[tokio::test]
    async fn a_body_that_stops_is_let_go_and_a_slow_one_is_not() {
        tokio::time::pause();
        let pieces = |count: u64| {
            stream::iter(0..count).then(|_| async {
                tokio::time::sleep(PAUSE - Duration::from_secs(1)).await;
                Ok::<_, std::io::Error>(Bytes::from_static(b"x"))
            })
        };
        let slow = whole(Body::from_stream(pieces(100)), 1_000, text!("no")).await;
        assert_eq!(slow.ok().map(|bytes| bytes.len()), Some(100));
        let stopped = pieces(3).chain(stream::pending());
        let refused = whole(Body::from_stream(stopped), 1_000, text!("no")).await.unwrap_err();
        let answer = axum::response::IntoResponse::into_response(refused);
        assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
