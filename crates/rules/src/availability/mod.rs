//! Whether callers of several nodes have one address that works.

pub(crate) mod ha_without_lb;
pub(crate) mod lb_fronts_event_port;
pub(crate) mod lb_mixed_upstream;
pub(crate) mod lb_no_sticky_gwmgmt;
pub(crate) mod lb_no_sticky_portal;
pub(crate) mod lb_no_upstream;
mod sticky;
