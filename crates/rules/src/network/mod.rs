//! Whether names are names, ports are free and both are unique.

pub(crate) mod hostname_duplicate;
pub(crate) mod hostname_invalid;
#[cfg(feature = "full")]
pub(crate) mod iskm_offset_ga;
#[cfg(feature = "full")]
pub(crate) mod jmx_public;
#[cfg(feature = "full")]
pub(crate) mod node_ip_loopback;
pub(crate) mod port_collision_host;
#[cfg(feature = "full")]
pub(crate) mod port_ephemeral_range;
pub(crate) mod port_offset_missing;
pub(crate) mod port_overflow;
pub(crate) mod ports;
