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
/// The file name of a database's JDBC driver.
pub const DATABASE_DRIVER_JAR: &str = "database.driver_jar";
/// The instance of a database server that the URL names.
pub const DATABASE_SID: &str = "database.sid";
/// The servers of a database that has several.
pub const DATABASE_ADDRESSES: &str = "database.addresses";
/// Whether a database goes on when one of its servers fails.
pub const DATABASE_CLUSTERED: &str = "database.clustered";
/// What software a load balancer is.
pub const BALANCER_KIND: &str = "kind";
/// The value of [`BALANCER_KIND`] that means that others run it.
pub const BALANCER_EXTERNAL: &str = "external";
/// Whether a load balancer keeps a client on one node.
pub const BALANCER_STICKY: &str = "sticky";
/// How a design's passwords reach the servers.
pub const SECRETS: &str = "secrets";
/// The value of [`SECRETS`] that means that the product's own tool encrypts them on each machine.
pub const SECRETS_VAULT: &str = "secure-vault";
/// The value of [`SECRETS`] that means that they stand in the configuration in clear.
pub const SECRETS_PLAIN: &str = "plain";
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
/// The secret that opens the primary keystore and its key.
pub const PRIMARY_KEYSTORE_PASSWORD: &str = "keystore.primary.password";
/// The TLS keystore's file name.
pub const TLS_KEYSTORE: &str = "keystore.tls.file_name";
/// The TLS keystore's type.
pub const TLS_KEYSTORE_TYPE: &str = "keystore.tls.type";
/// The key entry of the TLS keystore.
pub const TLS_KEYSTORE_ALIAS: &str = "keystore.tls.alias";
/// The secret that opens the TLS keystore and its key.
pub const TLS_KEYSTORE_PASSWORD: &str = "keystore.tls.password";
/// The truststore's file name.
pub const TRUSTSTORE: &str = "truststore.file_name";
/// The truststore's type.
pub const TRUSTSTORE_TYPE: &str = "truststore.type";
/// The secret that opens the truststore.
pub const TRUSTSTORE_PASSWORD: &str = "truststore.password";
/// From which origins pages may call APIs.
pub const CORS_ALLOW_ORIGINS: &str = "cors.allow_origins";
/// Whether such pages may send credentials.
pub const CORS_ALLOW_CREDENTIALS: &str = "cors.allow_credentials";
/// A Developer Portal's typed-over revoke endpoint.
pub const REVOKE_ENDPOINT: &str = "oauth.revoke_endpoint";

/// How a share works: a file system, or copies of one node's folders.
pub const SHARE_KIND: &str = "share.kind";
/// The value of [`SHARE_KIND`] that means copies, where one node alone may write.
pub const SHARE_COPIED: &str = "rsync";
/// A share's folder on its server.
pub const SHARE_PATH: &str = "share.path";
/// The id of the node that may write, where one alone may.
pub const SHARE_MANAGER: &str = "share.manager";
/// How often a share is copied, in seconds.
pub const SHARE_INTERVAL: &str = "share.interval";
/// The number of the user that a node runs as.
pub const USER_ID: &str = "user.id";
/// The address that a Publisher deploys APIs to, typed over.
pub const DEPLOYMENT_URL: &str = "environment.service_url";

/// All of the above.
pub const ALL: [&str; 35] = [
    SECRETS,
    SHARE_KIND,
    SHARE_PATH,
    SHARE_MANAGER,
    SHARE_INTERVAL,
    USER_ID,
    DEPLOYMENT_URL,
    DATABASE_ENGINE,
    DATABASE_SCHEMAS,
    DATABASE_PORT,
    DATABASE_USERNAME,
    DATABASE_PASSWORD,
    DATABASE_DRIVER,
    DATABASE_DRIVER_JAR,
    DATABASE_SID,
    DATABASE_ADDRESSES,
    DATABASE_CLUSTERED,
    BALANCER_KIND,
    BALANCER_STICKY,
    ADMIN_USERNAME,
    ADMIN_PASSWORD,
    PRIMARY_KEYSTORE,
    PRIMARY_KEYSTORE_TYPE,
    PRIMARY_KEYSTORE_ALIAS,
    PRIMARY_KEYSTORE_PASSWORD,
    TLS_KEYSTORE,
    TLS_KEYSTORE_TYPE,
    TLS_KEYSTORE_ALIAS,
    TLS_KEYSTORE_PASSWORD,
    TRUSTSTORE,
    TRUSTSTORE_TYPE,
    TRUSTSTORE_PASSWORD,
    CORS_ALLOW_ORIGINS,
    CORS_ALLOW_CREDENTIALS,
    REVOKE_ENDPOINT,
];
