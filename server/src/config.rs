//! What the server is started with.

use std::net::SocketAddr;

/// Settings of one running server.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens. On a loopback address only requests for a local name are answered.
    pub listen: SocketAddr,
}
