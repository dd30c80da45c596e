//! The guide's five samples against what the drawing of the same deployment exports. Every
//! difference is listed here with its correction, and nothing else differs.
//!
//! Source: the seed guide, sample configurations of steps 6.1 to 6.5.

use std::collections::BTreeMap;

use export::{Exporter, RenderedFile};

use crate::support::{catalogue, shown, template, values};

/// A path, what the guide's sample has, what is exported, and why; `None` stands for "not there".
type Difference = (&'static str, Option<&'static str>, Option<&'static str>, &'static str);

/// Why a line differs without a correction: the guide's own step has it, its sample does not.
const IN_THE_STEP: &str = "the guide's step has it";
/// Or what the sample leaves out is written with the product's default (wso2-domain section 5), so
/// that the file says what holds.
const SPELLED_OUT: &str = "the product's default, spelled out";

/// Holds on every node.
const EVERYWHERE: &[Difference] = &[
    ("super_admin.password", Some("admin"), Some("$env{ADMIN_PASSWORD}"), "seed-15"),
    ("keystore.tls.password", Some("wso2carbon"), Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
    ("keystore.tls.key_password", Some("wso2carbon"), Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
    ("truststore.password", Some("wso2carbon"), Some("$env{TRUSTSTORE_PASSWORD}"), "seed-15"),
    ("database.shared_db.password", Some("root"), Some("$env{DATABASE_PASSWORD}"), "seed-15"),
    ("keystore.primary.file_name", None, Some("wso2carbon.jks"), SPELLED_OUT),
    ("keystore.primary.type", None, Some("JKS"), SPELLED_OUT),
    ("keystore.primary.password", None, Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
    ("keystore.primary.alias", None, Some("wso2carbon"), SPELLED_OUT),
    ("keystore.primary.key_password", None, Some("$env{KEYSTORE_PASSWORD}"), "seed-15"),
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

const SIGN_UP: Difference =
    ("event_handler[0].name", None, Some("userPostSelfRegistration"), "seed-events");
const SIGN_UP_EVENTS: Difference =
    ("event_handler[0].subscriptions", None, Some("[\"POST_ADD_USER\"]"), "seed-events");

fn check(node: &str, sample: &str, own: &[Difference]) {
    let design = template("guide-sample");
    let path = format!("nodes/{node}/repository/conf/deployment.toml");
    let file = Exporter::new(&design, catalogue()).file(&path).unwrap();
    let guide = values(sample);
    let ours = values(&String::from_utf8(file.bytes()).unwrap());
    let corrections = corrections_by_path(&file);
    let left_out: Vec<&str> = file
        .lines
        .iter()
        .filter_map(|line| line.text.strip_suffix(')')?.rsplit_once('('))
        .map(|(_, id)| id)
        .collect();
    // A node's own entry stands for the one that holds everywhere.
    let mut expected: BTreeMap<&str, &Difference> = BTreeMap::new();
    for difference in EVERYWHERE.iter().chain(own) {
        expected.insert(difference.0, difference);
    }
    let mut paths: Vec<&String> = guide.keys().chain(ours.keys()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let (theirs, here) = (guide.get(path), ours.get(path));
        let cited = corrections.get(path.as_str()).and_then(Option::as_deref);
        let Some((_, said, written, why)) = expected.remove(path.as_str()) else {
            // The same value of the same type: "3306" is not 3306.
            assert_eq!(theirs, here, "{node}: {path} differs, unexplained");
            assert_eq!(cited, None, "{node}: {path} is as in the guide and says that it is not");
            continue;
        };
        let both = (theirs.map(shown), here.map(shown));
        assert_eq!(both, (said.map(str::to_owned), written.map(str::to_owned)), "{node}: {path}");
        assert_ne!(theirs, here, "{node}: {path} was expected to differ");
        if *why == IN_THE_STEP || *why == SPELLED_OUT {
            assert_eq!((theirs, cited), (None, None), "{node}: {path}");
            continue;
        }
        assert!(catalogue().correction(why).is_some(), "no correction {why}");
        if here.is_some() {
            assert_eq!(cited, Some(*why), "{node}: what {path} says of itself");
        } else {
            let table = path.rsplit_once('.').unwrap().0;
            let replaced = corrections
                .iter()
                .any(|(other, id)| other.starts_with(table) && id.as_deref() == Some(why));
            assert!(
                replaced || left_out.contains(why),
                "{node}: nothing says why {path} is not there"
            );
        }
    }
    assert!(expected.is_empty(), "{node}: expected differences that are none: {expected:?}");
}

/// The correction that each value's line names, by the value's path.
fn corrections_by_path(file: &RenderedFile) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    let (mut table, mut count) = (String::new(), BTreeMap::<String, usize>::new());
    for line in &file.lines {
        let text = line.text.as_str();
        if let Some(heading) = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")) {
            let next = count.entry(heading.to_owned()).or_default();
            table = format!("{heading}[{next}]");
            *next += 1;
        } else if let Some(heading) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            heading.clone_into(&mut table);
        } else if let Some((key, _)) = text.split_once(" = ").filter(|_| !text.starts_with('#')) {
            let origin = &file.origins[line.origin.expect("a value has an origin") as usize];
            found.insert(format!("{table}.{key}"), origin.correction.clone());
        }
    }
    found
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
            SIGN_UP,
            SIGN_UP_EVENTS,
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
            (
                "apim.gateway.environment[0].show_as_token_endpoint_url",
                None,
                Some("true"),
                IN_THE_STEP,
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
            SIGN_UP,
            SIGN_UP_EVENTS,
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
                "seed-12",
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
            ("apim.key_manager.username", None, Some("$ref{super_admin.username}"), IN_THE_STEP),
            ("apim.key_manager.password", None, Some("$ref{super_admin.password}"), IN_THE_STEP),
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
    let text = crate::support::config(&template("guide-sample"), "gw1");
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
