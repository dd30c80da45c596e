//! Nodes that come linked: beside others, between two, on the empty drawing. And links without a
//! pointer.

use editor::testing::TestEditor;
use editor::{Direction, Effect, Input, Join, Spot};
use topology::{Change, Design, Point, RoleId, notation};

fn design() -> Design {
    let mut design = notation::design(
        "gw1: gateway host=gw1.x
         km1: key-manager host=km1.x
         lb1: load-balancer host=lb1.x
         gw1 -validates-with-> km1",
    );
    let places = [("gw1", 0, 0), ("km1", 400, 0), ("lb1", 0, 200)];
    let to = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
    Change::move_nodes(&design, to).apply(&mut design).unwrap();
    design
}

fn hands() -> TestEditor<'static> {
    TestEditor::new(design(), catalogue::wso2am_3_1_0())
}

fn answer(hands: &mut TestEditor<'_>, role: &str) {
    let question = hands.asked().expect("it asks for a role");
    let role: RoleId = role.parse().unwrap();
    assert!(question.roles.contains(&role), "{:?}", question.roles);
    let effects = hands.editor.answer_role(&question, &role, catalogue::wso2am_3_1_0());
    hands.effects.extend(effects);
}

#[test]
fn a_double_click_on_the_empty_drawing_asks_for_any_role() {
    let mut hands = hands();
    hands.input(&Input::Double { at: Spot::new(700.0, 500.0) });
    let question = hands.asked().unwrap();
    assert_eq!(question.roles.len(), catalogue::wso2am_3_1_0().roles.len());
    answer(&mut hands, "publisher");
    assert_eq!((hands.selected().as_str(), hands.place("pub1")), ("pub1", (608, 472)));
    // On a node it shows its properties.
    hands.input(&Input::Double { at: Spot::new(50.0, 30.0) });
    assert_eq!(hands.effects.last(), Some(&Effect::Ask(editor::Ask::Properties)));
    assert_eq!(hands.selected(), "gw1");
}

#[test]
fn control_and_an_arrow_ask_for_what_can_be_linked_there() {
    let mut hands = hands();
    hands.click(450.0, 30.0).run("add-right");
    let question = hands.asked().unwrap();
    assert_eq!(
        (question.at, &question.join),
        (Point { x: 656, y: 0 }, &Join::Node("km1".parse().unwrap()))
    );
    let roles: Vec<&str> = question.roles.iter().map(RoleId::as_str).collect();
    assert!(roles.contains(&"database") && roles.contains(&"traffic-manager"), "{roles:?}");
    assert!(!roles.contains(&"publisher") && !roles.contains(&"key-manager"), "{roles:?}");
    answer(&mut hands, "traffic-manager");
    assert_eq!(hands.links(), ["gw1 validates-with km1", "km1 reports-to tm1"]);
    assert_eq!((hands.selected().as_str(), hands.changes()), ("tm1", 1));
    hands.run("undo");
    assert_eq!(hands.editor.design(), &design());
}

#[test]
fn a_new_node_lies_on_no_other() {
    let mut hands = hands();
    hands.click(50.0, 30.0).run("add-right");
    // At 256, 0 it would touch the Key Manager at 400.
    assert_eq!(hands.asked().unwrap().at, Point { x: 256, y: 104 });
}

#[test]
fn a_wire_let_go_on_the_empty_drawing_asks_and_a_short_one_does_not() {
    let mut hands = hands();
    hands.drag((184.0, 32.0), (200.0, 32.0));
    assert_eq!(hands.asked(), None);
    hands.drag((184.0, 32.0), (300.0, 500.0));
    let question = hands.asked().unwrap();
    assert_eq!(
        (question.at, question.join),
        (Point { x: 304, y: 472 }, Join::Node("gw1".parse().unwrap()))
    );
}

#[test]
fn a_role_dropped_on_a_link_goes_between() {
    let mut hands = hands();
    hands.input(&Input::Place { role: "load-balancer".parse().unwrap() }).to(290.0, 34.0);
    assert_eq!(hands.editor.onto().map(|link| link.as_str()), Some("l1"));
    hands.up(290.0, 34.0);
    assert_eq!(hands.links(), ["gw1 validates-with lb2", "lb2 balances km1"]);
    assert_eq!(hands.changes(), 1);
    hands.run("undo");
    assert_eq!(hands.links(), ["gw1 validates-with km1"]);
}

#[test]
fn what_does_not_fit_between_is_only_put_there() {
    let mut hands = hands();
    hands.input(&Input::Place { role: "publisher".parse().unwrap() }).to(290.0, 34.0);
    assert_eq!(hands.editor.onto(), None);
    hands.up(290.0, 34.0);
    assert_eq!(hands.links(), ["gw1 validates-with km1"]);
    assert_eq!(hands.editor.design().nodes().len(), 4);
}

#[test]
fn a_wire_dropped_on_a_link_puts_its_node_between() {
    let mut hands = hands();
    // From the empty load balancer's handle onto the link.
    hands.drag((184.0, 232.0), (290.0, 34.0));
    assert_eq!(hands.links(), ["gw1 validates-with lb1", "lb1 balances km1"]);
    assert_eq!(hands.selected(), "lb1");
}

