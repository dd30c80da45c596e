//! Whether the administrator and the keystores are safe and the same everywhere.

pub(crate) mod admin_bad_chars;
pub(crate) mod admin_default_password;
#[cfg(feature = "full")]
pub(crate) mod cors_apikey;
#[cfg(feature = "full")]
pub(crate) mod cors_credentials;
#[cfg(feature = "full")]
pub(crate) mod hostname_verifier_allowall;
#[cfg(feature = "full")]
pub(crate) mod keystore_default;
pub(crate) mod keystore_primary_mismatch;
#[cfg(feature = "full")]
pub(crate) mod keystore_tls_only;
#[cfg(feature = "full")]
pub(crate) mod keystore_type_extension;
#[cfg(feature = "full")]
mod own_keystore;
#[cfg(feature = "full")]
pub(crate) mod secret_plain;
#[cfg(feature = "full")]
pub(crate) mod tls_old_protocols;
