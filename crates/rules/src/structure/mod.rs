//! Whether the parts of a deployment are there and joined by links that mean something.

#[cfg(feature = "full")]
pub(crate) mod analytics_id_clash;
pub(crate) mod edge_not_allowed;
#[cfg(feature = "full")]
pub(crate) mod iskm_and_km_both;
mod missing;
#[cfg(feature = "full")]
pub(crate) mod node_unconnected;
#[cfg(feature = "full")]
pub(crate) mod replicas_not_server;
pub(crate) mod role_missing_gateway;
pub(crate) mod role_missing_key_manager;
pub(crate) mod role_missing_portal;
pub(crate) mod role_missing_traffic_manager;
pub(crate) mod role_unknown;
pub(crate) mod setting_invalid;
#[cfg(feature = "full")]
pub(crate) mod waiver_without_effect;
