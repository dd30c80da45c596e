//! Whether names are names, ports are free and both are unique.

pub(crate) mod hostname_duplicate;
pub(crate) mod hostname_invalid;
pub(crate) mod port_collision_host;
pub(crate) mod port_offset_missing;
pub(crate) mod port_overflow;
mod ports;
