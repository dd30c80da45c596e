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
/// Which headers such pages may send.
pub const CORS_ALLOW_HEADERS: &str = "cors.allow_headers";
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
/// What an environment of Gateways is called.
pub const ENVIRONMENT_NAME: &str = "environment.name";
/// The address that a Publisher deploys APIs to, typed over.
pub const DEPLOYMENT_URL: &str = "environment.service_url";
/// Whether the packs carry the updates that the version as released has not.
pub const PACKS_UPDATED: &str = "packs.updated";
/// Whether nodes tell one another what their caches should forget.
pub const CACHE_INVALIDATION: &str = "cache_invalidation.enable";
/// The group of nodes that do so.
pub const CACHE_DOMAIN: &str = "cache_invalidation.domain";
/// How long a Gateway remembers a token, in seconds.
pub const CACHE_GATEWAY_TOKEN: &str = "cache.gateway_token.expiry";
/// How long a Key Manager remembers a token, in seconds.
pub const CACHE_KEY_MANAGER_TOKEN: &str = "cache.km_token.expiry";
/// Whether Gateways send tokens to back ends.
pub const JWT_ENABLE: &str = "jwt.enable";
/// What Gateways and Key Managers have to agree on of these tokens, the switch first.
pub const JWT: [&str; 8] = [
    JWT_ENABLE,
    "jwt.encoding",
    "jwt.header",
    "jwt.claim_dialect",
    "jwt.signing_algorithm",
    "jwt.enable_user_claims",
    "jwt.generator_impl",
    "jwt.claims_extractor_impl",
];
/// What keeps the users.
pub const USER_STORE: &str = "user_store.type";
/// Where a directory of users listens.
pub const USER_STORE_URL: &str = "user_store.connection_url";
/// Who the nodes sign in to it as.
pub const USER_STORE_NAME: &str = "user_store.connection_name";
/// Below which name a directory keeps users and groups.
pub const USER_STORE_BASE: &str = "user_store.base_dn";
/// Where it keeps users, when that is not the usual place.
pub const USER_STORE_USERS: &str = "user_store.user_search_base";
/// Where it keeps groups, when that is not the usual place.
pub const USER_STORE_GROUPS: &str = "user_store.group_search_base";
/// Which versions of TLS are spoken.
pub const TLS_VERSIONS: &str = "tls.versions";
/// The value of [`TLS_VERSIONS`] that leaves old ones on.
pub const TLS_ALL: &str = "all";
/// How names in certificates are checked.
pub const HOSTNAME_VERIFIER: &str = "tls.hostname_verifier";
/// The value of [`HOSTNAME_VERIFIER`] that means not at all.
pub const HOSTNAME_ANY: &str = "AllowAll";
/// How a server's event engine runs.
pub const SERVER_MODE: &str = "server.mode";
/// The value of [`SERVER_MODE`] that means that one engine takes over from another.
pub const SERVER_HA: &str = "ha";
/// By which name the other engine reaches this one for events.
pub const EVENT_SYNC: &str = "event_sync.hostname";
/// By which name the other engine manages this one.
pub const EVENT_MANAGEMENT: &str = "event_management.hostname";
/// The most memory that Java takes for its heap, in MB.
pub const JVM_MEMORY: &str = "jvm.memory";

/// What a person adds to `deployment.toml`, on a node and on the design.
pub const ADDITION: &str = "config.addition";

/// All of the above, but for [`JWT`].
pub const ALL: [&str; 56] = [
    ADDITION,
    SECRETS,
    PACKS_UPDATED,
    CACHE_INVALIDATION,
    CACHE_DOMAIN,
    CACHE_GATEWAY_TOKEN,
    CACHE_KEY_MANAGER_TOKEN,
    JWT_ENABLE,
    USER_STORE,
    USER_STORE_URL,
    USER_STORE_NAME,
    USER_STORE_BASE,
    USER_STORE_USERS,
    USER_STORE_GROUPS,
    TLS_VERSIONS,
    HOSTNAME_VERIFIER,
    SERVER_MODE,
    EVENT_SYNC,
    EVENT_MANAGEMENT,
    JVM_MEMORY,
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
    CORS_ALLOW_HEADERS,
    ENVIRONMENT_NAME,
    CORS_ALLOW_CREDENTIALS,
    REVOKE_ENDPOINT,
];
