//! How a design is drawn: sizes, frames and routes, shared by the canvas and the picture, and the
//! picture itself as a stand-alone SVG.
//!
//! Pure: the same design gives the same picture. It never touches the DOM, and knows roles only by
//! what the catalogue says of them.
#![warn(clippy::disallowed_methods)]

pub mod frames;
pub mod geometry;
mod length;
pub mod route;
pub mod sheet;
mod svg;
mod theme;
pub mod zones;

pub use length::Length;
pub use sheet::Sheet;
pub use svg::{second_line, split_port, svg};
