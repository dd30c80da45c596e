//! Whether every node is pointed at the nodes it talks to.

pub(crate) mod address;
#[cfg(feature = "full")]
pub(crate) mod address_misleads;
#[cfg(feature = "full")]
pub(crate) mod analytics_ports;
#[cfg(feature = "full")]
pub(crate) mod analytics_worker_missing;
#[cfg(feature = "full")]
pub(crate) mod dashboard_url_missing;
#[cfg(feature = "full")]
pub(crate) mod devportal_url_missing;
pub(crate) mod env_missing;
#[cfg(feature = "full")]
pub(crate) mod env_name_differs;
#[cfg(feature = "full")]
pub(crate) mod env_name_duplicate;
#[cfg(feature = "full")]
mod environments;
#[cfg(feature = "full")]
pub(crate) mod hostname_contains_revoke;
pub(crate) mod km_url_missing;
mod need;
pub(crate) mod port_url_without_offset;
#[cfg(feature = "full")]
pub(crate) mod revoke_path;
#[cfg(feature = "full")]
pub(crate) mod service_url_path;
pub(crate) mod tm_decision_on_tm;
pub(crate) mod tm_group_count;
#[cfg(feature = "full")]
pub(crate) mod ws_port_unshifted;
