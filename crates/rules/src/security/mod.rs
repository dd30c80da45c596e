//! Whether the administrator and the keystores are safe and the same everywhere.

pub(crate) mod admin_bad_chars;
pub(crate) mod admin_default_password;
pub(crate) mod keystore_primary_mismatch;
