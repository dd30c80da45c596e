//! Bodies that are read whole, with a bound.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use messages::{Text, text};

use crate::error::HttpError;

/// How much of a body that is too large is read and thrown away, so that the answer arrives.
const PATIENCE: usize = 64 * 1024 * 1024;

/// The whole body. One of more than `most` bytes is read on and then refused: a browser that is
/// answered while it still sends reports a broken connection, and the client would take that for a
/// server that is away.
pub(crate) async fn whole(body: Body, most: usize, too_large: Text) -> Result<Bytes, HttpError> {
    let mut chunks = body.into_data_stream();
    let (mut kept, mut size) = (Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
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
