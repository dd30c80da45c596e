//! Questions to a server, on a connection that is kept: server functions in their own form, and plain files.

use std::fmt;
use std::net::SocketAddr;

use app::api::ApiError;
use borsh::BorshDeserialize;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, header};
use hyper_util::rt::TokioIo;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use tokio::net::TcpStream;

/// Why there is no answer.
#[derive(Debug)]
pub enum Wrong {
    /// The server says so.
    Said(ApiError),
    /// The connection or the answer is broken.
    Broken(String),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(error) => error.fmt(f),
            Self::Broken(why) => f.write_str(why),
        }
    }
}

/// One visitor's connection.
pub struct Talker {
    address: SocketAddr,
    line: Option<SendRequest<Full<Bytes>>>,
}

impl Talker {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, line: None }
    }

    /// Calls a server function as the page does.
    pub async fn ask<F>(&mut self, question: &F) -> Result<F::Output, Wrong>
    where
        F: ServerFn<Error = ApiError> + Serialize,
        F::Output: BorshDeserialize,
    {
        let body = serde_json::to_vec(question).map_err(broken)?;
        let (status, bytes) = self.send(Method::POST, F::PATH, body.into()).await?;
        if status == 200 {
            return borsh::from_slice(&bytes).map_err(broken);
        }
        let said = |_| broken(format!("{} was answered with status {status}", F::PATH));
        Err(borsh::from_slice(&bytes).map_or_else(said, Wrong::Said))
    }

    /// A file, read to its end.
    pub async fn get(&mut self, path: &str) -> Result<Bytes, Wrong> {
        match self.send(Method::GET, path, Bytes::new()).await? {
            (200, bytes) => Ok(bytes),
            (status, bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                Err(broken(format!("{path} was answered with status {status}: {text}")))
            }
        }
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<(u16, Bytes), Wrong> {
        let host = self.address.to_string();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &host)
            .header(header::ORIGIN, format!("http://{host}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/octet-stream")
            .body(Full::new(body))
            .map_err(broken)?;
        let line = self.connected().await?;
        let answer = line.send_request(request).await.map_err(broken)?;
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.map_err(broken)?.to_bytes();
        Ok((status, bytes))
    }

    async fn connected(&mut self) -> Result<&mut SendRequest<Full<Bytes>>, Wrong> {
        if self.line.as_ref().is_none_or(SendRequest::is_closed) {
            let stream = TcpStream::connect(self.address).await.map_err(broken)?;
            stream.set_nodelay(true).map_err(broken)?;
            let (line, connection) = handshake(TokioIo::new(stream)).await.map_err(broken)?;
            // It ends with the connection, of which the next question hears.
            tokio::spawn(connection);
            self.line = Some(line);
        }
        let line = self.line.as_mut().ok_or_else(|| broken("there is no connection"))?;
        line.ready().await.map_err(broken)?;
        Ok(line)
    }
}

fn broken(why: impl fmt::Display) -> Wrong {
    Wrong::Broken(why.to_string())
}
