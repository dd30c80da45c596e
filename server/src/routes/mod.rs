//! Handlers: each takes a request apart, asks the back end once, and answers.

pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod client;
pub(crate) mod downloads;
pub(crate) mod health;
pub(crate) mod live;
pub(crate) mod openid;
pub(crate) mod opening;
pub(crate) mod page;
pub(crate) mod papers;
pub(crate) mod pictures;
pub(crate) mod server_fns;
pub(crate) mod sharing;
