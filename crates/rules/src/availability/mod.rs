//! Whether callers of several nodes have one address that works.

#[cfg(feature = "full")]
pub(crate) mod customurl_missing;
#[cfg(feature = "full")]
pub(crate) mod ha_gateway_mgmt_lb;
#[cfg(feature = "full")]
pub(crate) mod ha_single_instance;
pub(crate) mod ha_without_lb;
#[cfg(feature = "full")]
pub(crate) mod host_all_on_one;
#[cfg(feature = "full")]
pub(crate) mod host_cores;
#[cfg(feature = "full")]
pub(crate) mod host_memory;
#[cfg(feature = "full")]
pub(crate) mod lb_forward_headers;
pub(crate) mod lb_fronts_event_port;
pub(crate) mod lb_mixed_upstream;
pub(crate) mod lb_no_sticky_gwmgmt;
pub(crate) mod lb_no_sticky_portal;
#[cfg(feature = "full")]
pub(crate) mod lb_no_sticky_tm_km;
pub(crate) mod lb_no_upstream;
#[cfg(feature = "full")]
pub(crate) mod lb_one_upstream;
#[cfg(feature = "full")]
pub(crate) mod lb_websocket_missing;
#[cfg(feature = "full")]
pub(crate) mod proxy_hostname_not_lb;
mod sticky;
#[cfg(feature = "full")]
pub(crate) mod tm_two_active_lb;
