//! What every request may use.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use app::api::asking::{Cookies, Serving};
use backend::{Backend, BackendError};

use crate::{Access, Assets, Config, OpenId};

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    pub backend: Backend,
    pub config: Arc<Config>,
    pub assets: Arc<Assets>,
    /// What the words that let browsers in are called here.
    pub cookies: Cookies,
    /// What those are told of this server who administer it.
    pub(crate) serving: Arc<Serving>,
    /// Where people with accounts sign in besides.
    pub openid: Option<OpenId>,
}

impl AppState {
    /// A server that starts now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(
        backend: Backend,
        config: Config,
        assets: Assets,
        openid: Option<OpenId>,
    ) -> Result<Self, BackendError> {
        let cookies = Cookies { secure: config.is_secure(), mark: backend.mark().await? };
        let serving = Arc::new(serving(&config));
        let (config, assets) = (Arc::new(config), Arc::new(assets));
        Ok(Self { backend, config, assets, cookies, serving, openid })
    }
}

fn serving(config: &Config) -> Serving {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Serving {
        version: env!("CARGO_PKG_VERSION"),
        // `cargo xtask build` says it.
        commit: option_env!("TOPOLOGY_DESIGNER_COMMIT"),
        started_at: i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        listen: config.listen.to_string(),
        public_url: config.public_url.clone(),
        access: match config.access {
            Access::Open => "open",
            Access::Word(_) => "token",
            Access::Accounts => "accounts",
        },
        metrics: config.metrics.map(|address| format!("http://{address}/metrics")),
    }
}