#[test]
fn a_link_asks_what_goes_between() {
    let mut hands = hands();
    hands.click(290.0, 36.0).run("insert");
    let roles = hands.asked().unwrap().roles;
    assert_eq!(
        roles.iter().map(RoleId::as_str).collect::<Vec<_>>(),
        ["all-in-one", "load-balancer"]
    );
}

#[test]
fn an_arrow_at_the_side_clones_what_can_be_linked_with_its_like_and_else_asks() {
    let catalogue = catalogue::wso2am_3_1_0();
    let mut hands = hands();
    hands.input(&Input::Hover { at: Some(Spot::new(50.0, 30.0)) });
    assert_eq!(hands.editor.hovered().map(|id| id.as_str()), Some("gw1"));
    hands.input(&Input::Hover { at: Some(Spot::new(50.0, 100.0)) });
    assert_eq!(hands.editor.hovered().map(|id| id.as_str()), Some("gw1"), "its arrows are there");
    hands.input(&Input::Hover { at: Some(Spot::new(50.0, 140.0)) });
    assert_eq!(hands.editor.hovered(), None);
    let asked = hands.editor.clone_beside(&"gw1".parse().unwrap(), Direction::Up, catalogue);
    assert!(matches!(&asked[..], [Effect::QuickAdd(_)]), "{asked:?}");
    let mut hands = TestEditor::new(notation::design("one: all-in-one +3"), catalogue);
    hands.editor.clone_beside(&"one".parse().unwrap(), Direction::Down, catalogue);
    let selected = hands.selected();
    assert_eq!((hands.place(&selected), hands.links().len()), ((0, 104), 1));
    let clone = hands.editor.design().node(&selected.parse().unwrap()).unwrap();
    assert_eq!((clone.role.as_str(), clone.offset), ("all-in-one", 3));
    hands.run("undo");
    assert_eq!(hands.editor.design().nodes().len(), 1);
}

#[test]
fn the_arrows_go_away_while_a_hand_does_something() {
    let mut hands = hands();
    hands.input(&Input::Hover { at: Some(Spot::new(50.0, 30.0)) }).down(50.0, 30.0);
    assert_eq!(hands.editor.hovered(), None);
    hands.up(50.0, 30.0);
    for expected in [true, false] {
        for _ in 0..3 {
            hands.run("zoom-out");
        }
        let at = hands.editor.viewport().to_pane(Spot::new(92.0, 32.0));
        hands.input(&Input::Hover { at: Some(at) });
        assert_eq!(hands.editor.hovered().is_some(), expected);
    }
}

#[test]
fn keys_draw_a_link() {
    let mut hands = hands();
    hands.click(50.0, 230.0).run("connect");
    assert!(hands.editor.takes_keys());
    let over =
        |hands: &TestEditor<'_>| hands.editor.wire().unwrap().over.clone().unwrap().0.to_string();
    assert_eq!(over(&hands), "gw1", "the nearest first");
    assert_eq!(hands.said().last(), Some(&"Link lb1 with gw1, 1 of 2: Enter links"));
    hands.key("arrowright");
    assert_eq!(over(&hands), "km1");
    hands.key("arrowleft");
    assert_eq!(over(&hands), "gw1");
    hands.key("tab");
    assert_eq!(over(&hands), "km1");
    hands.key("g").key("w").key("enter");
    assert_eq!(hands.links(), ["gw1 validates-with km1", "lb1 balances gw1"]);
    assert!(!hands.editor.takes_keys());
}

#[test]
fn typing_the_name_of_what_cannot_be_linked_says_why() {
    let mut hands = hands();
    hands.click(50.0, 30.0).run("connect").key("k");
    let wire = hands.editor.wire().unwrap().clone();
    assert_eq!(wire.over, Some(("km1".parse().unwrap(), false)));
    assert!(wire.reason.unwrap().contains("linked already"));
    hands.key("enter");
    assert_eq!(hands.links().len(), 1);
    hands.run("connect").key("escape");
    assert!(hands.editor.is_idle() && hands.editor.wire().is_none());
}

#[test]
fn a_removed_node_leaves_the_path_connected_where_the_catalogue_allows_it() {
    let mut hands = TestEditor::new(
        notation::design(
            "c1: client\nlb1: load-balancer\nlb2: load-balancer\ngw1: gateway\ngw2: gateway\nkm1: key-manager\n\
             c1 -calls-> lb1\nlb1 -balances-> lb2\nlb2 -balances-> gw1\nlb2 -balances-> gw2\ngw1 -validates-with-> km1",
        ),
        catalogue::wso2am_3_1_0(),
    );
    let both = ["lb1", "lb2"].map(|id| id.parse().unwrap()).into();
    hands.editor.select(editor::Selection { nodes: both, ..Default::default() });
    hands.run("delete-and-link");
    let links: std::collections::BTreeSet<String> = hands.links().into_iter().collect();
    let expected = ["c1 calls gw1", "c1 calls gw2", "gw1 validates-with km1"];
    assert_eq!(links, expected.map(String::from).into());
    assert_eq!(hands.said(), ["2 nodes deleted, 2 links take their place"]);
    hands.run("undo");
    assert_eq!(hands.editor.design().nodes().len(), 6);
    // A client has nothing to say to a Key Manager.
    hands.editor.walk_to("gw1".parse().unwrap());
    hands.run("delete-and-link");
    assert!(hands.links().iter().all(|link| !link.contains("km1")), "{:?}", hands.links());
}
