//! What every request may use.

use std::sync::Arc;

use backend::Backend;

use crate::{Assets, Config, OpenId};

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    pub backend: Backend,
    pub config: Arc<Config>,
    pub assets: Arc<Assets>,
    /// Where people with accounts sign in besides.
    pub openid: Option<OpenId>,
}
