//! Whether nodes that have to see the same folders do.

mod groups;
pub(crate) mod share_crosses_env;
pub(crate) mod share_missing_gateway;
pub(crate) mod share_missing_tm;
pub(crate) mod share_not_needed;
pub(crate) mod share_rsync_lb;
pub(crate) mod share_rsync_spof;
pub(crate) mod share_uid;
