//! How a design is drawn: sizes, frames and routes, shared by the canvas and the picture, and the
//! picture itself as a stand-alone SVG.
//!
//! Pure: the same design gives the same picture. It never touches the DOM, and knows roles only by
//! what the catalogue says of them.
#![warn(clippy::disallowed_methods)]

mod cells;
mod channels;
pub mod frames;
pub mod geometry;
mod glimpse;
pub mod label;
mod legend;
mod length;
mod look;
pub mod route;
mod route_around;
pub mod sheet;
mod svg;
mod theme;
pub mod ways;
mod words;
mod writing;
pub mod zones;

pub use glimpse::glimpse;
pub use length::Length;
pub use look::Look;
pub use route_around::route_around;
pub use sheet::Sheet;
pub use svg::{dressed, host_label, second_line, split_port, svg};
pub use theme::{CATEGORIES, FAMILIES, Theme, category_name, family_name};
pub use words::{escape, fit, surely_fits};
pub use writing::Writing;
