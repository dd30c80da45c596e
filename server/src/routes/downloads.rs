//! Files for a person to keep: plain GETs, so that a link works anywhere.

use std::io::{self, BufWriter};

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use backend::{Archive, ArchiveFormat, Caller, Download};
use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use tokio::io::DuplexStream;
use tokio::task::spawn_blocking;
use tokio_util::io::{ReaderStream, SyncIoBridge};

use crate::asking::Asks;
use crate::error::HttpError;

#[derive(Debug, Deserialize)]
pub(crate) struct ArchiveQuery {
    #[serde(default = "zip")]
    format: String,
    node: Option<String>,
    #[serde(default)]
    force: bool,
}

fn zip() -> String {
    "zip".to_owned()
}

pub(crate) async fn archive(
    Asks(caller): Asks,
    Path(id): Path<String>,
    Query(query): Query<ArchiveQuery>,
) -> Result<Response, HttpError> {
    packed(&caller, &id, &query.format, query.node.as_deref(), query.force).await
}

/// A design's bundle, packed while it is sent.
pub(crate) async fn packed(
    caller: &Caller,
    id: &str,
    format: &str,
    node: Option<&str>,
    force: bool,
) -> Result<Response, HttpError> {
    let unknown = || HttpError::new(StatusCode::BAD_REQUEST, "A bundle comes as zip or tar.gz.");
    let format = ArchiveFormat::of(format).ok_or_else(unknown)?;
    let archive = caller.archive(id, format, node, force).await?;
    let headers = attachment(archive.format.media_type(), &archive.file_name);
    Ok((headers, streamed(archive)).into_response())
}

pub(crate) async fn document(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    Ok(attached(caller.document_file(&id).await?))
}

pub(crate) async fn picture(
    Asks(caller): Asks,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    Ok(attached(caller.picture_file(&id).await?))
}

/// What a file that is opened by itself may do: show its own fonts and colours, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; sandbox";

/// A file that a browser might show: nothing in it runs.
pub(crate) fn still(download: Download) -> Response {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], attached(download)).into_response()
}

/// A text that somebody gave: one of blanks is none.
pub(crate) fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

pub(crate) fn attached(download: Download) -> Response {
    (attachment(download.media_type, &download.file_name), download.bytes).into_response()
}

/// File names are made of letters, digits, dots and dashes, so they need no quoting rules.
fn attachment(media_type: &str, file_name: &str) -> [(header::HeaderName, String); 3] {
    [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file_name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// What a slow reader may be behind. Most bundles fit, so that packing does not wait for the reader.
const PIPE: usize = 1024 * 1024;
/// What is sent at once.
const CHUNK: usize = 64 * 1024;

/// An archive that leaves while it is packed.
fn streamed(archive: Archive) -> Body {
    piped(move |pipe| archive.write(BufWriter::with_capacity(CHUNK, pipe)))
}

/// What is written in the background, as a body. When the reader goes away the pipe breaks, and with
/// it the writing ends; when the writing fails the body breaks, so that nobody takes half an archive
/// for a whole one.
fn piped(
    write: impl FnOnce(SyncIoBridge<DuplexStream>) -> io::Result<()> + Send + 'static,
) -> Body {
    let (reader, writer) = tokio::io::duplex(PIPE);
    let writing = spawn_blocking(move || write(SyncIoBridge::new(writer)));
    let end = stream::once(writing).filter_map(async |written| {
        let error = written.unwrap_or_else(|panic| Err(io::Error::other(panic))).err()?;
        tracing::error!(%error, "a download broke off");
        Some(Err(error))
    });
    Body::from_stream(ReaderStream::with_capacity(reader, CHUNK).chain(end))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use axum::body::to_bytes;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_reader_that_goes_away_ends_the_writing() {
        let (told, ended) = oneshot::channel();
        let body = piped(move |mut pipe| {
            let error = loop {
                if let Err(error) = pipe.write_all(&[7; 10_000]) {
                    break error;
                }
            };
            told.send(error.kind()).unwrap();
            Err(error)
        });
        let mut chunks = body.into_data_stream();
        assert!(chunks.next().await.unwrap().is_ok_and(|chunk| chunk[0] == 7));
        drop(chunks);
        assert_eq!(ended.await.unwrap(), io::ErrorKind::BrokenPipe);
    }

    #[tokio::test]
    async fn writing_that_fails_breaks_the_body_and_writing_that_ends_does_not() {
        let read = async |body| to_bytes(body, usize::MAX).await;
        let whole = piped(|mut pipe| pipe.write_all(b"all of it"));
        assert_eq!(read(whole).await.unwrap(), "all of it");
        let failed = piped(|mut pipe| {
            pipe.write_all(b"some")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(read(failed).await.is_err());
        let panicked = piped(|mut pipe| {
            pipe.write_all(b"some")?;
            panic!("a mistake")
        });
        assert!(read(panicked).await.is_err());
    }
}
