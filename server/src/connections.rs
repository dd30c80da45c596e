//! Connections that end when nothing comes or goes on them any more. Who is cut off from the network does not say so: without
//! an end each such connection would be kept until the program stops, and whoever opens many of them would shut the console.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};

/// How long nothing may happen: longer than the longest work before the first byte of an answer, and than the time between
/// two signs of life on a line on which people hear of each other.
const PATIENCE: Duration = Duration::from_secs(300);

/// From where a connection comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

impl Connected<IncomingStream<'_, Connections>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Connections>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// A listener whose connections end when nothing happens.
#[derive(Debug)]
pub(crate) struct Connections(pub(crate) TcpListener);

impl Listener for Connections {
    type Io = Lively<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        (Lively::new(stream), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A stream that fails when nothing came and nothing went for a while.
#[derive(Debug)]
pub(crate) struct Lively<S> {
    stream: S,
    end: Pin<Box<Sleep>>,
}

impl<S> Lively<S> {
    fn new(stream: S) -> Self {
        Self { stream, end: Box::pin(sleep(PATIENCE)) }
    }

    /// What came of an attempt: something, or it is too late for anything.
    fn looked<T>(
        &mut self,
        cx: &mut Context<'_>,
        came: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if came.is_ready() {
            self.end.as_mut().reset(Instant::now() + PATIENCE);
            return came;
        }
        ready!(self.end.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Lively<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let came = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.looked(cx, came)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Lively<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let went = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.looked(cx, went)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let went = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.looked(cx, went)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::time::pause;

    use super::*;

    #[tokio::test]
    async fn a_connection_on_which_nothing_happens_ends() {
        pause();
        let (here, mut there) = duplex(64);
        let mut lively = Lively::new(here);
        let began = Instant::now();
        let failed = lively.read_u8().await.unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        // A timer is as exact as a millisecond.
        assert!(began.elapsed() - PATIENCE < Duration::from_millis(5), "{:?}", began.elapsed());
        // And so does one whose other end takes nothing.
        let (here, _other) = duplex(1);
        let failed = Lively::new(here).write_all(b"more than fits").await.unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        there.write_all(b"x").await.unwrap();
    }

    #[tokio::test]
    async fn whatever_comes_or_goes_keeps_it() {
        pause();
        let (here, mut there) = duplex(64);
        let mut lively = Lively::new(here);
        for _ in 0..10 {
            tokio::time::advance(PATIENCE - Duration::from_secs(1)).await;
            there.write_all(b"x").await.unwrap();
            assert_eq!(lively.read_u8().await.unwrap(), b'x');
            tokio::time::advance(PATIENCE - Duration::from_secs(1)).await;
            lively.write_all(b"y").await.unwrap();
            assert_eq!(there.read_u8().await.unwrap(), b'y');
        }
    }
}
