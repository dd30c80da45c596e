//! WSO2 Identity Server 5.10.0 in the Key Manager's place. Sources: "Configuring WSO2 Identity Server
//! as a Key Manager", 3.1.0, and the files that WSO2's installers have for it (docker-apim 22c9cac6 and
//! fbf919b6 of docker-compose/apim-is-as-km-with-analytics).

use std::collections::BTreeMap;

use topology::Change;

use crate::support::{bundle, config, shown, template, values};

fn is(found: &BTreeMap<String, toml::Value>, key: &str, wanted: &str) {
    let value = found.get(key).map(shown);
    assert_eq!(value.as_deref(), Some(wanted), "{key}");
}

#[test]
fn an_identity_server_has_the_keys_of_the_documentation() {
    let found = values(&config(&template("is-as-key-manager"), "is1"));
    is(&found, "server.hostname", "id.corp.example");
    is(&found, "server.node_ip", "10.20.3.21");
    is(&found, "server.base_path", "https://$ref{server.hostname}:${carbon.management.port}");
    is(&found, "transport.https.properties.proxyPort", "443");
    is(&found, "config_data.path", "/_system/is_as_km/config");
    for flag in ["data_publishing", "policy_deploy", "blacklist_condition", "decision_connection"] {
        is(&found, &format!("apim.throttling.enable_{flag}"), "false");
    }
    for (index, tm) in ["tm1", "tm2"].into_iter().enumerate() {
        let group = format!("apim.throttling.url_group[{index}]");
        is(
            &found,
            &format!("{group}.traffic_manager_urls"),
            &format!("[\"tcp://{tm}.corp.example:9611\"]"),
        );
        is(
            &found,
            &format!("{group}.traffic_manager_auth_urls"),
            &format!("[\"ssl://{tm}.corp.example:9711\"]"),
        );
    }
    is(&found, "event_listener[0].id", "mutual_tls_authenticator");
    is(&found, "event_listener[0].enable", "false");
    for absent in ["server.server_role", "event_handler[0].name", "database.config.type"] {
        assert!(!found.contains_key(absent), "{absent}");
    }
}

#[test]
fn it_shares_databases_users_and_keystores_with_api_manager() {
    let design = template("is-as-key-manager");
    let [identity, portal] = ["is1", "dev1"].map(|node| values(&config(&design, node)));
    let shared = |key: &str| {
        ["database.", "user_store.", "keystore.", "truststore.", "super_admin."]
            .iter()
            .any(|table| key.starts_with(table))
    };
    let of = |found: &BTreeMap<String, toml::Value>| -> BTreeMap<String, String> {
        let kept = found.iter().filter(|(key, _)| shared(key));
        kept.map(|(key, value)| (key.clone(), shown(value))).collect()
    };
    assert_eq!(of(&identity), of(&portal));
    assert!(of(&identity).len() > 20, "{:#?}", of(&identity));
}

#[test]
fn callers_are_pointed_at_its_load_balancer() {
    let design = template("is-as-key-manager");
    for node in ["gw1", "gw2", "dev1"] {
        let found = values(&config(&design, node));
        is(&found, "apim.key_manager.service_url", "https://id.corp.example:443/services/");
    }
    let portal = values(&config(&design, "dev1"));
    is(&portal, "apim.oauth_config.revoke_endpoint", "https://id.corp.example:443/oauth2/revoke");
}

/// On one shared database each product has a registry of its own. A Traffic Manager mounts none, and
/// beside a Key Manager of API Manager nothing has to be told apart.
#[test]
fn the_two_products_keep_their_registries_apart() {
    let path = |design: &topology::Design, node: &str| {
        values(&config(design, node)).get("config_data.path").map(shown)
    };
    let design = template("is-as-key-manager");
    for node in ["gw1", "pub1", "dev1"] {
        assert_eq!(path(&design, node).as_deref(), Some("/_system/apim/config"), "{node}");
    }
    assert_eq!(path(&design, "tm1"), None);
    assert_eq!(path(&template("guide-ha"), "pub1"), None);
    let apart = topology::notation::design(
        "i: is-key-manager\na: all-in-one\nb: publisher\none: database host=one.x\ntwo: database host=two.x\n\
         same: database host=one.x\ni -stores-in-> one\na -stores-in-> two\nb -stores-in-> same",
    );
    assert_eq!(path(&apart, "a"), None, "another database is another registry");
    // Two drawings of one server with one name of the schema are one place.
    assert_eq!(path(&apart, "b").as_deref(), Some("/_system/apim/config"));
    assert_eq!(path(&apart, "i").as_deref(), Some("/_system/is_as_km/config"));
}

