//! Through the drawing without a pointer.

use editor::testing::TestEditor;
use editor::{Effect, facts};
use topology::{Change, Design, Graph, Point, notation};

fn design() -> Design {
    let mut design = notation::design(
        "host h1 vm1.x
         gw1: gateway @h1 host=gw1.x
         gw2: gateway host=gw2.x
         km1: key-manager @h1 host=km1.x
         lb1: load-balancer host=lb1.x
         lb1 -balances-> gw1
         lb1 -balances-> gw2
         gw1 -validates-with-> km1",
    );
    let places = [("lb1", 0, 100), ("gw1", 300, 0), ("gw2", 300, 200), ("km1", 3_000, 0)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn hands() -> TestEditor<'static> {
    TestEditor::new(design(), catalogue::wso2am_3_1_0())
}

#[test]
fn tab_goes_the_way_of_the_traffic_and_ends() {
    let (mut hands, mut walked) = (hands(), Vec::new());
    for _ in 0..4 {
        hands.run("next-node");
        walked.push(hands.selected());
    }
    assert_eq!(walked, ["lb1", "gw1", "gw2", "km1"]);
    assert!(hands.editor.step(editor::Step::Next, catalogue::wso2am_3_1_0()).is_none());
    let card = drawing::geometry::node_rect(Point { x: 3_000, y: 0 });
    assert!(hands.editor.viewport().visible().intersects(&card), "it is brought into view");
    hands.run("previous-node").run("previous-node");
    assert_eq!(hands.selected(), "gw1");
    hands.run("last-node").run("first-node");
    assert_eq!(hands.selected(), "lb1");
}

#[test]
fn alt_and_an_arrow_follow_links() {
    let mut hands = hands();
    hands.run("first-node").run("walk-right");
    assert_eq!(hands.selected(), "gw1");
    hands.run("walk-right");
    assert_eq!(hands.selected(), "km1");
    hands.run("walk-left").run("walk-left");
    assert_eq!(hands.selected(), "lb1");
    hands.run("walk-left");
    assert_eq!(hands.said(), ["No link leads to a node at the left of lb1."]);
    let walked = hands.effects.iter().filter(|effect| matches!(effect, Effect::Walked(_))).count();
    assert_eq!(walked, 5);
}

#[test]
fn out_to_the_host_and_in_again() {
    let mut hands = hands();
    hands.click(350.0, 30.0).run("select-host");
    assert_eq!(hands.selected(), "gw1 km1");
    assert_eq!(hands.said(), ["Host vm1.x, 2 nodes"]);
    hands.run("first-on-host");
    assert_eq!(hands.selected(), "gw1");
    hands.run("first-node").run("select-host");
    assert_eq!(hands.said().last(), Some(&"lb1 stands on no host."));
}

#[test]
fn a_node_is_told_by_what_it_is_linked_with() {
    let (design, catalogue) = (design(), catalogue::wso2am_3_1_0());
    let graph = Graph::new(&design, catalogue);
    let said = |id: &str, wrong: &str| facts::node(&graph, &id.parse().unwrap(), wrong);
    assert_eq!(
        said("gw1", "2 errors"),
        "gw1, Gateway, host vm1.x, 2 errors, called by lb1, calls km1"
    );
    assert_eq!(said("lb1", ""), "lb1, Load balancer, lb1.x, calls gw1, gw2");
    let alone = notation::design("a: gateway ×3");
    let graph = Graph::new(&alone, catalogue);
    assert_eq!(
        facts::node(&graph, &"a".parse().unwrap(), ""),
        "a, Gateway, 3 replicas, linked with nothing"
    );
}

#[test]
fn a_place_is_told_by_what_is_near() {
    let mut hands = hands();
    assert_eq!(facts::place(&hands.editor), None);
    hands.click(350.0, 230.0).run("up");
    assert_eq!(facts::place(&hands.editor).as_deref(), Some("gw2 is below gw1"));
    hands.run("select-all");
    assert_eq!(facts::place(&hands.editor), None, "nothing else is there");
}

#[test]
fn what_is_written_about_nodes_is_found_in_the_order_of_the_traffic() {
    let hands = hands();
    let found = |text: &str| -> Vec<String> {
        let found = hands.editor.find(text, catalogue::wso2am_3_1_0());
        found.iter().map(ToString::to_string).collect()
    };
    assert_eq!(found("vm1"), ["gw1", "km1"]);
    assert_eq!(found("gateway"), ["gw1", "gw2"]);
    assert_eq!(found("nobody"), [""; 0]);
}
