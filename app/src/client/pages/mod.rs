//! One file for each address.

mod designer;
mod designs;
mod gallery;
mod not_found;
pub(crate) mod people;

pub(crate) use designer::Designer;
pub(crate) use designs::page as designs;
pub(crate) use not_found::NotFound;
