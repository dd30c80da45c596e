//! All-in-one servers: alone, as a pair behind a load balancer, and beside separate components.
//!
//! Source: wso2-domain section 2.10, all-in-one variants; section 11, pattern 2.

use topology::notation::design;

use crate::support::{config, shown, values};

const PAIR: &str = "a1: all-in-one host=a1.x\na2: all-in-one +1 host=a2.x\n\
                    lb: load-balancer host=apim.x\nlb -balances-> a1\nlb -balances-> a2\n";

/// Components beside an all-in-one that serves them.
const BESIDE: &str = "a1: all-in-one +2 host=a1.x
      gw: gateway host=gw.x
      pub: publisher host=pub.x
      dev: devportal host=dev.x
      gw -validates-with-> a1
      gw -reports-to-> a1
      pub -reports-to-> a1
      pub -sends-policies-to-> a1
      pub -publishes-to-> a1
      pub -opens-> a1
      dev -validates-with-> a1
      dev -shows-> a1";

/// Portals and Traffic Manager in one server, Gateways and Key Managers apart.
const PORTALS: &str = "a1: all-in-one host=a1.x
      a2: all-in-one host=a2.x
      lb: load-balancer host=portal.x
      k1: key-manager +1 host=k1.x
      g1: gateway +2 host=g1.x
      lb -balances-> a1
      lb -balances-> a2
      a1 -validates-with-> k1
      a2 -validates-with-> k1
      a1 -publishes-to-> g1
      a2 -publishes-to-> g1
      g1 -validates-with-> k1
      g1 -reports-to-> a1
      g1 -reports-to-> a2
      k1 -reports-to-> a1
      k1 -reports-to-> a2";

/// For whoever looks at many designs.
pub(crate) const DESIGNS: [&str; 3] = [PAIR, BESIDE, PORTALS];

fn value(design: &topology::Design, node: &str, path: &str) -> Option<String> {
    values(&config(design, node)).get(path).map(shown)
}

/// Section 2.10, active-active pair: two tables, own node and peer; the revoke endpoint at the
/// load balancer; the decision endpoints left unset.
#[test]
fn each_of_a_pair_counts_its_own_calls_and_its_peers() {
    let pair = design(PAIR);
    for node in ["a1", "a2"] {
        for (index, (tcp, ssl)) in
            [("a1.x:9611", "a1.x:9711"), ("a2.x:9612", "a2.x:9712")].into_iter().enumerate()
        {
            let group =
                |key| value(&pair, node, &format!("apim.throttling.url_group[{index}].{key}"));
            assert_eq!(group("traffic_manager_urls"), Some(format!("[\"tcp://{tcp}\"]")));
            assert_eq!(group("traffic_manager_auth_urls"), Some(format!("[\"ssl://{ssl}\"]")));
        }
        assert_eq!(value(&pair, node, "apim.throttling.url_group[2].traffic_manager_urls"), None);
        let revoke = value(&pair, node, "apim.oauth_config.revoke_endpoint");
        assert_eq!(revoke.as_deref(), Some("https://apim.x:443/revoke"));
        assert_eq!(value(&pair, node, "apim.throttling.throttle_decision_endpoints"), None);
        let devportal = value(&pair, node, "apim.devportal.url");
        assert_eq!(devportal.as_deref(), Some("https://apim.x:9443/devportal"));
    }
    let moved = design(&PAIR.replace("host=apim.x", "host=apim.x port.https=8443"));
    let revoke = value(&moved, "a1", "apim.oauth_config.revoke_endpoint");
    assert_eq!(revoke.as_deref(), Some("https://apim.x:8443/revoke"));
}

/// Section 2.9: the default revoke endpoint is right for a single all-in-one.
#[test]
fn a_single_one_relies_on_the_defaults() {
    let alone = design("a1: all-in-one host=a1.x");
    let behind =
        design("a1: all-in-one host=a1.x\nlb: load-balancer host=apim.x\nlb -balances-> a1");
    for design in [alone, behind] {
        let text = config(&design, "a1");
        assert!(!text.contains("url_group") && !text.contains("revoke_endpoint"), "{text}");
        assert!(!text.contains("throttle_decision_endpoints"), "{text}");
    }
}

