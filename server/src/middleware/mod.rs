//! What every request passes.

pub(crate) mod headers;
pub(crate) mod host;
pub(crate) mod origin;
pub(crate) mod packed;
pub(crate) mod tries;
pub(crate) mod word;
