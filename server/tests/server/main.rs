//! The real router on a fresh database, and the real program.

mod client_files;
mod commands;
mod downloads;
mod functions;
mod safety;
mod support;
