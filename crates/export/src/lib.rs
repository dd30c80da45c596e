//! From a design to the bundle that deploys it: each node's `deployment.toml` with the origin of
//! every value, scripts, a runbook, checksums, and the archive of it all.
//!
//! Pure: the same design and the same version of this program give the same bytes on any machine.
//! A bad design gives a bundle that says what is missing, never an error; whether it may leave the
//! house is the business of the rules and of whoever asks.
#![warn(clippy::disallowed_methods)]

pub mod addition;
pub mod archive;
mod balancers;
mod bundle;
mod certificates;
mod config;
pub mod csv;
mod databases;
mod defaults;
mod difference;
mod documents;
mod exporter;
mod file;
mod home;
mod java;
mod network;
mod operations;
mod packs;
mod plan;
mod scripts;
mod secrets;
mod shares;
mod sheet;
mod text;

pub use bundle::{Bundle, BundleFile, BundleOptions};
pub use defaults::{Default as DefaultValue, DefaultRow};
pub use difference::{Bounds, ChangedFile, DiffLine, Fate, difference, whole_difference};
pub use documents::target_name;
pub use exporter::Exporter;
pub use file::{Language, Line, Origin, OriginKind, RenderedFile};
pub use network::{Connection, Party};
