//! Settings that code has to know by name. The catalogue's tests hold that each exists.

/// The engine of a database node.
pub const DATABASE_ENGINE: &str = "database.engine";
/// The schemas a database node holds.
pub const DATABASE_SCHEMAS: &str = "database.schemas";
/// The port of a database node; the engine's usual one when absent.
pub const DATABASE_PORT: &str = "database.port";
/// The user of a database node.
pub const DATABASE_USERNAME: &str = "database.username";
/// The secret with the password of a database node's user.
pub const DATABASE_PASSWORD: &str = "database.password";
/// A JDBC driver class that replaces the inferred one.
pub const DATABASE_DRIVER: &str = "database.driver";
/// What software a load balancer is.
pub const BALANCER_KIND: &str = "kind";
/// Whether a load balancer keeps a client on one node.
pub const BALANCER_STICKY: &str = "sticky";
/// The administrator's name.
pub const ADMIN_USERNAME: &str = "admin.username";
/// The secret with the administrator's password.
pub const ADMIN_PASSWORD: &str = "admin.password";
/// The primary keystore's file name.
pub const PRIMARY_KEYSTORE: &str = "keystore.primary.file_name";
/// The primary keystore's type.
pub const PRIMARY_KEYSTORE_TYPE: &str = "keystore.primary.type";
/// The key entry of the primary keystore.
pub const PRIMARY_KEYSTORE_ALIAS: &str = "keystore.primary.alias";
/// A Developer Portal's typed-over revoke endpoint.
pub const REVOKE_ENDPOINT: &str = "oauth.revoke_endpoint";

/// All of the above.
pub const ALL: [&str; 14] = [
    DATABASE_ENGINE,
    DATABASE_SCHEMAS,
    DATABASE_PORT,
    DATABASE_USERNAME,
    DATABASE_PASSWORD,
    DATABASE_DRIVER,
    BALANCER_KIND,
    BALANCER_STICKY,
    ADMIN_USERNAME,
    ADMIN_PASSWORD,
    PRIMARY_KEYSTORE,
    PRIMARY_KEYSTORE_TYPE,
    PRIMARY_KEYSTORE_ALIAS,
    REVOKE_ENDPOINT,
];
