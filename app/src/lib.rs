//! The console: server functions, and the client that asks them.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!("`csr` is the browser and `ssr` the server: enable one of them");

pub mod api;
#[cfg(feature = "csr")]
mod client;

#[cfg(feature = "csr")]
pub use client::start;
