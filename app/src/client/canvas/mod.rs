//! The paper: it draws the editor's state and turns what hands do into its inputs.

mod chooser;
mod compared;
mod empty;
mod frame;
mod hand;
mod icons;
mod ink;
mod layers;
mod lengths;
mod link_line;
mod minimap;
mod node_card;
mod others;
mod overlay;
mod painted;
mod painter;
mod palette;
mod surface;
mod tools;

pub(crate) use compared::{compared, sign};
pub(crate) use others::{colour, others};
pub(crate) use surface::Canvas;
pub(crate) use surface::place_from_palette;
