//! The program `topology-designer`: the console's server and the same engine on the command line.
//! A library so that tests use the real router.

mod asking;
mod assets;
pub mod cli;
mod commands;
mod config;
mod connections;
mod error;
mod logging;
mod metrics;
mod middleware;
mod openid;
mod rest;
mod router;
mod routes;
mod sender;
mod shutdown;
mod state;

#[cfg(not(panic = "unwind"))]
compile_error!(
    "a request that panics must not take the server down: build with panic = \"unwind\""
);

pub use assets::Assets;
pub use commands::run;
pub use config::{Access, Config};
pub use openid::{AdminClaim, OpenId, OpenIdSettings};
pub use rest::description as rest_description;
pub use router::build as build_router;
pub use sender::Network;
pub use state::AppState;
