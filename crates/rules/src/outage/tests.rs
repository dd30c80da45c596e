//! Sources: wso2-domain sections 2.1, 2.3 to 2.7, 2.12, 4.4, 6, 7 and 8.1.

use super::*;
use messages::Text;
use topology::notation::design;
use topology::outage::State;
use topology::outage::State::{Absent, Degraded, Stops, Works};

const HA: &str = "
host ha a 10.0.0.1
host hb b 10.0.0.2
gw1: gateway @ha
gw2: gateway @hb
km1: key-manager @ha +1
km2: key-manager @hb +1
tm1: traffic-manager @ha +2
tm2: traffic-manager @hb +2
pub1: publisher @ha +3
dev1: devportal @hb +3
lbg: load-balancer
lbk: load-balancer
db: database
nfs: shared-storage
lbg -balances-> gw1
lbg -balances-> gw2
lbk -balances-> km1
lbk -balances-> km2
gw1 -validates-with-> lbk
gw2 -validates-with-> lbk
gw1 -reports-to-> tm1
gw1 -reports-to-> tm2
gw2 -reports-to-> tm1
gw2 -reports-to-> tm2
km1 -reports-to-> tm1
km2 -reports-to-> tm1
km1 -reports-to-> tm2
km2 -reports-to-> tm2
pub1 -publishes-to-> lbg
pub1 -reports-to-> tm1
pub1 -reports-to-> tm2
dev1 -validates-with-> lbk
km1 -stores-in-> db
km2 -stores-in-> db
pub1 -stores-in-> db
dev1 -stores-in-> db
gw1 -mounts-> nfs
gw2 -mounts-> nfs
";

fn without(text: &str, off: &[&str]) -> Vec<Outcome> {
    let off = off.iter().map(|id| id.parse().unwrap()).collect();
    outcomes(&design(text), catalogue::wso2am_3_1_0(), &off)
}

fn of<'o>(outcomes: &'o [Outcome], name: &str) -> &'o Outcome {
    outcomes.iter().find(|outcome| outcome.name == name).unwrap_or_else(|| panic!("no {name}"))
}

#[track_caller]
fn assert_says(outcomes: &[Outcome], name: &str, state: State, says: &str) {
    let outcome = of(outcomes, name);
    assert_eq!(outcome.state, state, "{outcome:#?}");
    let whys: Vec<String> = outcome.whys.iter().map(Text::to_string).collect();
    let said = whys.join(" ");
    assert!(said.contains(says), "{said}");
}

#[test]
fn with_all_there_everything_works() {
    let all = without(HA, &[]);
    let states: Vec<State> = all.iter().map(|outcome| outcome.state).collect();
    assert_eq!(states, [Works, Works, Works, Works, Works, Works, Absent]);
    assert!(all.iter().all(|outcome| outcome.whys.is_empty()));
}

/// Section 2.1: gateways validate at the Key Manager; 2.12: signed tokens they check themselves.
#[test]
fn without_key_managers_no_token_is_issued_and_signed_ones_go_on() {
    let found = without(HA, &["km1", "km2"]);
    assert_says(&found, "Issuing tokens", Stops, "km1 and km2 are away");
    assert_says(&found, "API calls", Degraded, "Signed tokens (JWT) are checked by the gateway");
    assert_says(&found, "Developer Portal", Degraded, "no keys be made");
    assert_says(&found, "Publishing APIs", Works, "");
}

/// Section 2.3: two Key Managers behind a load balancer.
#[test]
fn one_key_manager_of_two_is_enough() {
    let found = without(HA, &["km1"]);
    assert_says(&found, "Issuing tokens", Degraded, "one node is left");
    assert_says(&found, "API calls", Works, "");
}

/// Section 2.1: callers know the load balancer alone.
#[test]
fn a_load_balancer_takes_what_is_behind_it_along() {
    let found = without(HA, &["lbk"]);
    assert_says(&found, "Issuing tokens", Stops, "lbk is away: nothing passes requests on");
    assert_says(&found, "API calls", Degraded, "lbk is away: Tokens that are not signed");
    let found = without(HA, &["lbg"]);
    assert_says(&found, "API calls", Stops, "API clients get no answer");
    assert_says(&found, "Publishing APIs", Degraded, "not deployed to these gateways");
}

/// Section 2.4: every event goes to both Traffic Managers; 2.1: beside the call, never in its way.
#[test]
fn without_traffic_managers_calls_go_through_uncounted() {
    let found = without(HA, &["tm1", "tm2"]);
    assert_says(&found, "Throttling decisions", Stops, "Calls go through");
    assert_says(&found, "API calls", Degraded, "nobody counts them");
    assert_says(&found, "Changing throttling policies", Stops, "deployed to the Traffic Manager");
    assert_says(&found, "Issuing tokens", Degraded, "which ones are revoked");
    let found = without(HA, &["tm1"]);
    assert_says(&found, "Throttling decisions", Degraded, "one node is left");
    assert_says(&found, "API calls", Works, "");
}

/// Section 1: the gateway serves what is deployed; the Publisher is not in a call's way.
#[test]
fn without_the_publisher_what_is_published_goes_on() {
    let found = without(HA, &["pub1"]);
    assert_says(&found, "Publishing APIs", Stops, "What is published goes on");
    assert_says(&found, "API calls", Works, "");
    assert_says(&found, "Developer Portal", Works, "");
}

