//! Settings that end in `deployment.toml`: written where they are given, on the roles that read them,
//! and left out where they are not.
//!
//! Source: wso2-domain sections 2.3 to 2.12, 3.2, 4.4 and 5; the guide's steps 6.1 and 6.5.

use topology::Design;
use topology::notation::design;

use crate::support::{bundle, config, key_of, values};

/// A file's table with its lines, without comments; empty where it has no such table.
fn table(design: &Design, node: &str, table: &str) -> Vec<String> {
    let text = config(design, node);
    let heading = format!("[{table}]");
    let mut lines = text.lines().skip_while(|line| *line != heading).skip(1);
    let own = lines.by_ref().take_while(|line| !line.starts_with('[') && !line.is_empty());
    let own = own.filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    assert!(lines.all(|line| line != heading), "{table} stands twice in {text}");
    own
}

fn case(text: &str, node: &str, name: &str, expected: &[&str]) {
    assert_eq!(table(&design(text), node, name), expected, "[{name}] of {node} in {text}");
}

fn file(design: &Design, path: &str) -> String {
    let bundle = bundle(design);
    let file = bundle.file(path).unwrap_or_else(|| panic!("no file {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

const ROLES: &str = "k: key-manager host=k.x\nt: traffic-manager host=t.x\np: publisher host=p.x\n\
    d: devportal host=d.x\ni: is-key-manager host=i.x\ng: gateway host=g.x\na: all-in-one host=a.x\n";

/// Guide step 6.5.3: in all Gateway and Key Manager components; section 2.12: nowhere else.
#[test]
fn jwt_is_the_same_on_gateways_and_key_managers() {
    let on = format!("set jwt.enable = true\n{ROLES}");
    for node in ["k", "i", "g", "a"] {
        case(&on, node, "apim.jwt", &["enable = true", "encoding = \"base64\""]);
        case(ROLES, node, "apim.jwt", &[]);
    }
    for node in ["t", "p", "d"] {
        case(&on, node, "apim.jwt", &[]);
    }
    let all = "set jwt.enable = true\nset jwt.encoding = base64url\nset jwt.header = X-Who\n\
        set jwt.claim_dialect = urn:claims\nset jwt.signing_algorithm = NONE\n\
        set jwt.enable_user_claims = true\nset jwt.generator_impl = org.x.Generator\n\
        set jwt.claims_extractor_impl = org.x.Claims\nk: key-manager host=k.x";
    let lines = [
        "enable = true",
        "encoding = \"base64url\"",
        "header = \"X-Who\"",
        "claim_dialect = \"urn:claims\"",
        "signing_algorithm = \"NONE\"",
        "enable_user_claims = true",
        "generator_impl = \"org.x.Generator\"",
        "claims_extractor_impl = \"org.x.Claims\"",
    ];
    case(all, "k", "apim.jwt", &lines);
    // What is given without the switch says nothing.
    case("set jwt.header = X-Who\nk: key-manager host=k.x", "k", "apim.jwt", &[]);
}

/// Guide step 6.1.2; [D] Encrypting `OAuth2` Tokens: on Developer Portals and Key Managers.
#[test]
fn tokens_are_encrypted_by_those_who_store_them() {
    let on = format!("set oauth.token_encryption = true\n{ROLES}");
    for (node, lines) in [
        ("k", ["enable_token_encryption = true"].as_slice()),
        ("i", &["enable_token_encryption = true"]),
        ("d", &["enable_token_encryption = true"]),
        ("a", &["enable_token_encryption = true"]),
        ("g", &[]),
        ("p", &[]),
        ("t", &[]),
    ] {
        case(&on, node, "apim.oauth_config", lines);
        case(ROLES, node, "apim.oauth_config", &[]);
    }
    // Both keys of a pair stand in one table.
    let pair = "set oauth.token_encryption = true\na: all-in-one host=a.x\nb: all-in-one host=b.x\n\
        lb: load-balancer host=lb.x\nlb -balances-> a\nlb -balances-> b";
    let both = ["revoke_endpoint = \"https://lb.x:443/revoke\"", "enable_token_encryption = true"];
    case(pair, "a", "apim.oauth_config", &both);
}

const DIRECTORY: &str = "set user_store.type = read_write_ldap_unique_id\n\
    set user_store.connection_url = ldaps://ldap.x:1636\n\
    set user_store.connection_name = uid=admin,ou=system\n\
    set user_store.base_dn = dc=example,dc=com\n";

/// Section 4.4: six types of directories; the same on every node.
#[test]
fn a_directory_keeps_the_users_of_every_node() {
    let text = format!("{DIRECTORY}{ROLES}");
    for node in ["k", "i", "t", "p", "d", "g", "a"] {
        let lines = [
            "type = \"read_write_ldap_unique_id\"",
            "connection_url = \"ldaps://ldap.x:1636\"",
            "connection_name = \"uid=admin,ou=system\"",
            "connection_password = \"$env{USER_STORE_PASSWORD}\"",
            "base_dn = \"dc=example,dc=com\"",
        ];
        case(&text, node, "user_store", &lines);
    }
    let filters = format!(
        "{DIRECTORY}set user_store.user_search_base = ou=People\n\
         set user_store.user_name_attribute = cn\n\
         set user_store.user_name_search_filter = (&(objectClass=person)(uid=?))\n\
         set user_store.user_name_list_filter = (objectClass=person)\n\
         set user_store.read_groups = false\n\
         set user_store.group_search_base = ou=Teams\n\
         set user_store.group_name_attribute = cn\n\
         set user_store.group_name_search_filter = (cn=?)\n\
         set user_store.group_name_list_filter = (objectClass=groupOfNames)\n\
         set user_store.membership_attribute = member\n\
         set user_store.connection_password = LDAP_SECRET\ng: gateway host=g.x"
    );
    let lines = [
        "connection_password = \"$env{LDAP_SECRET}\"",
        "base_dn = \"dc=example,dc=com\"",
        "user_search_base = \"ou=People\"",
        "user_name_attribute = \"cn\"",
        // The server copies it into XML.
        "user_name_search_filter = \"(&amp;(objectClass=person)(uid=?))\"",
        "user_name_list_filter = \"(objectClass=person)\"",
        "read_groups = false",
        "group_search_base = \"ou=Teams\"",
        "group_name_attribute = \"cn\"",
        "group_name_search_filter = \"(cn=?)\"",
        "group_name_list_filter = \"(objectClass=groupOfNames)\"",
        "membership_attribute = \"member\"",
    ];
    assert_eq!(table(&design(&filters), "g", "user_store")[3..], lines);
}

/// What the nodes call stands among the connections, and the secret among the secrets, only then.
#[test]
fn a_directory_is_a_connection_and_has_a_secret() {
    let with = design(&format!("{DIRECTORY}g: gateway host=g.x"));
    let flows = file(&with, "network/ports.csv");
    let line =
        flows.lines().find(|line| line.contains("1636")).unwrap_or_else(|| panic!("{flows}"));
    assert!(line.contains("ldap.x") && line.contains("LDAPS"), "{line}");
    assert!(file(&with, "secrets.env.example").contains("\nUSER_STORE_PASSWORD="));
    assert!(file(&with, "nodes/g/bin/start.sh").contains("USER_STORE_PASSWORD"));
    // The directory's settings are kept for later while the database has the users.
    let later = DIRECTORY.replace("read_write_ldap_unique_id", "database_unique_id");
    let without = design(&format!("{later}g: gateway host=g.x"));
    assert_eq!(table(&without, "g", "user_store"), ["type = \"database_unique_id\""]);
    assert!(!file(&without, "network/ports.csv").contains("ldap.x"));
    assert!(!file(&without, "secrets.env.example").contains("USER_STORE_PASSWORD"));
}

/// Section 2.3 and 2.7: seconds; key names of the two kinds of token caches.
#[test]
fn caches_are_set_where_they_are() {
    let text = "k: key-manager host=k.x cache.km_token.enable=true cache.km_token.expiry=60\n\
        g: gateway host=g.x cache.gateway_token.enable=false cache.resource.expiry=30\n\
        a: all-in-one host=a.x cache.jwt_claim.expiry=5 cache.gateway_token.enable=true";
    case(text, "k", "apim.cache.km_token", &["enable = true", "expiry_time = 60"]);
    case(text, "g", "apim.cache.gateway_token", &["enable = false"]);
    case(text, "g", "apim.cache.resource", &["expiry_time = 30"]);
    case(text, "a", "apim.cache.jwt_claim", &["expiry_time = 5"]);
    // The product's own value, given again.
    case(text, "a", "apim.cache.gateway_token", &[]);
}

/// Section 3.2: the keys are `wf_engine_user` and `wf_engine_pass`, and nothing is left at localhost.
#[test]
fn workflows_lead_to_the_drawing() {
    let text = "set workflow.enable = true\nset workflow.service_url = https://ei.x:9445/bpmn\n\
        set workflow.username = wf\nset workflow.password = WF_PASSWORD\n\
        p: publisher host=p.x +1\nd: devportal host=d.x workflow.callback_endpoint=https://p.x:9444/cb\n\
        g: gateway host=g.x +4\na: all-in-one host=a.x\np -publishes-to-> g\nd -shows-> g";
    let engine = [
        "enable = true",
        "service_url = \"https://ei.x:9445/bpmn\"",
        "wf_engine_user = \"wf\"",
        "wf_engine_pass = \"$env{WF_PASSWORD}\"",
    ];
    let status = "/api/am/admin/v0.16/workflows/update-workflow-status\"";
    let with = |rest: &[String]| -> Vec<String> {
        engine.iter().map(|line| (*line).to_owned()).chain(rest.iter().cloned()).collect()
    };
    let token = "token_endpoint = \"https://g.x:8247/token\"".to_owned();
    let own = format!("callback_endpoint = \"https://p.x:9444{status}");
    let design = design(text);
    assert_eq!(table(&design, "p", "apim.workflow"), with(&[own, token.clone()]));
    let given = "callback_endpoint = \"https://p.x:9444/cb\"".to_owned();
    assert_eq!(table(&design, "d", "apim.workflow"), with(&[given, token]));
    let own = format!("callback_endpoint = \"https://a.x:9443{status}");
    assert_eq!(table(&design, "a", "apim.workflow"), with(&[own]));
    assert_eq!(table(&design, "g", "apim.workflow"), Vec::<String>::new());
    // The engine is called by the nodes, the callback is not.
    let flows = file(&design, "network/ports.csv");
    assert!(flows.contains("apim.workflow.service_url"), "{flows}");
    assert!(!flows.contains("callback_endpoint = "), "{flows}");
    assert!(file(&design, "secrets.env.example").contains("WF_PASSWORD="));
    case("set workflow.username = wf\np: publisher host=p.x", "p", "apim.workflow", &[]);
}

/// Section 2.11: as released, 3.1.0 does not read it.
#[test]
fn cache_invalidation_waits_for_updated_packs() {
    let asked = "set cache_invalidation.enable = true\n";
    let updated = "set packs.updated = true\n";
    for (settings, written) in [
        (String::new(), false),
        (asked.to_owned(), false),
        (updated.to_owned(), false),
        (format!("{asked}{updated}"), true),
    ] {
        let text = format!("{settings}{ROLES}");
        for (node, domain) in
            [("k", "km-domain"), ("p", "publisher-domain"), ("d", "devportal-domain")]
        {
            let domain = format!("domain = \"{domain}\"");
            let lines = ["enabled = true", domain.as_str()];
            let lines = if written { lines.as_slice() } else { &[] };
            case(&text, node, "apim.cache_invalidation", lines);
            assert_eq!(config(&design(&text), node).contains("(seed-9)"), !written, "{text}");
        }
        for node in ["g", "t", "a"] {
            case(&text, node, "apim.cache_invalidation", &[]);
        }
    }
    let own = format!("{asked}{updated}k: key-manager host=k.x cache_invalidation.domain=east");
    case(&own, "k", "apim.cache_invalidation", &["enabled = true", "domain = \"east\""]);
}

/// Section 5, last line. In production TLS 1.2 alone, unless someone says otherwise.
#[test]
fn old_versions_of_tls_are_off_in_production() {
    let tables: [(&str, &[&str], &str); 5] = [
        (
            "transport.https.sslHostConfig.properties",
            &["k", "i", "t", "p", "d", "g", "a"],
            "protocols = \"TLSv1.2\"",
        ),
        (
            "transport.passthru_https.listener.parameters",
            &["p", "d", "g", "a"],
            "HttpsProtocols = \"TLSv1.2\"",
        ),
        ("transport.passthru_https.sender.parameters", &["g", "a"], "HttpsProtocols = \"TLSv1.2\""),
        ("apim.wss", &["g", "a"], "ssl_enabled_protocols = \"TLSv1.2\""),
        (
            "broker.transport.amqp.ssl_connection",
            &["t", "g", "a"],
            "ssl_enabled_protocols = \"TLSv1.2\"",
        ),
    ];
    for (settings, on) in [
        ("", false),
        ("environment test\n", false),
        ("environment production\n", true),
        ("set tls.versions = always\n", true),
        ("environment production\nset tls.versions = all\n", false),
        ("set tls.versions = all\n", false),
    ] {
        let text = format!("{settings}{ROLES}");
        for (name, nodes, line) in &tables {
            for node in ["k", "i", "t", "p", "d", "g", "a"] {
                let there = on && nodes.contains(&node);
                case(&text, node, name, if there { std::slice::from_ref(line) } else { &[] });
            }
        }
    }
}

/// Section 2.7: the key of Gateways; the start script is edited by install.
#[test]
fn names_in_certificates_are_checked_as_asked() {
    let text = format!("set tls.hostname_verifier = Strict\n{ROLES}");
    let name = "transport.passthru_https.sender.parameters";
    case(&text, "g", name, &["HostnameVerifier = \"Strict\""]);
    case(&text, "a", name, &["HostnameVerifier = \"Strict\""]);
    case(&text, "p", name, &[]);
    case(ROLES, "g", name, &[]);
    let both = "environment production\ng: gateway host=g.x tls.hostname_verifier=AllowAll";
    case(both, "g", name, &["HostnameVerifier = \"AllowAll\"", "HttpsProtocols = \"TLSv1.2\""]);
    let install = |text: &str| file(&design(text), "nodes/p/bin/install.sh");
    assert!(install(&text).contains("\nhostname_verifier='Strict'\n"), "{}", install(&text));
    assert!(install(ROLES).contains("\nhostname_verifier=''\n"));
    // What is none of the choices does not reach the script.
    let wrong = format!("set tls.hostname_verifier = x/;e\n{ROLES}");
    assert!(install(&wrong).contains("\nhostname_verifier=''\n"));
}

/// The pack of an Identity Server in a Key Manager's place, which has keys of its own.
const IDENTITY: &str = "wso2is-km-5.10.0";

/// Every setting at once, on every role: files parse and each key is one that is read.
#[test]
fn every_key_of_a_setting_is_read() {
    let text = format!(
        "environment production\nset jwt.enable = true\nset jwt.header = X-Who\n\
         set jwt.enable_user_claims = true\nset jwt.signing_algorithm = NONE\n\
         set jwt.claim_dialect = urn:x\nset jwt.generator_impl = x.Y\n\
         set jwt.claims_extractor_impl = x.Z\nset oauth.token_encryption = true\n\
         set workflow.enable = true\nset workflow.service_url = https://ei.x/bpmn\n\
         set workflow.username = wf\nset workflow.password = WF\n\
         set packs.updated = true\nset cache_invalidation.enable = true\n\
         set tls.hostname_verifier = Strict\n{DIRECTORY}{ROLES}"
    );
    let design = design(&text);
    let mut added = 0;
    for node in ["k", "i", "t", "p", "d", "g", "a"] {
        for path in values(&config(&design, node)).keys() {
            let key = key_of(path);
            let by_update = catalogue::keys().added_by_updates(&key);
            let of_pack =
                if node == "i" { catalogue::keys_of(IDENTITY) } else { catalogue::keys() };
            assert!(of_pack.knows(&key) || by_update, "{node}: {key} is not a key");
            added += usize::from(by_update);
        }
    }
    assert_eq!(added, 8, "two keys on four roles");
}

/// A line that a setting brought leads back to the setting.
#[test]
fn lines_lead_to_their_settings() {
    let text = design("environment production\nset jwt.enable = true\ng: gateway host=g.x");
    let exporter = export::Exporter::new(&text, crate::support::catalogue());
    let file = exporter.file("nodes/g/repository/conf/deployment.toml").unwrap();
    for (start, setting) in [("HttpsProtocols", "tls.versions"), ("enable = true", "jwt.enable")] {
        let line = file.lines.iter().find(|line| line.text.starts_with(start)).unwrap();
        let origin = &file.origins[line.origin.unwrap() as usize];
        let leads = |target: &topology::Target| matches!(target, topology::Target::Setting { setting: id, .. } if *id == *setting);
        assert!(origin.targets.iter().any(leads), "{start}: {origin:?}");
    }
}
