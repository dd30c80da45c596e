//! Where each value points when nodes are highly available, behind a load balancer or shifted.
//!
//! Source: wso2-domain sections 2.1 to 2.8.

use topology::notation::design;

use crate::support::{config, shown, template, values};

fn value(design: &topology::Design, node: &str, path: &str) -> Option<String> {
    values(&config(design, node)).get(path).map(shown)
}

#[test]
fn callers_use_the_balancers_name_and_port_where_one_stands_in_front() {
    let ha = template("guide-ha");
    let is = |node, path, expected: &str| {
        assert_eq!(value(&ha, node, path).as_deref(), Some(expected), "{node} {path}");
    };
    is("gw1", "apim.key_manager.service_url", "https://km.example.com:443/services/");
    is("dev2", "apim.key_manager.service_url", "https://km.example.com:443/services/");
    is("dev2", "apim.oauth_config.revoke_endpoint", "https://km.example.com:443/oauth2/revoke");
    is("pub1", "apim.gateway.environment[0].service_url", "https://gw.example.com:9443/services/");
    is("pub1", "apim.gateway.environment[0].https_endpoint", "https://gw.example.com:443");
    is("pub1", "apim.devportal.url", "https://dev.example.com:443/devportal");
    is("gw1", "server.hostname", "gw.example.com");
    is("gw2", "server.hostname", "gw.example.com");
    assert_eq!(
        value(&ha, "pub1", "apim.gateway.environment[1].name"),
        None,
        "two gateways are one environment"
    );
}

#[test]
fn events_and_decisions_reach_each_traffic_manager_by_itself() {
    let ha = template("guide-ha");
    for node in ["gw1", "pub1", "km2"] {
        for (index, manager) in ["tm1", "tm2"].iter().enumerate() {
            let path = format!("apim.throttling.url_group[{index}].traffic_manager_urls");
            let expected = format!("[\"tcp://{manager}.example.com:9611\"]");
            assert_eq!(value(&ha, node, &path), Some(expected), "{node}");
        }
    }
    let decisions = value(&ha, "gw1", "apim.throttling.throttle_decision_endpoints");
    assert_eq!(
        decisions.as_deref(),
        Some("[\"tcp://tm1.example.com:5672\", \"tcp://tm2.example.com:5672\"]")
    );
    assert_eq!(value(&ha, "tm1", "server.hostname").as_deref(), Some("tm1.example.com"));
}

#[test]
fn ports_of_others_are_their_defaults_plus_their_own_offset() {
    let design = design(
        "gw: gateway +4 host=gw.x
         km: key-manager +7 host=km.x
         tm: traffic-manager +3 host=tm.x
         pub: publisher +1 host=pub.x
         dev: devportal +2 host=dev.x
         gw -validates-with-> km
         gw -reports-to-> tm
         km -reports-to-> tm
         pub -publishes-to-> gw
         pub -reports-to-> tm
         pub -opens-> dev
         dev -validates-with-> km
         dev -shows-> gw",
    );
    let is = |node, path, expected: &str| {
        assert_eq!(value(&design, node, path).as_deref(), Some(expected), "{node} {path}");
    };
    is("gw", "apim.key_manager.service_url", "https://km.x:9450/services/");
    is("gw", "apim.throttling.throttle_decision_endpoints", "[\"tcp://tm.x:5675\"]");
    is("km", "apim.throttling.url_group[0].traffic_manager_urls", "[\"tcp://tm.x:9614\"]");
    is("km", "apim.throttling.url_group[0].traffic_manager_auth_urls", "[\"ssl://tm.x:9714\"]");
    is("pub", "apim.throttling.service_url", "https://tm.x:9446/services/");
    is("pub", "apim.gateway.environment[0].service_url", "https://gw.x:9447/services/");
    is("pub", "apim.gateway.environment[0].ws_endpoint", "ws://gw.x:9103");
    is("pub", "apim.devportal.url", "https://dev.x:9445/devportal");
    is("dev", "apim.gateway.environment[0].https_endpoint", "https://gw.x:8247");
    is("dev", "apim.oauth_config.revoke_endpoint", "https://km.x:9450/oauth2/revoke");
}

#[test]
fn every_component_stands_alone_or_doubled_with_and_without_a_balancer() {
    // The subject is called by one caller of each kind; what it is called by has to name it, or the
    // load balancer in front of it.
    let callers = [
        ("key-manager", "gateway", "validates-with", "apim.key_manager.service_url", 9443, 443),
        (
            "gateway",
            "publisher",
            "publishes-to",
            "apim.gateway.environment[0].service_url",
            9443,
            9443,
        ),
        ("devportal", "publisher", "opens", "apim.devportal.url", 9443, 443),
        (
            "traffic-manager",
            "publisher",
            "sends-policies-to",
            "apim.throttling.service_url",
            9443,
            443,
        ),
    ];
    for (role, caller, link, path, direct, fronted) in callers {
        for copies in 1..=2 {
            let nodes: String =
                (1..=copies).map(|n| format!("s{n}: {role} host=s{n}.x\n")).collect();
            let alone = design(&format!("{nodes}c: {caller} host=c.x\nc -{link}-> s1"));
            let found = value(&alone, "c", path).unwrap();
            assert!(
                found.starts_with(&format!("https://s1.x:{direct}/")),
                "{role} ×{copies}: {found}"
            );

            let balanced: String = (1..=copies).map(|n| format!("lb -balances-> s{n}\n")).collect();
            let behind = design(&format!(
                "{nodes}lb: load-balancer host=front.x\nc: {caller} host=c.x\n{balanced}c -{link}-> lb"
            ));
            let found = value(&behind, "c", path).unwrap();
            assert!(
                found.starts_with(&format!("https://front.x:{fronted}/")),
                "{role} ×{copies} behind: {found}"
            );
            // A link to a node behind the load balancer means the load balancer too.
            let inner = design(&format!(
                "{nodes}lb: load-balancer host=front.x\nc: {caller} host=c.x\n{balanced}c -{link}-> s1"
            ));
            assert_eq!(value(&inner, "c", path).unwrap(), found);
        }
    }
}

#[test]
fn a_typed_address_wins_over_the_drawing() {
    let design = design(
        "gw: gateway host=gw.x key_manager.service_url=https://other:1/services/
         km: key-manager host=km.x
         gw -validates-with-> km",
    );
    let found = value(&design, "gw", "apim.key_manager.service_url");
    assert_eq!(found.as_deref(), Some("https://other:1/services/"));
}

#[test]
fn an_embedded_database_is_written_as_its_file() {
    let local = template("all-in-one-local");
    let node = local.nodes().find(|node| node.role == "all-in-one").unwrap().id.to_string();
    let files = values(&config(&local, &node));
    assert_eq!(files["database.apim_db.type"].as_str(), Some("h2"));
    let url = "jdbc:h2:./repository/database/WSO2AM_DB;DB_CLOSE_ON_EXIT=FALSE";
    assert_eq!(files["database.apim_db.url"].as_str(), Some(url));
    assert!(!files.contains_key("database.apim_db.hostname"));
}
