//! The real router on a fresh database, and the real program.

mod administration;
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
mod opening;
mod papers;
mod pictures;
mod rest;
mod safety;
mod serving;
mod sharing;
mod support;
mod town;
mod words;