/// Section 2.10, mixed node; section 2.1, who talks to whom.
#[test]
fn separate_components_are_pointed_at_the_all_in_one_that_serves_them() {
    let mixed = design(BESIDE);
    let is = |node, path, expected: &str| {
        assert_eq!(value(&mixed, node, path).as_deref(), Some(expected), "{node} {path}");
    };
    is("gw", "apim.key_manager.service_url", "https://a1.x:9445/services/");
    is("gw", "apim.throttling.throttle_decision_endpoints", "[\"tcp://a1.x:5674\"]");
    is("gw", "apim.throttling.url_group[0].traffic_manager_urls", "[\"tcp://a1.x:9613\"]");
    is("pub", "apim.throttling.service_url", "https://a1.x:9445/services/");
    is("pub", "apim.gateway.environment[0].service_url", "https://a1.x:9445/services/");
    is("pub", "apim.gateway.environment[0].name", "Production and Sandbox");
    is("pub", "apim.gateway.environment[0].wss_endpoint", "wss://a1.x:8101");
    is("pub", "apim.devportal.url", "https://a1.x:9445/devportal");
    is("dev", "apim.key_manager.service_url", "https://a1.x:9445/services/");
    is("dev", "apim.oauth_config.revoke_endpoint", "https://a1.x:9445/oauth2/revoke");
    is("dev", "apim.gateway.environment[0].https_endpoint", "https://a1.x:8245");
}

/// Section 2.1: management goes through the load balancer, events to each node.
#[test]
fn a_gateway_beside_a_pair_manages_through_the_front_and_reports_to_each() {
    let mixed = design(&format!(
        "{PAIR}gw: gateway host=gw.x\ngw -validates-with-> lb\ngw -reports-to-> a1\ngw -reports-to-> a2"
    ));
    let found = value(&mixed, "gw", "apim.key_manager.service_url");
    assert_eq!(found.as_deref(), Some("https://apim.x:9443/services/"));
    let decisions = value(&mixed, "gw", "apim.throttling.throttle_decision_endpoints");
    assert_eq!(decisions.as_deref(), Some("[\"tcp://a1.x:5672\", \"tcp://a2.x:5673\"]"));
}

/// Section 2.10, mixed node; section 11, pattern 2: Publisher, Developer Portal and Traffic Manager
/// run in the default profile and are pointed at what stands apart.
#[test]
fn an_all_in_one_is_pointed_at_components_that_stand_apart() {
    let portals = design(PORTALS);
    for node in ["a1", "a2"] {
        let is = |path, expected: &str| {
            assert_eq!(value(&portals, node, path).as_deref(), Some(expected), "{node} {path}");
        };
        is("apim.key_manager.service_url", "https://k1.x:9444/services/");
        is("apim.oauth_config.revoke_endpoint", "https://k1.x:9444/oauth2/revoke");
        is("apim.gateway.environment[0].service_url", "https://g1.x:9445/services/");
        is("apim.gateway.environment[0].https_endpoint", "https://g1.x:8245");
        assert_eq!(value(&portals, node, "apim.gateway.environment[1].name"), None);
        // It counts for both, its own and its partner's.
        is("apim.throttling.url_group[0].traffic_manager_urls", "[\"tcp://a1.x:9611\"]");
        is("apim.throttling.url_group[1].traffic_manager_urls", "[\"tcp://a2.x:9611\"]");
    }
    let decisions = value(&portals, "g1", "apim.throttling.throttle_decision_endpoints");
    assert_eq!(decisions.as_deref(), Some("[\"tcp://a1.x:5672\", \"tcp://a2.x:5672\"]"));
}

/// Section 11, the playbooks' third pattern: the Traffic Managers stand apart too.
#[test]
fn an_all_in_one_reports_to_traffic_managers_that_stand_apart() {
    let apart = design(
        "a1: all-in-one host=a1.x\nt1: traffic-manager +3 host=t1.x\nt2: traffic-manager +4 host=t2.x
         a1 -reports-to-> t1\na1 -reports-to-> t2\na1 -sends-policies-to-> t1",
    );
    let is = |path, expected: &str| {
        assert_eq!(value(&apart, "a1", path).as_deref(), Some(expected), "{path}");
    };
    is("apim.throttling.service_url", "https://t1.x:9446/services/");
    is("apim.throttling.url_group[0].traffic_manager_urls", "[\"tcp://t1.x:9614\"]");
    is("apim.throttling.url_group[1].traffic_manager_auth_urls", "[\"ssl://t2.x:9715\"]");
    assert_eq!(value(&apart, "a1", "apim.throttling.throttle_decision_endpoints"), None);
}
