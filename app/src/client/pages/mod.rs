//! One file for each address.

mod designer;
mod designs;
mod not_found;

pub(crate) use designer::Designer;
pub(crate) use designs::Designs;
pub(crate) use not_found::NotFound;
