//! The guide's five samples against what the drawing of the same deployment exports. Every
//! difference is listed here with its correction, and nothing else differs.
//!
//! Source: the seed guide, sample configurations of steps 6.1 to 6.5.

use std::collections::BTreeMap;

use crate::support::{catalogue, config, shown, template, values};

/// `None` stands for "not there".
type Difference = (&'static str, Option<&'static str>, Option<&'static str>, &'static str);

/// Holds on every node.
const EVERYWHERE: &[Difference] = &[
    ("super_admin.password", Some("admin"), Some("$env{ADMIN_PASSWORD}"), "seed-15"),
    ("keystore.tls.password", Some("wso2carbon"), Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
    ("keystore.tls.key_password", Some("wso2carbon"), Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
    ("truststore.password", Some("wso2carbon"), Some("$env{TRUSTSTORE_PASSWORD}"), "seed-15"),
    ("database.shared_db.password", Some("root"), Some("$env{DATABASE_PASSWORD}"), "seed-15"),
    ("keystore.primary.file_name", None, Some("wso2carbon.jks"), "seed-16"),
    ("keystore.primary.type", None, Some("JKS"), "seed-16"),
    ("keystore.primary.password", None, Some("$env{KEYSTORE_PASSWORD}"), "seed-16"),
    ("keystore.primary.alias", None, Some("wso2carbon"), "seed-16"),
    ("keystore.primary.key_password", None, Some("$env{KEYSTORE_PASSWORD}"), "seed-16"),
];

const APIM_DB: Difference =
    ("database.apim_db.password", Some("root"), Some("$env{DATABASE_PASSWORD}"), "seed-15");
const USER_STORE: Difference =
    ("user_store.type", Some("database"), Some("database_unique_id"), "seed-4");
const DECISIONS: Difference = (
    "apim.throttling.throttle_decision_endpoints",
    Some("[\"tcp://tm.wso2.com:5675\"]"),
    None,
    "seed-10",
);
const CACHE: Difference = ("apim.cache_invalidation.enabled", Some("true"), None, "seed-9");

fn check(node: &str, sample: &str, own: &[Difference]) {
    let guide = values(sample);
    let ours = values(&config(&template("guide-sample"), node));
    let mut expected: BTreeMap<&str, &Difference> = BTreeMap::new();
    for difference in EVERYWHERE.iter().chain(own) {
        assert!(catalogue().correction(difference.3).is_some(), "no correction {}", difference.3);
        expected.insert(difference.0, difference);
    }
    for path in guide.keys().chain(ours.keys()) {
        let (theirs, ours) = (guide.get(path).map(shown), ours.get(path).map(shown));
        let (said, here) = match expected.remove(path.as_str()) {
            Some((_, said, here, _)) => (said.map(str::to_owned), here.map(str::to_owned)),
            None if theirs == ours => continue,
            // Seen already from the other side.
            None if own.iter().chain(EVERYWHERE).any(|(known, ..)| known == path) => continue,
            None => {
                panic!("{node}: {path} is {theirs:?} in the guide and {ours:?} here, unexplained")
            }
        };
        assert_eq!((&theirs, &ours), (&said, &here), "{node}: {path}");
    }
    assert!(expected.is_empty(), "{node}: expected differences that are none: {expected:?}");
}

#[test]
fn key_manager() {
    check(
        "km1",
        include_str!("guide_samples/key-manager.toml"),
        &[
            APIM_DB,
            DECISIONS,
            CACHE,
            ("apim.cache_invalidation.domain", Some("km-domain"), None, "seed-9"),
        ],
    );
}

#[test]
fn traffic_manager() {
    check(
        "tm1",
        include_str!("guide_samples/traffic-manager.toml"),
        &[
            USER_STORE,
            ("database.shared_db.type", Some("h2"), Some("mysql"), "seed-5"),
            (
                "database.shared_db.url",
                Some("jdbc:h2:./repository/database/WSO2SHARED_DB;DB_CLOSE_ON_EXIT=FALSE"),
                None,
                "seed-5",
            ),
            ("database.shared_db.hostname", None, Some("db.wso2.com"), "seed-5"),
            ("database.shared_db.name", None, Some("shared_db"), "seed-5"),
            ("database.shared_db.port", None, Some("3306"), "seed-5"),
            ("database.shared_db.username", Some("wso2carbon"), Some("root"), "seed-5"),
            (
                "database.shared_db.password",
                Some("wso2carbon"),
                Some("$env{DATABASE_PASSWORD}"),
                "seed-15",
            ),
        ],
    );
}

#[test]
fn publisher() {
    check(
        "pub1",
        include_str!("guide_samples/publisher.toml"),
        &[
            APIM_DB,
            USER_STORE,
            DECISIONS,
            CACHE,
            ("apim.cache_invalidation.domain", Some("publisher-domain"), None, "seed-9"),
            (
                "apim.gateway.environment[0].ws_endpoint",
                None,
                Some("ws://gw.wso2.com:9103"),
                "seed-12",
            ),
            (
                "apim.gateway.environment[0].wss_endpoint",
                None,
                Some("wss://gw.wso2.com:8103"),
                "seed-12",
            ),
            // The step's snippet has it, its sample does not.
            (
                "apim.gateway.environment[0].show_as_token_endpoint_url",
                None,
                Some("true"),
                "seed-12",
            ),
        ],
    );
}

#[test]
fn developer_portal() {
    check(
        "dev1",
        include_str!("guide_samples/devportal.toml"),
        &[
            APIM_DB,
            USER_STORE,
            DECISIONS,
            CACHE,
            ("apim.cache_invalidation.domain", Some("devportal-domain"), None, "seed-9"),
            ("server.server_role", Some("api-store"), Some("api-devportal"), "seed-1"),
            (
                "apim.oauth_config.revoke_endpoint",
                Some("https://km.wso2.com:9443/revoke"),
                Some("https://km.wso2.com:9443/oauth2/revoke"),
                "seed-2",
            ),
            (
                "apim.gateway.environment[0].ws_endpoint",
                Some("ws://gw.wso2.com:9099"),
                Some("ws://gw.wso2.com:9103"),
                "seed-3",
            ),
            (
                "apim.gateway.environment[0].wss_endpoint",
                None,
                Some("wss://gw.wso2.com:8103"),
                "seed-3",
            ),
            (
                "apim.throttling.url_group[0].traffic_manager_urls",
                Some("[\"tcp://tm.wso2.com:9614\"]"),
                None,
                "seed-11",
            ),
            (
                "apim.throttling.url_group[0].traffic_manager_auth_urls",
                Some("[\"ssl://tm.wso2.com:9714\"]"),
                None,
                "seed-11",
            ),
        ],
    );
}

#[test]
fn gateway() {
    check(
        "gw1",
        include_str!("guide_samples/gateway.toml"),
        &[
            // The guide's snippet of step 6.5 has both, its sample leaves them to the defaults.
            ("apim.key_manager.username", None, Some("$ref{super_admin.username}"), "seed-7"),
            ("apim.key_manager.password", None, Some("$ref{super_admin.password}"), "seed-7"),
            ("apim.throttling.username", None, Some("$ref{super_admin.username}"), "seed-8"),
            ("apim.throttling.password", None, Some("$ref{super_admin.password}"), "seed-8"),
            (
                "apim.cors.allow_headers",
                Some(
                    "[\"authorization\", \"Access-Control-Allow-Origin\", \"Content-Type\", \"SOAPAction\"]",
                ),
                Some(
                    "[\"authorization\", \"Access-Control-Allow-Origin\", \"Content-Type\", \"SOAPAction\", \"apikey\"]",
                ),
                "seed-13",
            ),
        ],
    );
}

/// Source: wso2-domain section 0; docs-apim issue 6212.
#[test]
fn throttling_stands_before_its_groups_and_sections_keep_the_guides_order() {
    let text = config(&template("guide-sample"), "gw1");
    let at = |heading: &str| text.find(heading).unwrap_or_else(|| panic!("no {heading}"));
    let order = [
        "[server]",
        "[user_store]",
        "[super_admin]",
        "[database.shared_db]",
        "[keystore.tls]",
        "[truststore]",
        "[apim.key_manager]",
        "[apim.throttling]",
        "[[apim.throttling.url_group]]",
        "[apim.cors]",
    ];
    for pair in order.windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{} stands before {}", pair[0], pair[1]);
    }
}