/// Section 4.4: who needs which database. The gateways of this drawing are linked with none.
#[test]
fn without_the_database_all_but_calls_and_counting_stops() {
    let found = without(HA, &["db"]);
    for stops in ["Issuing tokens", "Publishing APIs", "Developer Portal"] {
        assert_says(&found, stops, Stops, "db is away: ");
    }
    assert_says(&found, "API calls", Works, "");
    assert_says(&found, "Throttling decisions", Works, "");
}

/// Guide step 6.5 and section 7: the gateways' folder on the share.
#[test]
fn without_the_share_loaded_apis_go_on() {
    let found = without(HA, &["nfs"]);
    assert_says(&found, "API calls", Degraded, "APIs that are loaded go on");
    assert_says(&found, "Publishing APIs", Works, "");
}

/// Section 11, pattern 4: internal and external gateways have an address each.
#[test]
fn gateways_behind_different_load_balancers_do_not_stand_in_for_one_another() {
    let text = "g1: gateway\ng2: gateway\nin: load-balancer\nex: load-balancer\nin -balances-> g1\nex -balances-> g2";
    let found = without(text, &["g2"]);
    assert_says(&found, "API calls", Degraded, "g2 is away: its callers have nobody else");
    assert_eq!(of(&without(text, &["g1", "ex"]), "API calls").state, Stops);
}

/// Section 2.10: an all-in-one does everything itself.
#[test]
fn one_that_does_everything_stops_everything() {
    let text = "a: all-in-one\ndb: database\na -stores-in-> db";
    let stops = |off: &[&str]| {
        let found = without(text, off);
        found.iter().filter(|outcome| outcome.state == Stops).count()
    };
    assert_eq!((stops(&[]), stops(&["a"])), (0, 6));
    let points = single_points(&design(text), catalogue::wso2am_3_1_0());
    let part = |id: &str| Part::Node(id.parse().unwrap());
    assert_eq!(
        points.iter().map(|point| &point.part).collect::<Vec<_>>(),
        [&part("a"), &part("db")]
    );
    assert_eq!(points[0].stops.len(), 6);
}

/// Sections 4.4 and 6: what stands alone is a single point, what is doubled is none.
#[test]
fn single_points_are_what_stands_alone() {
    let drawn = design(HA);
    let points = single_points(&drawn, catalogue::wso2am_3_1_0());
    let stops = |part: Part| {
        points.iter().find(|point| point.part == part).map(|point| point.stops.join(", "))
    };
    let node = |id: &str| stops(Part::Node(id.parse().unwrap()));
    assert_eq!(
        node("db").as_deref(),
        Some("Issuing tokens, Publishing APIs, Changing throttling policies, Developer Portal")
    );
    assert_eq!(node("lbg").as_deref(), Some("API calls"));
    assert_eq!(node("lbk").as_deref(), Some("Issuing tokens"));
    assert_eq!(node("dev1").as_deref(), Some("Developer Portal"));
    for doubled in ["gw1", "gw2", "km1", "km2", "tm1", "tm2", "nfs"] {
        assert_eq!(node(doubled), None, "{doubled}");
    }
    // What a host takes along that one of its nodes stops alone is said of that node.
    assert_eq!(stops(Part::Host("ha".parse().unwrap())), None);
    // Nobody is left out by looking at suspects alone.
    for node in drawn.nodes() {
        let off: BTreeSet<NodeId> = [node.id.clone()].into();
        let stops = outcomes(&drawn, catalogue::wso2am_3_1_0(), &off);
        let any = stops.iter().any(|outcome| outcome.state == Stops);
        let told = points.iter().any(|point| point.part == Part::Node(node.id.clone()));
        assert_eq!(any, told, "{}", node.id);
    }
}

#[test]
fn a_host_with_both_of_a_pair_is_a_single_point() {
    let text = "host h a 10.0.0.1\ngw1: gateway @h\ngw2: gateway @h +1\nlb: load-balancer\nlb -balances-> gw1\nlb -balances-> gw2";
    let drawn = design(text);
    let points = single_points(&drawn, catalogue::wso2am_3_1_0());
    let host = Part::Host("h".parse().unwrap());
    assert!(points.iter().any(|point| point.part == host && point.stops == ["API calls"]));
    assert_eq!(nodes_in(&host, &drawn).len(), 2);
}

/// Whatever is drawn and away: an answer, and no capability that works is told with a reason.
#[test]
fn every_template_and_a_thousand_nodes_have_an_answer() {
    let catalogue = catalogue::wso2am_3_1_0();
    let templates = catalogue::templates();
    let designs = templates.iter().map(|t| topology::document::parse(t.document).unwrap());
    for design in designs.chain([catalogue::generate(1_000, 1)]) {
        let all: Vec<NodeId> = design.nodes().map(|node| node.id.clone()).collect();
        for step in [1, 2, 3] {
            let off = all.iter().step_by(step).cloned().collect();
            for outcome in outcomes(&design, catalogue, &off) {
                let silent = matches!(outcome.state, Works | Absent);
                assert_eq!(outcome.whys.is_empty(), silent, "{outcome:?}");
                assert!(
                    outcome.whys.iter().all(|why| why.to_string().ends_with('.')),
                    "{outcome:?}"
                );
            }
        }
        let healthy = outcomes(&design, catalogue, &BTreeSet::new());
        assert!(healthy.iter().all(|outcome| matches!(outcome.state, Works | Absent)));
        for point in single_points(&design, catalogue) {
            assert!(!point.stops.is_empty(), "{:?}", point.part);
        }
    }
}
