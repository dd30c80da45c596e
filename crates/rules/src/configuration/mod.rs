//! Whether settings of several nodes, and of one, fit together.

mod agree;
pub(crate) mod cfg_cache_domain;
pub(crate) mod cfg_cache_expiry_conflict;
pub(crate) mod cfg_cache_invalidation;
pub(crate) mod cfg_jwt_mismatch;
pub(crate) mod cfg_mode_ha;
pub(crate) mod userstore_ldap_incomplete;
pub(crate) mod userstore_mismatch;
