//! The real router on a fresh database, and the real program.

mod browser;
mod client_files;
mod commands;
mod copies;
mod coverage;
mod doors;
mod downloads;
mod exporting;
mod functions;
mod logging;
mod names;
mod openid;
mod openid_provider;
mod openid_serving;
mod openid_tokens;
mod opening;
mod papers;
mod pictures;
mod provider;
mod rest;
mod safety;
mod serving;
mod sharing;
mod support;
mod town;
mod words;
