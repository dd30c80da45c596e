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

use std::borrow::Cow;

/// A host name as names are compared: without regard to capitals. Most have none, and are not copied.
pub(crate) fn folded(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|letter| letter.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