#[test]
fn its_own_pack_is_installed_and_started_without_profile_and_optimizer() {
    let bundle = bundle(&template("is-as-key-manager"));
    let text = |path: &str| {
        let file = bundle.file(path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let install = text("nodes/is1/bin/install.sh");
    for line in ["pack='wso2is-km-5.10.0'", "optimizer=''", "profile_flag=''"] {
        assert!(install.contains(&format!("\n{line}\n")), "{install}");
    }
    let start = text("nodes/is1/bin/start.sh");
    assert!(start.contains("start_script='bin/wso2server.sh'\n"), "{start}");
    let unit = text("nodes/is1/systemd/is1.service");
    assert!(unit.contains("PIDFile=/opt/wso2is-km-5.10.0-is1/wso2carbon.pid"), "{unit}");
    let page = text("nodes/is1/README.md");
    assert!(page.contains("WSO2 IS as Key Manager 5.10.0") && !page.contains("profile"), "{page}");
    let runbook = text("README.md");
    assert!(
        runbook.contains("unpack wso2am-3.1.0 (Java 8 to 11) or wso2is-km-5.10.0 (Java 8 to 11)"),
        "{runbook}"
    );
}

/// Gateways check the signature of tokens with a certificate of this name, whoever signs them.
#[test]
fn gateways_trust_what_the_identity_servers_sign_with() {
    let bundle = bundle(&template("is-as-key-manager"));
    let script = bundle.file("certificates/create-keystores.sh").unwrap();
    let script = String::from_utf8(script.bytes.clone()).unwrap();
    let trust = script.lines().find(|line| line.contains("'gateway_certificate_alias'")).unwrap();
    assert!(trust.starts_with("trust 'trust.p12'") && trust.contains("'gw1 gw2'"), "{trust}");
    let placed = |node: &str| {
        let line = format!("place 'primary' 'apim.p12' '{node}'");
        script.lines().any(|found| found.starts_with(&line))
    };
    assert!(placed("is1") && placed("is2") && placed("gw1"), "one primary keystore for all");
}

/// It has the same tool for passwords, and its file the same table at the end.
#[test]
fn its_vault_keeps_the_passwords_when_the_design_asks_for_it() {
    let mut design = template("is-as-key-manager");
    let mut header = design.header().clone();
    header.settings.insert("secrets".parse().unwrap(), "secure-vault".into());
    Change::set_header(&design, header).apply(&mut design).unwrap();
    let text = config(&design, "is1");
    let found = values(&text);
    is(&found, "super_admin.password", "$secret{admin_password}");
    is(&found, "secrets.admin_password", "[@ADMIN_PASSWORD@]");
    let known = catalogue::keys_of("wso2is-km-5.10.0");
    assert!(found.keys().all(|key| key.contains('[') || known.knows(key)), "{text}");
}

/// What Key Managers and their callers have to agree on holds for it as well.
#[test]
fn it_follows_the_settings_of_key_managers() {
    let design = topology::notation::design(
        "set jwt.enable = true\nset oauth.token_encryption = true\nset packs.updated = true\n\
         set cache_invalidation.enable = true\ni: is-key-manager jvm.memory=3000\ng: gateway\nd: devportal",
    );
    let [identity, gateway, portal] = ["i", "g", "d"].map(|node| values(&config(&design, node)));
    is(&identity, "apim.jwt.enable", "true");
    is(&gateway, "apim.jwt.enable", "true");
    is(&identity, "apim.oauth_config.enable_token_encryption", "true");
    is(&portal, "apim.oauth_config.enable_token_encryption", "true");
    assert!(!identity.contains_key("apim.oauth_config.revoke_endpoint"));
    is(&identity, "apim.cache_invalidation.domain", "keymanager-domain");
    let bundle = bundle(&design);
    let start = String::from_utf8(bundle.file("nodes/i/bin/start.sh").unwrap().bytes.clone());
    assert!(start.unwrap().contains("-Xmx3000m"));
}
