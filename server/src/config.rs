//! What the server is started with.

use std::net::SocketAddr;

use backend::Secret;

use crate::sender::Network;

/// Settings of one running server.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens. On a loopback address only requests for a local name are answered.
    pub listen: SocketAddr,
    pub access: Access,
    /// How people reach it, such as `https://designs.example.com`, where that is not where it listens.
    pub public_url: Option<String>,
    /// Where figures are read, where they are given.
    pub metrics: Option<SocketAddr>,
    /// Proxies in front of it: who they say sent a request is believed.
    pub proxies: Vec<Network>,
}

/// Who is let in.
#[derive(Debug, Clone)]
pub enum Access {
    /// Everyone who reaches it: whoever works alone on a machine of their own.
    Open,
    /// Whoever has this word, which is printed at the start.
    Word(Secret),
    /// People with accounts.
    Accounts,
}

impl Config {
    /// The address to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// The name and port in [`Config::public_url`].
    #[must_use]
    pub fn public_host(&self) -> Option<&str> {
        let (_, rest) = self.public_url.as_deref()?.split_once("://")?;
        rest.split('/').next()
    }

    /// Whether browsers reach it by https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}
